package io.epoxy.compiler.load;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.ProjectPaths;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads one dbt_project.yml. */
public final class ProjectLoader {
  private static final String FILE = "dbt_project.yml";
  private static final Pattern NAME = Pattern.compile("[^\\d\\W]\\w*");

  /**
   * Keys whose values are not rendered before a run (dbt-core 1.12 {@code DbtProjectYamlRenderer}).
   */
  private static final Set<String> LATE = Set.of("on-run-start", "on-run-end", "query-comment");

  private static final Set<String> TREES =
      Set.of(
          "models",
          "seeds",
          "snapshots",
          "sources",
          "data_tests",
          "unit_tests",
          "analyses",
          "exposures",
          "metrics",
          "semantic-models",
          "saved-queries",
          "functions");

  private final Path root;
  private final String shown;
  private final YamlMap yaml;

  private ProjectLoader(Path root, String shown, YamlMap yaml) {
    this.root = root;
    this.shown = shown;
    this.yaml = yaml;
  }

  /**
   * Reads the file; nothing is rendered yet.
   *
   * @param shown the folder in messages; empty for the root project
   */
  public static ProjectLoader read(Path root, String shown, Consumer<String> warnings) {
    Path file = root.resolve(FILE);
    String name = shown.isEmpty() ? FILE : shown + "/" + FILE;
    if (!Files.isRegularFile(file)) {
      throw new EpoxyException(
          ErrorCode.PROJECT,
          "No dbt_project.yml found at expected path "
              + file
              + "\nVerify that each entry within packages.yml (and their transitive dependencies)"
              + " contains a file named dbt_project.yml",
          SourceLocation.ofFile(name));
    }
    YamlMap yaml = YamlReader.readMap(name, FileFinder.read(file, name), warnings);
    if (yaml.entries().isEmpty()) {
      throw new EpoxyException(ErrorCode.PROJECT, name + " is empty", SourceLocation.ofFile(name));
    }
    return new ProjectLoader(root, name, yaml);
  }

  /** The {@code profile:} key as the profile's renderer gives it. */
  public Optional<String> profile(YamlScope scope) {
    return yaml.find("profile")
        .map(node -> scope.render(node.data(), "profile", node.location()))
        .map(String::valueOf);
  }

  /** The checked project, rendered but for hooks. */
  public Project load(YamlScope scope) {
    Map<String, Object> values = new LinkedHashMap<>();
    yaml.entries()
        .forEach(
            (key, node) ->
                values.put(key, isLate(key) ? node.data() : renderKey(key, node, scope)));
    checkVersion(values);
    Map<String, Object> other = new LinkedHashMap<>(values);
    Map<String, Map<String, Object>> trees = trees(values);
    TREES.forEach(other::remove);
    other.remove("tests");
    other.remove("models");
    return new Project(
        name(values),
        text(values, "version"),
        text(values, "profile"),
        root.toAbsolutePath().normalize(),
        paths(values),
        text(values, "target-path").orElse("target"),
        map(values, "vars"),
        trees,
        map(values, "flags"),
        map(values, "quoting"),
        dispatch(values),
        statements(values, "on-run-start"),
        statements(values, "on-run-end"),
        other);
  }

  private static boolean isLate(String key) {
    return LATE.contains(key) || key.equals("vars");
  }

  /** Hooks inside of a config tree stay as they are: they see the node. */
  private Object renderKey(String key, YamlNode node, YamlScope scope) {
    return TREES.contains(key) || key.equals("tests")
        ? renderTree(key, node, scope)
        : scope.render(node.data(), key, node.location());
  }

