package io.epoxy.model.config.resolve;

import io.epoxy.model.graph.ResourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What dbt makes of a config once all its levels are laid over each other: short forms in full,
 * keys that decide each other (dbt-core 1.12 {@code artifacts/resources/v1}).
 */
final class ConfigCompletion {
  private static final List<String> SNAPSHOT_COLUMNS =
      List.of("dbt_valid_to", "dbt_valid_from", "dbt_scd_id", "dbt_updated_at", "dbt_is_deleted");

  private ConfigCompletion() {}

  static void complete(ResourceType type, Map<String, Object> config) {
    if (config.get("static_analysis") instanceof Boolean on) {
      config.put("static_analysis", on ? "on" : "off"); // YAML's on and off are booleans
    }
    switch (type) {
      case TEST -> storedFailures(config);
      case MODEL -> model(config);
      case SOURCE -> sourceFreshness(config);
      case SNAPSHOT -> {
        fill(config, "snapshot_meta_column_names", SNAPSHOT_COLUMNS);
        if (config.get("snapshot_meta_column_names") instanceof Map<?, ?> names) {
          names.keySet().retainAll(SNAPSHOT_COLUMNS); // dbt drops what it does not know
        }
      }
      default -> {}
    }
  }

  /** {@code store_failures_as} decides; without it {@code store_failures} does. */
  private static void storedFailures(Map<String, Object> config) {
    Object as = config.get("store_failures_as");
    if (as == null) {
      Object stored = config.get("store_failures");
      if (stored instanceof Boolean yes) {
        config.put("store_failures_as", yes ? "table" : "ephemeral");
      }
    } else {
      config.put("store_failures_as", as instanceof Number ? as.toString() : as); // mashumaro's str
      config.put("store_failures", !as.equals("ephemeral"));
    }
  }

  private static void model(Map<String, Object> config) {
    if (config.get("latest_version_pointer") instanceof Boolean enabled) {
      Map<String, Object> pointer = new LinkedHashMap<>();
      pointer.put("enabled", enabled);
      config.put("latest_version_pointer", pointer);
    }
    fill(config, "latest_version_pointer", List.of("enabled", "alias"));
    if (config.get("freshness") instanceof Map<?, ?> freshness
        && freshness.get("build_after") instanceof Map<?, ?> written) {
      Map<String, Object> buildAfter = new LinkedHashMap<>();
      buildAfter.put("count", written.get("count"));
      buildAfter.put("period", written.get("period"));
      Object updates = written.get("updates_on");
      buildAfter.put("updates_on", updates == null ? "any" : updates);
      Map<String, Object> complete = new LinkedHashMap<>();
      complete.put("build_after", buildAfter);
      config.put("freshness", complete);
    } else {
      config.put("freshness", null);
    }
  }

  private static void sourceFreshness(Map<String, Object> config) {
    if (!(config.get("freshness") instanceof Map<?, ?> written)) {
      return;
    }
    Map<String, Object> freshness = new LinkedHashMap<>();
    for (String key : List.of("warn_after", "error_after")) {
      Object threshold = written.get(key);
      if (threshold == null && written.containsKey(key)) {
        freshness.put(key, null);
        continue;
      }
      Map<String, Object> complete = new LinkedHashMap<>();
      Map<?, ?> parts = threshold instanceof Map<?, ?> map ? map : Map.of();
      complete.put("count", parts.get("count"));
      complete.put("period", parts.get("period"));
      freshness.put(key, complete);
    }
    freshness.put("filter", written.get("filter"));
    config.put("freshness", freshness);
  }

  private static void fill(Map<String, Object> config, String key, List<String> parts) {
    if (config.get(key) instanceof Map<?, ?> written) {
      Map<String, Object> complete = new LinkedHashMap<>();
      parts.forEach(part -> complete.put(part, null));
      written.forEach((part, value) -> complete.put(String.valueOf(part), value));
      config.put(key, complete);
    }
  }
}
