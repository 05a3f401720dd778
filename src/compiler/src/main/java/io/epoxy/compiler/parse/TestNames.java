package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.function.BaseMembers;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.value.Python;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The names and ids that dbt makes up for generic tests. They must agree to the letter: state
 * comparison and every tool that joins on ids depends on it.
 *
 * @param fullName part of the unique_id and the fqn
 * @param shortName the file name and alias; shorter than 64 characters
 */
record TestNames(String fullName, String shortName) {
  private static final int LONGEST = 64;
  private static final int KEPT = 30;
  private static final int HASH_LENGTH = 10;
  private static final Pattern UNFIT = Pattern.compile("[^0-9a-zA-Z_]+");

  /**
   * Makes up a name.
   *
   * @param test with its namespace in front, {@code source_} before both for a source's test
   * @param target the model's name, or {@code source_table}
   */
  static TestNames of(String test, String target, Map<String, Object> arguments) {
    List<String> parts = new ArrayList<>();
    new TreeMap<>(arguments)
        .forEach(
            (name, value) -> {
              if (name.equals("model")) {
                return;
              }
              if (value instanceof Map<?, ?> map) {
                map.values().forEach(item -> parts.add(clean(item)));
              } else if (value instanceof List<?> list) {
                list.forEach(item -> parts.add(clean(item)));
              } else {
                parts.add(clean(value));
              }
            });
    String identifier = test + "_" + target;
    String full = identifier + "_" + String.join("__", parts);
    if (full.length() < LONGEST) {
      return new TestNames(full, full);
    }
    String head = identifier.substring(0, Math.min(KEPT, identifier.length()));
    return new TestNames(full, head + "_" + BaseMembers.md5(full));
  }

  /** The last part of a generic test's unique_id. */
  static String hash(
      String fullName, Optional<String> namespace, String test, Map<String, Object> arguments) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("kwargs", hashable(arguments));
    metadata.put("name", test);
    metadata.put("namespace", namespace.orElse("None"));
    String md5 = BaseMembers.md5(fullName + Python.repr(metadata));
    return md5.substring(md5.length() - HASH_LENGTH);
  }

  private static Object hashable(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, item) -> sorted.put(String.valueOf(key), hashable(item)));
      return new LinkedHashMap<>(sorted);
    }
    if (value instanceof List<?> list) {
      List<Object> all = new ArrayList<>();
      list.forEach(item -> all.add(hashable(item)));
      return all;
    }
    return TemplateValues.str(value);
  }

  private static String clean(Object value) {
    return UNFIT.matcher(TemplateValues.str(value)).replaceAll("_");
  }
}