  private Object renderTree(String path, YamlNode node, YamlScope scope) {
    if (!(node instanceof YamlMap map)) {
      return scope.render(node.data(), path, node.location());
    }
    Map<String, Object> rendered = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (key, value) -> {
              String bare = key.startsWith("+") ? key.substring(1).strip() : key;
              boolean hook = bare.replace('_', '-').matches("pre-hook|post-hook");
              rendered.put(key, hook ? value.data() : renderTree(path + "." + key, value, scope));
            });
    return rendered;
  }

  private void checkVersion(Map<String, Object> values) {
    Object version = values.get("config-version");
    if (version != null && !version.toString().equals("2")) {
      throw error(
          "config-version",
          "Got an unexpected config-version=" + version + ", expected 2 (" + shown + ")");
    }
    if (values.containsKey("tests") && values.containsKey("data_tests")) {
      throw error(
          "tests",
          "Invalid project configuration: 'tests' and 'data_tests' cannot both be defined in "
              + shown
              + ". `tests` has been renamed to `data_tests`.");
    }
    for (String old : List.of("source-paths", "data-paths")) {
      String now = old.equals("data-paths") ? "seed-paths" : "model-paths";
      if (values.containsKey(old) && values.containsKey(now)) {
        throw error(old, shown + " has both `" + old + "` and `" + now + "`");
      }
    }
  }

  private String name(Map<String, Object> values) {
    Object name = values.get("name");
    if (name == null) {
      throw new EpoxyException(
          ErrorCode.PROJECT,
          shown + ": 'name' is a required property",
          SourceLocation.ofFile(shown));
    }
    if (!(name instanceof String text) || !NAME.matcher(text).matches()) {
      throw error(
          "name",
          "Runtime Error: invalid project name '"
              + name
              + "' in "
              + shown
              + ": names must consist of letters, digits and underscores, and not start with a"
              + " digit");
    }
    if (ReservedNames.contains(text)) {
      throw error(
          "name", "'" + text + "' is a reserved name, it cannot be a project's (" + shown + ")");
    }
    return text;
  }

  private ProjectPaths paths(Map<String, Object> values) {
    ProjectPaths defaults = ProjectPaths.DEFAULT;
    return new ProjectPaths(
        folders(values, "model-paths", "source-paths", defaults.models()),
        folders(values, "seed-paths", "data-paths", defaults.seeds()),
        folders(values, "snapshot-paths", "", defaults.snapshots()),
        folders(values, "test-paths", "", defaults.tests()),
        folders(values, "analysis-paths", "", defaults.analyses()),
        folders(values, "macro-paths", "", defaults.macros()),
        folders(values, "docs-paths", "", defaults.docs()),
        text(values, "packages-install-path").orElse(defaults.packages()));
  }

  private List<String> folders(
      Map<String, Object> values, String key, String old, List<String> whenAbsent) {
    Object value = values.containsKey(key) ? values.get(key) : values.get(old);
    if (value == null) {
      return whenAbsent;
    }
    if (!(value instanceof List<?> list)) {
      throw error(key, shown + ": " + key + " must be a list of folders, not '" + value + "'");
    }
    List<String> folders = new ArrayList<>();
    for (Object item : list) {
      String folder = String.valueOf(item);
      if (Path.of(folder).isAbsolute()) {
        throw error(key, shown + ": " + key + " must be relative paths, not '" + folder + "'");
      }
      folders.add(folder);
    }
    return folders;
  }

  private Map<String, Map<String, Object>> trees(Map<String, Object> values) {
    Map<String, Map<String, Object>> trees = new LinkedHashMap<>();
    for (String key : values.keySet()) {
      String tree = key.equals("tests") ? "data_tests" : key;
      if (TREES.contains(tree)) {
        trees.put(tree, map(values, key));
      }
    }
    return trees;
  }

  private Map<String, List<String>> dispatch(Map<String, Object> values) {
    Map<String, List<String>> orders = new LinkedHashMap<>();
    if (values.get("dispatch") instanceof List<?> entries) {
      for (Object entry : entries) {
        if (!(entry instanceof Map<?, ?> map)
            || !(map.get("macro_namespace") instanceof String namespace)
            || !(map.get("search_order") instanceof List<?> order)) {
          throw error(
              "dispatch",
              shown + ": each entry of dispatch needs macro_namespace and a list search_order");
        }
        orders.put(namespace, order.stream().map(String::valueOf).toList());
      }
    }
    return orders;
  }

  private static List<String> statements(Map<String, Object> values, String key) {
    Object value = values.get(key);
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(value.toString());
  }

  private Map<String, Object> map(Map<String, Object> values, String key) {
    Object value = values.get(key);
    Map<String, Object> result = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, item) -> result.put(String.valueOf(name), item));
    } else if (value != null) {
      throw error(key, shown + ": " + key + " must be a dictionary, not '" + value + "'");
    }
    return result;
  }

  private static Optional<String> text(Map<String, Object> values, String key) {
    return Optional.ofNullable(values.get(key)).map(String::valueOf);
  }

  private EpoxyException error(String key, String message) {
    return new EpoxyException(ErrorCode.PROJECT, message, yaml.locationOf(key));
  }
}
