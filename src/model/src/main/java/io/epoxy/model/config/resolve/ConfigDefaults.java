package io.epoxy.model.config.resolve;

import io.epoxy.model.graph.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The config that a node has before anybody says anything (dbt-core 1.12, keys and order). */
final class ConfigDefaults {
  private ConfigDefaults() {}

  /** A fresh, mutable map. */
  static Map<String, Object> of(ResourceType type) {
    Map<String, Object> config = new LinkedHashMap<>();
    switch (type) {
      case TEST -> test(config);
      case SOURCE -> source(config);
      default -> node(type, config);
    }
    return config;
  }

  private static void test(Map<String, Object> config) {
    config.put("enabled", true);
    config.put("alias", null);
    config.put("schema", "dbt_test__audit");
    config.put("database", null);
    config.put("tags", new ArrayList<>());
    config.put("meta", new LinkedHashMap<>());
    config.put("group", null);
    config.put("materialized", "test");
    config.put("severity", "ERROR");
    nulls(config, "store_failures", "store_failures_as", "where", "limit");
    config.put("fail_calc", "count(*)");
    config.put("warn_if", "!= 0");
    config.put("error_if", "!= 0");
  }

  private static void source(Map<String, Object> config) {
    config.put("enabled", true);
    config.put("event_time", null);
    config.put("tags", new ArrayList<>());
    config.put("meta", new LinkedHashMap<>());
  }

  private static void node(ResourceType type, Map<String, Object> config) {
    config.put("enabled", true);
    nulls(config, "alias", "schema", "database");
    config.put("tags", new ArrayList<>());
    config.put("meta", new LinkedHashMap<>());
    config.put("group", null);
    config.put("materialized", materialized(type));
    nulls(config, "incremental_strategy", "batch_size");
    config.put("lookback", 1L);
    config.put("begin", null);
    config.put("persist_docs", new LinkedHashMap<>());
    config.put("post-hook", new ArrayList<>());
    config.put("pre-hook", new ArrayList<>());
    config.put("quoting", new LinkedHashMap<>());
    config.put("column_types", new LinkedHashMap<>());
    nulls(config, "full_refresh", "unique_key");
    config.put("on_schema_change", "ignore");
    config.put("on_configuration_change", "apply");
    config.put("grants", new LinkedHashMap<>());
    config.put("packages", new ArrayList<>());
    config.put("docs", mapOf("show", true, "node_color", null));
    config.put("contract", mapOf("enforced", false, "alias_types", true));
    nulls(config, "event_time", "concurrent_batches");
    if (type == ResourceType.MODEL) {
      config.put("access", "protected");
      config.put("freshness", null);
    } else if (type == ResourceType.SEED) {
      config.put("delimiter", ",");
      config.put("quote_columns", null);
    } else if (type == ResourceType.SNAPSHOT) {
      nulls(config, "strategy", "target_schema", "target_database", "updated_at", "check_cols");
      config.put("snapshot_meta_column_names", new LinkedHashMap<>());
      config.put("dbt_valid_to_current", null);
    }
  }

  private static String materialized(ResourceType type) {
    return switch (type) {
      case SEED -> "seed";
      case SNAPSHOT -> "snapshot";
      default -> "view";
    };
  }

  private static void nulls(Map<String, Object> config, String... keys) {
    for (String key : List.of(keys)) {
      config.put(key, null);
    }
  }

  private static Map<String, Object> mapOf(String a, Object first, String b, Object second) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(a, first);
    map.put(b, second);
    return map;
  }
}
