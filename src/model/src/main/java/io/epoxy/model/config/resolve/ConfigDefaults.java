package io.epoxy.model.config.resolve;

import io.epoxy.model.config.ConfigMerge;
import io.epoxy.model.graph.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The config that a node has before anybody says anything (dbt-core 1.12, keys and order). */
final class ConfigDefaults {
  private ConfigDefaults() {}

  private static final ConfigMerge.Rules META =
      new ConfigMerge.Rules(Set.of(), Set.of("meta"), Set.of());
  private static final ConfigMerge.Rules TAGS_AND_META =
      new ConfigMerge.Rules(Set.of("tags"), Set.of("meta"), Set.of());
  private static final ConfigMerge.Rules NONE = new ConfigMerge.Rules(Set.of(), Set.of(), Set.of());

  /** How the levels of a type's config are merged. */
  static ConfigMerge.Rules rules(ResourceType type) {
    return switch (type) {
      case EXPOSURE -> NONE;
      case SOURCE, METRIC, SEMANTIC_MODEL, SAVED_QUERY, GROUP -> META;
      case TEST, UNIT_TEST -> TAGS_AND_META;
      default -> ConfigMerge.NODE;
    };
  }

  /** A fresh, mutable map. */
  static Map<String, Object> of(ResourceType type) {
    Map<String, Object> config = new LinkedHashMap<>();
    switch (type) {
      case TEST -> test(config);
      case SOURCE -> source(config);
      case GROUP -> config.put("meta", new LinkedHashMap<>());
      case EXPOSURE, UNIT_TEST -> described(type, config);
      case METRIC, SEMANTIC_MODEL, SAVED_QUERY -> semantic(type, config);
      default -> node(type, config);
    }
    return config;
  }

  private static void described(ResourceType type, Map<String, Object> config) {
    config.put("enabled", true);
    config.put("tags", new ArrayList<>());
    config.put("meta", new LinkedHashMap<>());
    if (type == ResourceType.UNIT_TEST) {
      config.put("static_analysis", null);
    }
  }

  private static void semantic(ResourceType type, Map<String, Object> config) {
    config.put("enabled", true);
    config.put("group", null);
    config.put("meta", new LinkedHashMap<>());
    if (type == ResourceType.SAVED_QUERY) {
      nulls(config, "export_as", "schema");
      config.put("cache", mapOf("enabled", false));
    }
  }

  private static void test(Map<String, Object> config) {
    config.put("enabled", true);
    config.put("alias", null);
    config.put("schema", "dbt_test__audit");
    config.put("database", null);
    config.put("tags", new ArrayList<>());
    config.put("meta", new LinkedHashMap<>());
    config.put("group", null);
    config.put("static_analysis", null);
    config.put("materialized", "test");
    config.put("severity", "ERROR");
    nulls(config, "store_failures", "store_failures_as");
    nulls(config, "sql_header", "where", "limit");
    config.put("fail_calc", "count(*)");
    config.put("warn_if", "!= 0");
    config.put("error_if", "!= 0");
  }

  private static void source(Map<String, Object> config) {
    config.put("enabled", true);
    config.put("event_time", null);
    Map<String, Object> freshness = new LinkedHashMap<>();
    freshness.put("warn_after", mapOf("count", null, "period", null));
    freshness.put("error_after", mapOf("count", null, "period", null));
    freshness.put("filter", null);
    config.put("freshness", freshness);
    nulls(config, "loaded_at_field", "loaded_at_query");
    config.put("meta", new LinkedHashMap<>());
    config.put("tags", new ArrayList<>());
    config.put("static_analysis", null);
  }

  private static void node(ResourceType type, Map<String, Object> config) {
    config.put("enabled", true);
    nulls(config, "alias", "schema", "database");
    config.put("tags", new ArrayList<>());
    config.put("meta", new LinkedHashMap<>());
    nulls(config, "group", "static_analysis");
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
      nulls(config, "freshness", "on_error");
      config.put("latest_version_pointer", mapOf("enabled", null, "alias", null));
    } else if (type == ResourceType.SEED) {
      config.put("delimiter", ",");
      config.put("quote_columns", null);
    } else if (type == ResourceType.SNAPSHOT) {
      nulls(config, "strategy", "target_schema", "target_database", "updated_at", "check_cols");
      Map<String, Object> columns = new LinkedHashMap<>();
      nulls(columns, "dbt_valid_to", "dbt_valid_from", "dbt_scd_id", "dbt_updated_at");
      nulls(columns, "dbt_is_deleted");
      config.put("snapshot_meta_column_names", columns);
      config.put("dbt_valid_to_current", null);
    } else if (type == ResourceType.FUNCTION) {
      config.put("type", "scalar");
      nulls(config, "volatility", "runtime_version", "entry_point");
      config.put("snowflake", mapOf("quote_args", true));
    }
  }

  private static String materialized(ResourceType type) {
    return switch (type) {
      case SEED -> "seed";
      case SNAPSHOT -> "snapshot";
      case FUNCTION -> "function";
      default -> "view";
    };
  }

  private static void nulls(Map<String, Object> config, String... keys) {
    for (String key : List.of(keys)) {
      config.put(key, null);
    }
  }

  private static Map<String, Object> mapOf(String key, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }

  private static Map<String, Object> mapOf(String a, Object first, String b, Object second) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(a, first);
    map.put(b, second);
    return map;
  }
}
