package io.epoxy.compiler.load;

import com.google.common.collect.ImmutableSet;
import io.epoxy.compiler.context.YamlScope;
import io.epoxy.model.config.Project;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.port.MessageSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the packages that are installed under the project. */
public final class PackageLoader {
  /** Packages that every project has. */
  private static final Set<String> BUILT_IN = ImmutableSet.of("dbt", "dbt_spark", "dbt_glue");

  private final Project root;
  private final YamlScope scope;
  private final MessageSink messages;

  /**
   * A loader.
   *
   * @param scope renders packages.yml, and the packages' own dbt_project.yml, which see no
   *     command-line vars
   */
  public PackageLoader(Project root, YamlScope scope, MessageSink messages) {
    this.root = root;
    this.scope = scope;
    this.messages = messages;
  }

  /**
   * The root project and its packages by name, the root first, packages in order of their folders.
   *
   * @param packagesScope renders packages.yml
   * @throws EpoxyException when other packages are installed than are asked for, or with every
   *     problem of the packages
   */
  public Map<String, Project> load(YamlScope packagesScope, ProjectLoader.VersionCheck check) {
    Map<String, Project> all = new LinkedHashMap<>();
    if (BUILT_IN.contains(root.name())) {
      throw notUnique(root.name(), "dbt_project.yml");
    }
    all.put(root.name(), root);
    List<Path> folders = folders();
    checkInstalled(PackagesFile.read(root.root(), packagesScope, messages), folders);
    Problems problems = new Problems();
    for (Path folder : folders) {
      String shown = root.root().relativize(folder).toString().replace('\\', '/');
      try {
        Project found =
            ProjectLoader.read(folder, shown, messages).load(scope, Optional.empty(), check);
        if (BUILT_IN.contains(found.name()) || all.putIfAbsent(found.name(), found) != null) {
          problems.add(notUnique(found.name(), shown + "/dbt_project.yml"));
        }
      } catch (EpoxyException e) {
        problems.add(unreadable(e, shown));
      }
    }
    problems.throwIfAny();
    return all;
  }

  private void checkInstalled(PackagesFile file, List<Path> folders) {
    List<String> installed = folders.stream().map(PackageLoader::stem).toList();
    if (file.wanted() == installed.size()) {
      return;
    }
    List<String> missing =
        file.locked().stream().filter(name -> !installed.contains(name)).distinct().toList();
    throw new EpoxyException(
        ErrorCode.COMPILATION,
        "dbt expects "
            + file.wanted()
            + " package(s) based on packages specified in "
            + file.name()
            + ", but found only "
            + installed.size()
            + " package(s) installed in "
            + root.paths().packages()
            + ". "
            + (missing.isEmpty()
                ? ""
                : "Following packages were not found: " + String.join(", ", missing) + ". ")
            + "Run \"dbt deps\" to install package dependencies.",
        SourceLocation.ofFile(file.name()));
  }

  /** A folder's name up to its last dot, as dbt counts it. */
  private static String stem(Path folder) {
    String name = folder.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  private List<Path> folders() {
    Path install = root.root().resolve(root.paths().packages());
    if (!Files.isDirectory(install)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(install)) {
      return entries
          .filter(Files::isDirectory)
          .filter(entry -> !entry.getFileName().toString().startsWith("__"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new EpoxyException(
          ErrorCode.IO,
          "Could not list " + root.paths().packages() + ": " + e.getMessage(),
          null,
          e);
    }
  }

  private static EpoxyException unreadable(EpoxyException e, String folder) {
    return new EpoxyException(
        e.code(),
        "Failed to read package: "
            + e.code().heading()
            + "\n"
            + e.getMessage().indent(2).stripTrailing()
            + "\nError encountered in "
            + folder,
        e.location().orElse(null),
        e);
  }

  private static EpoxyException notUnique(String name, String file) {
    return new EpoxyException(
        ErrorCode.COMPILATION,
        "dbt found more than one package with the name \""
            + name
            + "\" included in this project. Package names must be unique in a project. Please"
            + " rename one of these packages.",
        SourceLocation.ofFile(file));
  }
}
