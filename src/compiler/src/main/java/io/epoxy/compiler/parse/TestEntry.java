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

  /**
   * Reads an item.
   *
   * @param columnName the column that it is written under
   */
  static TestEntry read(YamlNode node, Optional<String> columnName, TestSyntax syntax) {
    return new Reader(node.location(), columnName, syntax).read(node);
  }

  private record Reader(SourceLocation location, Optional<String> columnName, TestSyntax syntax) {

    TestEntry read(YamlNode node) {
      if (node instanceof YamlScalar scalar && scalar.value() instanceof String name) {
        return of(name, Map.of());
      }
      if (!(node instanceof YamlMap map)) {
        throw invalid("test must be dict or str, got " + shown(node.data()));
      }
      Map<String, Object> data = map.data();
      if (data.containsKey("test_name")) {
        Map<String, Object> rest = new LinkedHashMap<>(data);
        Object name = rest.remove("test_name");
        return of(name(name), rest);
      }
      if (data.size() != 1) {
        List<String> pairs = new ArrayList<>();
        data.forEach(
            (key, value) ->
                pairs.add(
                    "(" + TemplateValues.repr(key) + ", " + TemplateValues.repr(value) + ")"));
        throw invalid(
            "test definition dictionary must have exactly one key, got ["
                + String.join(", ", pairs)
                + "] instead ("
                + data.size()
                + " keys)");
      }
      Map.Entry<String, Object> only = data.entrySet().iterator().next();
      if (!(only.getValue() instanceof Map<?, ?> arguments)) {
        throw invalid("test arguments must be a dict, got " + shown(only.getValue()));
      }
      return of(only.getKey(), Entry.copy(arguments));
    }

    private String name(Object name) {
      if (name instanceof String text) {
        return text;
      }
      throw invalid("test name must be a str, got " + shown(name));
    }

    private TestEntry of(String written, Map<String, Object> given) {
      Map<String, Object> own = new LinkedHashMap<>(given);
      columnName.ifPresent(name -> own.put("column_name", name));
      Map<String, Object> arguments = syntax.flattened(written, own);
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
      Map<String, Object> config = config(arguments);
      String description = description(arguments);
      Optional<String> customName =
          arguments.containsKey("name")
              ? Optional.of(name(arguments.remove("name")))
              : Optional.empty();
      return new TestEntry(
          Optional.ofNullable(name.group(1)),
          name.group(2),
          customName,
          description,
          arguments,
          config,
          location);
    }

    private String description(Map<String, Object> arguments) {
      if (!arguments.containsKey("description")) {
        return "";
      }
      Object description = arguments.remove("description");
      if (description instanceof String text) {
        return text;
      }
      throw new EpoxyException(
          ErrorCode.PARSING,
          "at path ['description']: "
              + TemplateValues.repr(description)
              + " is not of type 'string'",
          location);
    }

    /** Takes the config out of the arguments; keys beside {@code config:} come first. */
    private Map<String, Object> config(Map<String, Object> arguments) {
      Object written = arguments.get("config");
      if (arguments.containsKey("config") && !(written instanceof Map<?, ?>)) {
        throw invalid("'config' must be a dict, got " + shown(written));
      }
      Map<String, Object> nested = written instanceof Map<?, ?> map ? Entry.copy(map) : Map.of();
      arguments.remove("config");
      Map<String, Object> config = new LinkedHashMap<>();
      Map<String, Object> rest = new LinkedHashMap<>(nested);
      for (String key : TestSyntax.CONFIG_KEYS) {
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

    private static String shown(Object value) {
      Object shown = TemplateValues.toTemplateWithDates(value);
      return "<class '" + Python.typeName(shown) + "'> (value " + Python.str(shown) + ")";
    }

    private EpoxyException invalid(String sentence) {
      return new EpoxyException(ErrorCode.PARSING, sentence, location);
    }
  }
}
