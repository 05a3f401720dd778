package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.graph.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Config values made what dbt's classes hold: where a text belongs, anything else becomes Python's
 * str() of it, and a test's limit an int (dbt-core 1.12 {@code artifacts/resources/v1/config.py},
 * filled by mashumaro).
 */
final class ConfigTexts {
  private static final Set<String> NODE =
      Set.of("alias", "schema", "database", "incremental_strategy", "on_schema_change");
  private static final Set<String> SNAPSHOT =
      Set.of("target_schema", "target_database", "strategy", "updated_at");
  private static final Set<String> TEST =
      Set.of("alias", "schema", "database", "where", "fail_calc", "warn_if", "error_if");
  private static final Set<String> CONTRACT = Set.of("enforced", "alias_types", "checksum");
  private static final List<String> LISTS = List.of("tags", "packages");

  private ConfigTexts() {}

  /** The config of a node, which may be changed. */
  static Map<String, Object> fill(ResourceType type, Map<String, Object> config) {
    if (type == ResourceType.TEST) {
      texts(config, TEST);
      config.computeIfPresent("limit", (key, value) -> whole(value));
    } else {
      texts(config, NODE);
      config.computeIfPresent("unique_key", (key, value) -> each(keys(value)));
      config.computeIfPresent("contract", (key, value) -> contract(value));
    }
    if (type == ResourceType.SEED) {
      config.computeIfPresent("delimiter", (key, value) -> text(value));
    }
    if (type == ResourceType.SNAPSHOT) {
      texts(config, SNAPSHOT);
    }
    if (type == ResourceType.MODEL && config.get("freshness") instanceof Map<?, ?> freshness) {
      config.put("freshness", counted(freshness, "build_after"));
    }
    if (config.containsKey("materialized")) {
      config.put("materialized", text(config.get("materialized"))); // null too
    }
    for (String key : LISTS) {
      config.computeIfPresent(key, (name, value) -> each(value));
    }
    return config;
  }

  private static void texts(Map<String, Object> config, Set<String> keys) {
    keys.forEach(key -> config.computeIfPresent(key, (name, value) -> text(value)));
  }

  /** A mapping is the list of its keys. */
  private static Object keys(Object value) {
    return value instanceof Map<?, ?> map ? new ArrayList<>(map.keySet()) : value;
  }

  /** Keys that dbt does not know are not part of a contract. */
  private static Object contract(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<String, Object> known = Entry.copy(map);
    known.keySet().retainAll(CONTRACT);
    return known;
  }

  private static Object each(Object value) {
    if (!(value instanceof List<?> list)) {
      return text(value);
    }
    List<Object> all = new ArrayList<>();
    list.forEach(item -> all.add(text(item)));
    return all;
  }

  private static String text(Object value) {
    return value instanceof String text ? text : Python.str(TemplateValues.toTemplate(value));
  }

  /** A freshness whose thresholds of some names have an int for a count. */
  static Map<String, Object> counted(Map<?, ?> freshness, String... thresholds) {
    Map<String, Object> copy = Entry.copy(freshness);
    for (String name : thresholds) {
      if (copy.get(name) instanceof Map<?, ?> threshold) {
        Map<String, Object> whole = Entry.copy(threshold);
        whole.computeIfPresent("count", (key, count) -> whole(count));
        copy.put(name, whole);
      }
    }
    return copy;
  }

  /** As int() reads it; what it cannot read is left for the check of the config. */
  private static Object whole(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1L : 0L;
    }
    if (value instanceof Double number) {
      return number.longValue();
    }
    return value instanceof String text && text.strip().matches("[+-]?\\d{1,18}")
        ? (Object) Long.valueOf(text.strip())
        : value;
  }
}
