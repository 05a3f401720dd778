package io.epoxy.bundle.artifact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the free-form body of a semantic layer resource. */
final class SemanticParts {
  private SemanticParts() {}

  /** The mapping with text keys; empty for anything else. */
  static Map<String, Object> map(Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> given) {
      given.forEach((key, item) -> map.put(String.valueOf(key), item));
    }
    return map;
  }

  /** The mappings of a list. */
  static List<Map<String, Object>> maps(Object value) {
    List<Map<String, Object>> maps = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(item -> maps.add(map(item)));
    }
    return maps;
  }

  /** Some of the keys in this order; null for what is absent. */
  static Tree only(Map<String, Object> given, String... keys) {
    Tree tree = new Tree();
    for (String key : keys) {
      tree.put(key, given.get(key));
    }
    return tree;
  }

  /** A mapping's keys in this order; null stays null. */
  static Object picked(Object given, String... keys) {
    return given == null ? null : only(map(given), keys).map();
  }

  /** What of a measure cannot be added up; it takes the least where nothing is said. */
  static Object nonAdditive(Object given) {
    if (given == null) {
      return null;
    }
    Tree tree = only(map(given), "name", "window_choice", "window_groupings");
    return map(given).get("window_choice") == null
        ? tree.put("window_choice", "min").map()
        : tree.map();
  }
}
