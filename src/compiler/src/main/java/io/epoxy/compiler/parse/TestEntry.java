package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlScalar;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One item of a {@code data_tests:} list, in any of its spellings: a name, {@code {name: {args}}},
 * {@code {name: {arguments: ..}}}, {@code {test_name: name, ..}} (dbt-core 1.12 {@code
 * TestBuilder}).
 *
 * @param arguments what the macro gets, as written
 * @param config config keys, as written, those beside the arguments first
 */
record TestEntry(
    Optional<String> namespace,
    String test,
    Optional<String> customName,
    String description,
    Map<String, Object> arguments,
    Map<String, Object> config,
    SourceLocation location) {
  private static final Pattern NAME =
      Pattern.compile("(?:([a-zA-Z_][0-9a-zA-Z_]*)\\.)?([a-zA-Z_][0-9a-zA-Z_]*)");
  private static final List<String> CONFIG_KEYS =
      List.of(
          "severity",
          "tags",
          "enabled",
          "where",
          "limit",
          "warn_if",
          "error_if",
          "fail_calc",
          "store_failures",
          "store_failures_as",
          "sql_header",
          "meta",
          "database",
          "schema",
          "alias");

  /**
   * Reads an item.
   *
   * @param columnName the column that it is written under
   */
  static TestEntry read(YamlNode node, Optional<String> columnName) {
    if (node instanceof YamlScalar scalar && scalar.value() instanceof String name) {
      return of(name, Map.of(), columnName, node.location());
    }
    if (!(node instanceof YamlMap map)) {
      throw invalid(
          "test must be dict or str, got " + shown(node.typeName(), node.data()), node.location());
    }
    Map<String, Object> data = map.data();
    if (data.containsKey("test_name")) {
      Map<String, Object> rest = new LinkedHashMap<>(data);
      Object name = rest.remove("test_name");
      return of(name(name, map, "test_name"), rest, columnName, node.location());
    }
    if (data.size() != 1) {
      List<String> pairs = new ArrayList<>();
      data.forEach((key, value) -> pairs.add("(" + repr(key) + ", " + repr(value) + ")"));
      throw invalid(
          "test definition dictionary must have exactly one key, got ["
              + String.join(", ", pairs)
              + "] instead ("
              + data.size()
              + " keys)",
          node.location());
    }
    Map.Entry<String, Object> only = data.entrySet().iterator().next();
    if (!(only.getValue() instanceof Map<?, ?> arguments)) {
      String type = map.find(only.getKey()).map(YamlNode::typeName).orElse("None");
      throw invalid(
          "test arguments must be a dict, got " + shown(type, only.getValue()), node.location());
    }
    return of(only.getKey(), Entry.copy(arguments), columnName, node.location());
  }

  private static String name(Object name, YamlMap map, String key) {
    if (name instanceof String text) {
      return text;
    }
    String type = map.find(key).map(YamlNode::typeName).orElse("None");
    throw invalid("test name must be a str, got " + shown(type, name), map.locationOf(key));
  }

  private static TestEntry of(
      String written,
      Map<String, Object> given,
      Optional<String> columnName,
      SourceLocation location) {
    Map<String, Object> arguments = new LinkedHashMap<>(given);
    columnName.ifPresent(name -> arguments.put("column_name", name));
    if (arguments.remove("arguments") instanceof Map<?, ?> nested) {
      arguments.putAll(Entry.copy(nested));
    }
    if (arguments.containsKey("model")) {
      throw new EpoxyException(
          ErrorCode.COMPILATION,
          "Test arguments include \"model\", which is a reserved argument",
          location);
    }
    Matcher name = NAME.matcher(written);
    if (!name.lookingAt()) {
      throw new EpoxyException(
          ErrorCode.COMPILATION,
          "Test name string did not match expected pattern: " + written,
          location);
    }
    Map<String, Object> config = config(arguments, location);
    Object description = arguments.remove("description");
    Optional<String> customName = Optional.ofNullable(arguments.remove("name")).map(Python::str);
    return new TestEntry(
        Optional.ofNullable(name.group(1)),
        name.group(2),
        customName,
        description == null ? "" : String.valueOf(description),
        arguments,
        config,
        location);
  }

  /** Takes the config out of the arguments; keys beside {@code config:} come first. */
  private static Map<String, Object> config(
      Map<String, Object> arguments, SourceLocation location) {
    Object written = arguments.get("config");
    if (arguments.containsKey("config") && !(written instanceof Map<?, ?>)) {
      throw invalid(
          "'config' must be a dict, got " + shown(Python.typeName(written), written), location);
    }
    Map<String, Object> nested = written instanceof Map<?, ?> map ? Entry.copy(map) : Map.of();
    arguments.remove("config");
    Map<String, Object> config = new LinkedHashMap<>();
    Map<String, Object> rest = new LinkedHashMap<>(nested);
    for (String key : CONFIG_KEYS) {
      Object beside = arguments.remove(key);
      boolean counts = Python.isTruthy(TemplateValues.toTemplate(beside));
      if (counts && nested.containsKey(key)) {
        throw new EpoxyException(
            ErrorCode.COMPILATION,
            "Test cannot have the same key at the top-level and in config",
            location);
      }
      config.put(key, counts || !nested.containsKey(key) ? beside : rest.remove(key));
    }
    config.putAll(rest);
    return config;
  }

  private static String shown(String type, Object value) {
    return "<class '" + type + "'> (value " + Python.str(TemplateValues.toTemplate(value)) + ")";
  }

  private static String repr(Object value) {
    return Python.repr(TemplateValues.toTemplate(value));
  }

  private static EpoxyException invalid(String sentence, SourceLocation location) {
    return new EpoxyException(ErrorCode.PARSING, sentence, location);
  }
}
