package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.template.TemplateValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which keys of a data test are arguments, and what dbt warns of (dbt-core 1.12 {@code
 * TestBuilder.extract_test_args}).
 *
 * @param rule what {@code arguments:} means in the project
 * @param resource the name of what is tested
 */
record TestSyntax(Rule rule, String path, String resource, String packageName, Findings findings) {
  /** The behaviour flag {@code require_generic_test_arguments_property}. */
  enum Rule {
    /** {@code arguments:} holds the arguments; on unless a project says otherwise. */
    NESTED,
    /** {@code arguments} is an argument like any other. */
    FLAT
  }

  static final List<String> CONFIG_KEYS =
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

  private static final List<String> OTHER_KEYS =
      List.of("config", "column_name", "description", "name");

  /** What is written about a test with its arguments beside the other keys. */
  Map<String, Object> flattened(String test, Map<String, Object> written) {
    Map<String, Object> all = new LinkedHashMap<>(written);
    if (rule == Rule.FLAT) {
      if (written.containsKey("arguments")) {
        findings.warn(
            "ArgumentsPropertyInGenericTestDeprecation",
            "Found `arguments` property in test definition of `"
                + test
                + "` ("
                + TemplateValues.str(written.get("arguments"))
                + ") without usage of `require_generic_test_arguments_property` behavior change"
                + " flag. The `arguments` property is deprecated for custom usage and will be used"
                + " to nest keyword arguments in future versions of dbt.",
            Map.of("test_name", test));
      }
      return all;
    }
    Object nested = all.remove("arguments");
    all.keySet().stream().filter(CONFIG_KEYS::contains).forEach(key -> movedToConfig(test, key));
    boolean empty = !(nested instanceof Map<?, ?> map) || map.isEmpty();
    if (empty && all.keySet().stream().anyMatch(TestSyntax::isArgument)) {
      findings.warn(
          "MissingArgumentsPropertyInGenericTestDeprecation",
          "Found top-level arguments to test `"
              + test
              + "` defined on '"
              + resource
              + "' in package '"
              + packageName
              + "' ("
              + path
              + "). Arguments to generic tests should be nested under the `arguments` property.",
          Map.of("test_name", test));
    }
    if (nested instanceof Map<?, ?> map) {
      all.putAll(Entry.copy(map));
    }
    return all;
  }

  private static boolean isArgument(String key) {
    return !OTHER_KEYS.contains(key) && !CONFIG_KEYS.contains(key);
  }

  private void movedToConfig(String test, String key) {
    String place = "`data_tests." + test + "." + key + "`";
    findings.warn(
        "PropertyMovedToConfigDeprecation",
        "Found `"
            + key
            + "` as a top-level property of "
            + place
            + " in file `"
            + path
            + "`. The `"
            + key
            + "` top-level property should be moved into the `config` of "
            + place
            + ".",
        Map.of("key", key, "file", path, "key_path", place.replace("`", "")));
  }

  /** A key that is no config of tests as long as another behaviour flag is off. */
  void customKey(String key) {
    findings.warn(
        "CustomKeyInConfigDeprecation",
        "Custom key `"
            + key
            + "` found in `config` at path `models.config` in file `"
            + path
            + "`. Custom config keys should move into the `config.meta`.",
        Map.of("key", key, "file", path, "key_path", "models.config"));
  }
}
