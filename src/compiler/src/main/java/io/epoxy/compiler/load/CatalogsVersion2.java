package io.epoxy.compiler.load;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.port.MessageSink;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The second form of catalogs.yml, behind the behaviour flag {@code use_catalogs_v2}. */
final class CatalogsVersion2 {
  private static final List<String> KEYS = List.of("name", "type", "table_format", "config");
  private static final List<String> FORMATS = List.of("default", "iceberg");

  private final YamlScope scope;
  private final Problems problems;
  private final MessageSink messages;
  private final Set<String> names = new LinkedHashSet<>();

  CatalogsVersion2(YamlScope scope, Problems problems, MessageSink messages) {
    this.scope = scope;
    this.problems = problems;
    this.messages = messages;
  }

  void check(YamlNode root, String adapter) {
    if (root instanceof YamlMap map && !onlyCatalogs(map)) {
      return;
    }
    for (YamlNode entry : CatalogsFile.entries(root, problems)) {
      Optional<String> wrong =
          wrong(scope.render(entry.data(), CatalogsFile.NAME, entry.location()));
      wrong.ifPresent(sentence -> add(sentence, entry.location()));
    }
    if (problems.isEmpty() && !names.isEmpty()) {
      messages.message(
          MessageSink.Level.WARN,
          "Note",
          "catalogs.yml v2 schema validation is experimental, not officially supported yet, and its"
              + " spec is liable to change. See"
              + " https://github.com/dbt-labs/dbt-core/discussions/12723");
      add(
          "Adapter '"
              + adapter
              + "' does not support catalogs.yml v2 yet. Use catalogs.yml v1 or upgrade to a"
              + " supported adapter version.",
          root.location());
    }
  }

  private boolean onlyCatalogs(YamlMap map) {
    if (map.find("iceberg_catalogs").isPresent()) {
      add(
          "v2 catalogs.yml uses 'catalogs', not 'iceberg_catalogs'",
          map.locationOf("iceberg_catalogs"));
      return false;
    }
    Set<String> unknown = new TreeSet<>(map.entries().keySet());
    unknown.remove("catalogs");
    if (!unknown.isEmpty()) {
      add(
          "Unknown top-level keys in catalogs.yml: "
              + TemplateValues.repr(new ArrayList<>(unknown))
              + ". Only 'catalogs' is allowed",
          map.locationOf(unknown.iterator().next()));
    }
    return unknown.isEmpty();
  }

  /** What is wrong with an entry. */
  private Optional<String> wrong(Object rendered) {
    if (!(rendered instanceof Map<?, ?> entry)) {
      return Optional.of(
          "Each entry in catalogs.yml 'catalogs' must be a mapping, got " + type(rendered));
    }
    Set<String> unknown = new TreeSet<>();
    entry.keySet().forEach(key -> unknown.add(String.valueOf(key)));
    KEYS.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      return Optional.of(
          "Unknown keys in catalog entry: "
              + TemplateValues.repr(new ArrayList<>(unknown))
              + ". Allowed keys: "
              + TemplateValues.repr(new ArrayList<>(new TreeSet<>(KEYS))));
    }
    List<String> missing = KEYS.stream().filter(key -> !entry.containsKey(key)).toList();
    if (!missing.isEmpty()) {
      return Optional.of("Missing required keys in catalog entry: " + TemplateValues.repr(missing));
    }
    if (!(entry.get("name") instanceof String name) || name.isBlank()) {
      return Optional.of("catalogs[].name must be a non-empty string");
    }
    String format = TemplateValues.str(entry.get("table_format"));
    if (!FORMATS.contains(format.toLowerCase(Locale.ROOT))) {
      return Optional.of(
          "Invalid table_format '" + format + "'. Must be one of " + TemplateValues.repr(FORMATS));
    }
    return config(name, entry.get("config"))
        .or(
            () ->
                names.add(name.strip())
                    ? Optional.empty()
                    : Optional.of("Duplicate catalog name '" + name.strip() + "' in catalogs.yml"));
  }

  private static Optional<String> config(String name, Object config) {
    if (!(config instanceof Map<?, ?> platforms)) {
      return Optional.of("Catalog '" + name + "' config must be a mapping, got " + type(config));
    }
    return platforms.entrySet().stream()
        .filter(platform -> platform.getValue() != null && !(platform.getValue() instanceof Map))
        .map(
            platform -> "Catalog '" + name + "' config." + platform.getKey() + " must be a mapping")
        .findFirst();
  }

  private void add(String sentence, SourceLocation place) {
    problems.add(CatalogsFile.error(sentence, place));
  }

  private static String type(Object value) {
    return Python.typeName(TemplateValues.toTemplate(value));
  }
}
