package io.epoxy.compiler.parse;

import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlScalar;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One item of a {@code data_tests:} list, in any of its spellings: a name, {@code {name: {args}}},
 * {@code {name: {arguments: ..}}}, {@code {test_name: name, ..}}.
 *
 * @param arguments what the macro gets, as written
 * @param config config keys, as written, those beside the arguments included
 */
record TestEntry(
    Optional<String> namespace,
    String test,
    Optional<String> customName,
    Optional<String> description,
    Map<String, Object> arguments,
    Map<String, Object> config,
    SourceLocation location) {
  private static final Pattern NAME =
      Pattern.compile("(?:([a-zA-Z_][0-9a-zA-Z_]*)\\.)?([a-zA-Z_][0-9a-zA-Z_]*)");

  private static final Set<String> CONFIG_KEYS =
      Set.of(
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

  static TestEntry read(YamlNode node) {
    if (node instanceof YamlScalar scalar && scalar.value() instanceof String name) {
      return of(name, Map.of(), node.location());
    }
    if (!(node instanceof YamlMap map) || map.entries().isEmpty()) {
      throw invalid(
          "test must be dict or str, got " + node.typeName() + " (value " + node.data() + ")",
          node.location());
    }
    Map<String, Object> data = map.data();
    if (data.size() == 1) {
      Map.Entry<String, Object> only = data.entrySet().iterator().next();
      if (only.getKey().equals("test_name") && only.getValue() instanceof String name) {
        return of(name, Map.of(), node.location());
      }
      if (only.getValue() == null) {
        return of(only.getKey(), Map.of(), node.location());
      }
      if (!(only.getValue() instanceof Map<?, ?> arguments)) {
        throw invalid(
            "test arguments must be a dictionary, got "
                + map.find(only.getKey()).map(YamlNode::typeName).orElse("None")
                + " (value "
                + only.getValue()
                + ")",
            node.location());
      }
      return of(only.getKey(), textKeys(arguments), node.location());
    }
    return read(data, node.location());
  }

  /** Several keys: the test is named by test_name, or by the first key whose value is a mapping. */
  private static TestEntry read(Map<String, Object> data, SourceLocation location) {
    Map<String, Object> rest = new LinkedHashMap<>(data);
    if (rest.remove("test_name") instanceof String name) {
      return of(name, rest, location);
    }
    String first = data.keySet().iterator().next();
    Object value = rest.remove(first);
    Map<String, Object> arguments = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      arguments.putAll(textKeys(map));
    } else if (value != null) {
      throw invalid("test definition dictionary must have exactly one key", location);
    }
    arguments.putAll(rest);
    return of(first, arguments, location);
  }

  private static TestEntry of(String written, Map<String, Object> given, SourceLocation location) {
    Matcher name = NAME.matcher(written);
    if (!name.matches()) {
      throw invalid("Test name string did not match expected pattern: " + written, location);
    }
    Map<String, Object> arguments = new LinkedHashMap<>(given);
    Optional<String> customName = text(arguments.remove("name"));
    Optional<String> description = text(arguments.remove("description"));
    Map<String, Object> config = new LinkedHashMap<>();
    if (arguments.remove("config") instanceof Map<?, ?> own) {
      config.putAll(textKeys(own));
    }
    for (String key : List.copyOf(arguments.keySet())) {
      if (CONFIG_KEYS.contains(key)) {
        if (config.containsKey(key)) {
          throw invalid(
              "Test cannot have the same key at the top-level and in config: " + key, location);
        }
        config.put(key, arguments.remove(key));
      }
    }
    if (arguments.get("arguments") instanceof Map<?, ?> nested) {
      arguments.remove("arguments");
      arguments.putAll(textKeys(nested));
    }
    return new TestEntry(
        Optional.ofNullable(name.group(1)),
        name.group(2),
        customName,
        description,
        arguments,
        config,
        location);
  }

  private static Optional<String> text(Object value) {
    return Optional.ofNullable(value).map(String::valueOf);
  }

  private static Map<String, Object> textKeys(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }

  private static EpoxyException invalid(String sentence, SourceLocation location) {
    return new EpoxyException(ErrorCode.PARSING, sentence, location);
  }
}
