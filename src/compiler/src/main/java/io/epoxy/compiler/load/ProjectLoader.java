package io.epoxy.compiler.load;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.ProjectPaths;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.port.MessageSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one dbt_project.yml. */
public final class ProjectLoader {
  private static final String FILE = "dbt_project.yml";

  private final Path root;
  private final String shown;
  private final YamlMap yaml;
  private final MessageSink messages;

  private ProjectLoader(Path root, String shown, YamlMap yaml, MessageSink messages) {
    this.root = root;
    this.shown = shown;
    this.yaml = yaml;
    this.messages = messages;
  }

  /** Whether the project's require-dbt-version is held against the dbt that Epoxy follows. */
  public enum VersionCheck {
    ON,
    OFF
  }

  /**
   * Reads the file; nothing is rendered yet.
   *
   * @param shown the folder in messages; empty for the root project
   */
  public static ProjectLoader read(Path root, String shown, MessageSink messages) {
    Path file = root.resolve(FILE);
    String name = shown.isEmpty() ? FILE : shown + "/" + FILE;
    if (!Files.exists(file)) {
      throw new EpoxyException(
          ErrorCode.PROJECT,
          "No dbt_project.yml found at expected path "
              + file
              + "\nVerify that each entry within packages.yml (and their transitive dependencies)"
              + " contains a file named dbt_project.yml",
          SourceLocation.ofFile(name));
    }
    Optional<YamlNode> yaml =
        YamlReader.read(name, FileFinder.read(file, name), YamlReader.warnings(messages));
    if (yaml.isEmpty() || !(yaml.get() instanceof YamlMap map)) {
      throw new EpoxyException(
          ErrorCode.PROJECT,
          "dbt_project.yml does not parse to a dictionary",
          yaml.map(YamlNode::location).orElse(SourceLocation.ofFile(name)));
    }
    return new ProjectLoader(root, name, map, messages);
  }

  /** The {@code profile:} key as the profile's renderer gives it. */
  public Optional<String> profile(YamlScope scope) {
    return yaml.find("profile")
        .map(node -> scope.render(node.data(), "profile", node.location()))
        .map(String::valueOf);
  }

  /** Where the file defines vars, when it defines some. */
  Optional<SourceLocation> vars() {
    return placeOf("vars");
  }

  /** Where the file sets flags, when it sets some. */
  Optional<SourceLocation> flags() {
    return placeOf("flags");
  }

  private Optional<SourceLocation> placeOf(String key) {
    boolean some = yaml.map(key).filter(map -> !map.entries().isEmpty()).isPresent();
    return some ? Optional.of(yaml.locationOf(key)) : Optional.empty();
  }

  /**
   * The checked project, rendered but for hooks and vars.
   *
   * @param fileVars vars of vars.yml, which stand for those of the file
   * @throws EpoxyException with every problem of the file
   */
  public Project load(YamlScope scope, Optional<Map<String, Object>> fileVars, VersionCheck check) {
    Problems problems = new Problems();
    Map<String, Object> values = new ProjectRendering(scope, problems).render(yaml);
    problems.throwIfAny();
    check(values, check, problems);
    problems.throwIfAny();
    tellDeprecated(values);
    Map<String, Object> other = new LinkedHashMap<>(values);
    other.keySet().removeIf(ProjectContract::isTree);
    return new Project(
        (String) values.get("name"),
        text(values, "version"),
        text(values, "profile"),
        root.toAbsolutePath().normalize(),
        paths(values),
        text(values, "target-path").orElse("target"),
        fileVars.orElseGet(() -> map(values, "vars")),
        trees(values),
        trees(yaml.data()),
        FlagTypes.valid(map(values, "flags")),
        map(values, "quoting"),
        dispatch(values),
        texts(values, "on-run-start"),
        texts(values, "on-run-end"),
        other);
  }

  /** Keys of vars and flags are texts; below vars anything may be one. */
  private void checkKeys(Problems problems) {
    yaml.map("vars")
        .filter(vars -> !vars.notTexts().isEmpty())
        .ifPresent(
            vars -> {
              Map<Object, Object> shown = new LinkedHashMap<>();
              vars.data()
                  .forEach(
                      (key, value) -> shown.put(vars.notTexts().getOrDefault(key, key), value));
              problems.add(
                  error(
                      "vars",
                      "at path ['vars']: "
                          + TemplateValues.repr(shown)
                          + " is not valid under any of the given schemas\nWrite its keys in"
                          + " quotes."));
            });
    yaml.map("flags")
        .ifPresent(
            flags ->
                flags
                    .notTexts()
                    .values()
                    .forEach(
                        key ->
                            problems.add(
                                error(
                                    "flags",
                                    "at path ['flags']: "
                                        + TemplateValues.repr(key)
                                        + " is not of type 'string'"))));
  }

