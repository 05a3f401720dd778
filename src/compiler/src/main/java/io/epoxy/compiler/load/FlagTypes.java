package io.epoxy.compiler.load;

import com.google.common.collect.ImmutableMap;
import io.epoxy.model.config.BehaviourFlags;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What dbt takes as flags of a project: if one of them has a wrong type, it goes on as if there
 * were none at all, and says nothing (dbt-core 1.12 {@code contracts/project.py}, ProjectFlags, and
 * {@code read_project_flags}).
 */
final class FlagTypes {
  private static final Map<String, Predicate<Object>> TYPES = types();

  private FlagTypes() {}

  /** The flags, or none. */
  static Map<String, Object> valid(Map<String, Object> flags) {
    for (Map.Entry<String, Object> flag : flags.entrySet()) {
      Predicate<Object> type = TYPES.get(flag.getKey());
      if (type != null && !type.test(flag.getValue())) {
        return Map.of();
      }
    }
    return flags;
  }

  private static Map<String, Predicate<Object>> types() {
    ImmutableMap.Builder<String, Predicate<Object>> types = ImmutableMap.builder();
    for (String name :
        new String[] {
          "cache_selected_only",
          "debug",
          "fail_fast",
          "hints_enabled",
          "partial_parse",
          "populate_cache",
          "static_parser",
          "use_colors",
          "use_colors_file",
          "use_experimental_parser",
          "use_v2_parser",
          "version_check",
          "warn_error",
          "write_json"
        }) {
      types.put(name, value -> value == null || value instanceof Boolean);
    }
    for (String name :
        new String[] {
          "indirect_selection",
          "log_format",
          "log_format_file",
          "log_level",
          "log_level_file",
          "v2_parser"
        }) {
      types.put(name, value -> value == null || value instanceof String);
    }
    for (String name : new String[] {"maximum_seed_size_mib", "printer_width"}) {
      types.put(name, value -> value == null || value instanceof Long);
    }
    types.put("send_anonymous_usage_stats", Boolean.class::isInstance);
    BehaviourFlags.DEFAULTS.keySet().forEach(name -> types.put(name, Boolean.class::isInstance));
    return types.buildOrThrow();
  }
}
