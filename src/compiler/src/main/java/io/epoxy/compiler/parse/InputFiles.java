package io.epoxy.compiler.parse;

import io.epoxy.compiler.cache.ParseCache;
import io.epoxy.compiler.load.FileEndings;
import io.epoxy.compiler.load.FileFinder;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.model.config.ProjectPaths;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Every file that parsing a project and its packages may read, by package and path. */
final class InputFiles {
  private static final List<String> ROOT_FILES =
      List.of(
          "dbt_project.yml",
          "vars.yml",
          "catalogs.yml",
          "selectors.yml",
          "packages.yml",
          "dependencies.yml",
          "package-lock.yml");

  private static final Set<String> SQL = Set.of(".sql");
  private static final Set<String> YAML = Set.of(".yml", ".yaml");

  private final Map<String, SourceFile> files = new LinkedHashMap<>();
  private final Set<String> models = new HashSet<>();
  private final Set<String> properties = new HashSet<>();
  private final Set<String> macros = new HashSet<>();
  private final Set<String> ambiguous = new HashSet<>();

  /**
   * Finds them.
   *
   * @throws io.epoxy.model.error.EpoxyException for a file that cannot be read
   */
  InputFiles(Collection<FileFinder> finders, FileEndings endings) {
    for (FileFinder finder : finders) {
      ProjectPaths paths = finder.project().paths();
      Set<String> folders = new LinkedHashSet<>(paths.all());
      folders.addAll(paths.docs());
      finder.find(folders, FileFinder.EXTENSIONS).forEach(this::add);
      finder.find(beside(paths), SQL).forEach(file -> ambiguous.add(name(file)));
      for (String name : ROOT_FILES) {
        if (Files.isRegularFile(finder.project().root().resolve(name))) {
          add(finder.ofRoot(name));
        }
      }
      finder.find(macros(paths), endings.sql()).forEach(file -> macros.add(name(file)));
      finder.find(besideMacros(paths), endings.sql()).forEach(file -> macros.remove(name(file)));
      finder.find(paths.models(), SQL).forEach(file -> models.add(name(file)));
      finder.find(paths.all(), YAML).forEach(file -> properties.add(name(file)));
    }
  }

  /** Where a file is something else than a model, whether or not models lie there too. */
  private static Set<String> beside(ProjectPaths paths) {
    Set<String> folders = new LinkedHashSet<>(paths.snapshots());
    folders.addAll(paths.tests());
    folders.addAll(paths.analyses());
    folders.addAll(paths.macros());
    folders.addAll(paths.functions());
    return folders;
  }

  private static Set<String> macros(ProjectPaths paths) {
    Set<String> folders = new LinkedHashSet<>(paths.macros());
    paths.tests().forEach(folder -> folders.add(folder + "/generic"));
    return folders;
  }

  private static Set<String> besideMacros(ProjectPaths paths) {
    Set<String> folders = new LinkedHashSet<>(paths.models());
    folders.addAll(paths.snapshots());
    folders.addAll(paths.analyses());
    folders.addAll(paths.functions());
    return folders;
  }

  /** As dbt's patch_path names a file. */
  static String name(SourceFile file) {
    return file.project().name() + "://" + file.originalPath();
  }

  private void add(SourceFile file) {
    if (files.put(name(file), file) != null) {
      ambiguous.add(name(file));
    }
  }

  /** The file of a name. */
  Optional<SourceFile> find(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /** Whether a file is the code of a model and nothing else. */
  boolean isModel(String name) {
    return models.contains(name) && !ambiguous.contains(name);
  }

  /** Whether a file holds macros and generic tests and nothing else. */
  boolean isMacros(String name) {
    return macros.contains(name);
  }

  /** Whether a file that is there no more can have been a property file. */
  static boolean mayBeProperties(String name) {
    return YAML.stream().anyMatch(name::endsWith);
  }

  /** The names of all property files. */
  Set<String> properties() {
    return Set.copyOf(properties);
  }

  boolean isProperties(String name) {
    return properties.contains(name) && !ambiguous.contains(name);
  }

  /** What each file holds, by its name: the text of a key. */
  Map<String, Object> digests(ParseCache cache) {
    List<SourceFile> all = new ArrayList<>(files.values());
    List<String> keys =
        all.parallelStream().map(file -> cache.key("file", file.text()).text()).toList();
    Map<String, Object> digests = new LinkedHashMap<>();
    IntStream.range(0, keys.size()).forEach(i -> digests.put(name(all.get(i)), keys.get(i)));
    return digests;
  }
}
