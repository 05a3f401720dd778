package io.epoxy.compiler.select.yaml;

import io.epoxy.compiler.select.spec.CommandLine;
import io.epoxy.compiler.select.spec.Criterion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Definitions as the manifest shows them: each criterion as a mapping. */
final class ShownDefinition {
  private ShownDefinition() {}

  static Object of(Object definition) {
    if (definition instanceof String text) {
      return ofText(text);
    }
    if (!(definition instanceof Map<?, ?> map)) {
      return definition;
    }
    for (String kind : List.of("union", "intersection")) {
      if (map.get(kind) instanceof List<?> parts) {
        return single(kind, all(parts));
      }
    }
    return ofMap(map);
  }

  /** Only what stands under the first key is looked into, as dbt does it. */
  private static Object ofMap(Map<?, ?> map) {
    String key = String.valueOf(map.keySet().iterator().next());
    Object value = map.get(key) instanceof List<?> parts ? all(parts) : map.get(key);
    if (key.equals("exclude")) {
      return single(key, value);
    }
    if (map.size() > 1) {
      return map;
    }
    Map<String, Object> criterion = new LinkedHashMap<>();
    criterion.put("method", key);
    criterion.put("value", value);
    return criterion;
  }

  private static Map<String, Object> ofText(String text) {
    Criterion criterion = CommandLine.criterion(text, Optional.empty());
    Map<String, Object> shown = new LinkedHashMap<>();
    if (criterion.reach().childrensParents()) {
      shown.put("childrens_parents", true);
    }
    putDepth(shown, "parents", criterion.reach().parentsDepth());
    List<String> method = new ArrayList<>(List.of(criterion.method()));
    method.addAll(criterion.arguments());
    shown.put("method", String.join(".", method));
    if (!criterion.text().isEmpty()) {
      shown.put("value", criterion.text());
    }
    putDepth(shown, "children", criterion.reach().childrenDepth());
    return shown;
  }

  private static void putDepth(Map<String, Object> shown, String key, OptionalInt depth) {
    if (depth.isPresent()) {
      shown.put(key, true);
      if (depth.getAsInt() != Integer.MAX_VALUE) {
        shown.put(key + "_depth", Integer.toString(depth.getAsInt()));
      }
    }
  }

  private static List<Object> all(List<?> parts) {
    List<Object> shown = new ArrayList<>(parts.size());
    parts.forEach(part -> shown.add(of(part)));
    return shown;
  }

  private static Map<String, Object> single(String key, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }
}
