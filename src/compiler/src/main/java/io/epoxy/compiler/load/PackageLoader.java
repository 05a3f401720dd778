package io.epoxy.compiler.load;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.model.config.Project;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Finds the packages that are installed under the project. */
public final class PackageLoader {
  private PackageLoader() {}

  /**
   * The root project and its packages by name, the root first, packages in order of their folders.
   *
   * @throws EpoxyException when packages.yml asks for more than is installed
   */
  public static Map<String, Project> load(
      Project root, YamlScope scope, Consumer<String> warnings) {
    Map<String, Project> all = new LinkedHashMap<>();
    all.put(root.name(), root);
    List<Path> folders = folders(root);
    int specified = specified(root, warnings);
    if (specified > 0 && folders.size() < specified) {
      throw new EpoxyException(
          ErrorCode.DEPENDENCY,
          "dbt found "
              + specified
              + " package(s) specified in packages.yml, but only "
              + folders.size()
              + " package(s) installed in "
              + root.paths().packages()
              + ". Run \"dbt deps\" to install package dependencies.");
    }
    for (Path folder : folders) {
      String shown = root.root().relativize(folder).toString().replace('\\', '/');
      Project found = ProjectLoader.read(folder, shown, warnings).load(scope);
      Project before = all.putIfAbsent(found.name(), found);
      if (before != null) {
        throw new EpoxyException(
            ErrorCode.DEPENDENCY,
            "dbt found more than one package with the name \""
                + found.name()
                + "\" included in this project. Package names must be unique in a project. Please"
                + " rename one of these packages.",
            SourceLocation.ofFile(shown + "/dbt_project.yml"));
      }
    }
    return all;
  }

  private static List<Path> folders(Project root) {
    Path install = root.root().resolve(root.paths().packages());
    if (!Files.isDirectory(install)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(install)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("__"))
          .filter(entry -> Files.isRegularFile(entry.resolve("dbt_project.yml")))
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

  private static int specified(Project root, Consumer<String> warnings) {
    int specified = 0;
    for (String name : List.of("packages.yml", "dependencies.yml")) {
      Path file = root.root().resolve(name);
      if (Files.isRegularFile(file)) {
        YamlMap yaml = YamlReader.readMap(name, FileFinder.read(file, name), warnings);
        specified += yaml.list("packages").size();
      }
    }
    return specified;
  }
}
