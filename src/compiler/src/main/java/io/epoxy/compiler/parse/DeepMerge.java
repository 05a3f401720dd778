package io.epoxy.compiler.parse;

import io.epoxy.model.config.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Mappings laid over each other at every depth; lists are put together, the upper one's items first
 * (dbt-common {@code deep_merge}).
 */
final class DeepMerge {
  private DeepMerge() {}

  static Map<String, Object> of(Map<String, Object> lower, Map<String, Object> upper) {
    Map<String, Object> merged = new LinkedHashMap<>(lower);
    upper.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> map) {
            Map<String, Object> below =
                merged.get(key) instanceof Map<?, ?> own ? Entry.copy(own) : Map.of();
            merged.put(key, of(below, Entry.copy(map)));
          } else if (value instanceof List<?> list && merged.get(key) != null) {
            List<Object> all = new ArrayList<>(list);
            all.addAll(items(merged.get(key)));
            merged.put(key, all);
          } else {
            merged.put(key, Data.copyValue(value));
          }
        });
    return merged;
  }

  /** What Python's {@code list} makes of a value: a text's characters, a mapping's keys. */
  static List<?> items(Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    if (value instanceof Map<?, ?> map) {
      return new ArrayList<>(map.keySet());
    }
    return value instanceof String text
        ? text.codePoints().mapToObj(Character::toString).toList()
        : List.of();
  }
}