  private void check(Map<String, Object> values, VersionCheck check, Problems problems) {
    if (!values.containsKey("name")) {
      problems.add(
          new EpoxyException(
              ErrorCode.PROJECT,
              "Required \"name\" field not present in project",
              SourceLocation.ofFile(shown)));
    }
    ProjectContract.check(
        values, (key, sentence) -> problems.add(error(key, sentence + writtenInFull(key))));
    checkKeys(problems);
    if (problems.isEmpty()) {
      RequiredDbtVersion.check(values, check)
          .ifPresent(sentence -> problems.add(error("require-dbt-version", sentence)));
      if (values.get("config-version") instanceof Number version && version.doubleValue() != 2) {
        problems.add(
            error(
                "config-version", "Got an unexpected project version=" + version + ", expected 2"));
      }
    }
    for (Map.Entry<String, String> old : OLD_PATHS.entrySet()) {
      if (values.containsKey(old.getKey()) && values.containsKey(old.getValue())) {
        problems.add(
            error(
                old.getKey(),
                old.getKey()
                    + " and "
                    + old.getValue()
                    + " cannot both be defined. The `"
                    + old.getKey()
                    + "` config has been deprecated in favor of `"
                    + old.getValue()
                    + "`. Please update your `dbt_project.yml` configuration to reflect this"
                    + " change."));
      }
    }
  }

  /** A list that was written as one text is the commonest slip. */
  private String writtenInFull(String key) {
    return key.endsWith("-paths") && yaml.text(key).isPresent()
        ? "\nWrite a list: " + key + ": [" + yaml.text(key).orElseThrow() + "]"
        : "";
  }

  private static final Map<String, String> OLD_PATHS =
      Map.of("source-paths", "model-paths", "data-paths", "seed-paths");

  private void tellDeprecated(Map<String, Object> values) {
    deprecated(values, "source-paths", "ConfigSourcePathDeprecation");
    deprecated(values, "data-paths", "ConfigDataPathDeprecation");
    if (values.containsKey("log-path") && !"logs".equals(values.get("log-path"))) {
      noLonger("log-path", "logs", "log-path", "LOG_PATH", "ConfigLogPathDeprecation");
    }
    if (values.containsKey("target-path") && !"target".equals(values.get("target-path"))) {
      noLonger(
          "target-path", "artifacts", "target-path", "TARGET_PATH", "ConfigTargetPathDeprecation");
    }
  }

  private void deprecated(Map<String, Object> values, String key, String event) {
    if (values.containsKey(key)) {
      tell(
          event,
          "The `"
              + key
              + "` config has been renamed to `"
              + OLD_PATHS.get(key)
              + "`. Please update your `dbt_project.yml` configuration to reflect this change.");
    }
  }

  private void noLonger(String key, String what, String flag, String variable, String event) {
    tell(
        event,
        "The `"
            + key
            + "` config in `dbt_project.yml` has been deprecated, and will no longer be supported"
            + " in a future version of dbt-core. If you wish to write dbt "
            + what
            + " to a custom directory, please use the --"
            + flag
            + " CLI flag or DBT_"
            + variable
            + " env var instead.");
  }

  private void tell(String event, String text) {
    messages.message(MessageSink.Level.WARN, event, text);
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
        folders(values, "function-paths", "", defaults.functions()),
        folders(values, "docs-paths", "", defaults.docs()),
        text(values, "packages-install-path").orElse(defaults.packages()));
  }

  private List<String> folders(
      Map<String, Object> values, String key, String old, List<String> whenAbsent) {
    String given = values.containsKey(key) ? key : old;
    if (values.get(given) == null) {
      return whenAbsent;
    }
    List<String> folders = texts(values, given);
    for (String folder : folders) {
      if (folder.indexOf('\0') >= 0) {
        throw error(given, shown + ": " + given + " has a name that no folder can have");
      }
    }
    return folders;
  }

  private static Map<String, Map<String, Object>> trees(Map<String, Object> values) {
    Map<String, Map<String, Object>> trees = new LinkedHashMap<>();
    for (String key : values.keySet()) {
      if (ProjectContract.isTree(key)) {
        trees.put(key.equals("tests") ? "data_tests" : key, map(values, key));
      }
    }
    return trees;
  }

  private static Map<String, List<String>> dispatch(Map<String, Object> values) {
    Map<String, List<String>> orders = new LinkedHashMap<>();
    if (values.get("dispatch") instanceof List<?> entries) {
      for (Object entry : entries) {
        Map<?, ?> map = (Map<?, ?>) entry;
        List<?> order = (List<?>) map.get("search_order");
        orders.putIfAbsent(
            String.valueOf(map.get("macro_namespace")),
            order.stream().map(String::valueOf).toList());
      }
    }
    return orders;
  }

  private static List<String> texts(Map<String, Object> values, String key) {
    List<String> texts = new ArrayList<>();
    if (values.get(key) instanceof List<?> list) {
      list.forEach(item -> texts.add(String.valueOf(item)));
    }
    return texts;
  }

  private static Map<String, Object> map(Map<String, Object> values, String key) {
    Map<String, Object> result = new LinkedHashMap<>();
    if (values.get(key) instanceof Map<?, ?> map) {
      map.forEach((name, item) -> result.put(String.valueOf(name), item));
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
