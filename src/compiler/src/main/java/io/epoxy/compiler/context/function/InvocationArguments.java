package io.epoxy.compiler.context.function;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.value.PyTuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code invocation_args_dict}: the flags of the command under dbt's lower-case names (dbt-core
 * 1.12 {@code utils/utils.py}, {@code args_to_dict}).
 */
final class InvocationArguments {
  /** Left out while they are false. */
  private static final Set<String> SHOWN_WHEN_ON =
      Set.of(
          "debug",
          "full_refresh",
          "fail_fast",
          "warn_error",
          "single_threaded",
          "log_cache_events",
          "store_failures",
          "use_experimental_parser");

  /** dbt has no such flags. */
  private static final Set<String> OURS =
      Set.of("require_event_names_in_deprecations", "show_governance");

  /** Of click's options that may be given several times, whose values are tuples. */
  private static final Set<String> TUPLES =
      Set.of(
          "exclude", "exclude_resource_types", "models", "output_keys", "resource_types", "select");

  /** Commands that run dbt's SQL parser: their {@code sqlparse} is never without its keys. */
  private static final Set<String> PARSING_SQL = Set.of("build", "compile", "run", "test");

  private InvocationArguments() {}

  static Map<String, Object> of(RunSettings settings) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("introspect", true);
    arguments.put("strict_mode", false);
    arguments.put("use_colors", true);
    arguments.put("use_colors_file", true);
    arguments.put("v2_parser", "dbt-core-experimental-parser parse");
    if (PARSING_SQL.contains(settings.command())) {
      arguments.put("sqlparse", limits(Map.of()));
    }
    settings.flags().forEach((name, value) -> put(arguments, name.toLowerCase(Locale.ROOT), value));
    arguments.put("warn_error_options", Flags.warnErrorOptions(settings));
    arguments.put("vars", TemplateValues.toTemplateWithDates(settings.vars()));
    return arguments;
  }

  private static void put(Map<String, Object> arguments, String name, Object value) {
    boolean isDefault =
        SHOWN_WHEN_ON.contains(name) && Boolean.FALSE.equals(value)
            || name.equals("args") && value instanceof Map<?, ?> map && map.isEmpty();
    if (value == null || isDefault || OURS.contains(name)) {
      return;
    }
    if (value instanceof List<?> list && TUPLES.contains(name)) {
      arguments.put(name, PyTuple.copyOf(list));
    } else if (name.equals("sqlparse") && value instanceof Map<?, ?> given) {
      arguments.put(name, limits(given));
    } else {
      arguments.put(name, TemplateValues.toTemplate(value));
    }
  }

  private static Map<Object, Object> limits(Map<?, ?> given) {
    Map<Object, Object> limits = new LinkedHashMap<>();
    for (String limit : List.of("MAX_GROUPING_DEPTH", "MAX_GROUPING_TOKENS")) {
      limits.put(limit, TemplateValues.toTemplate(given.get(limit)));
    }
    return limits;
  }
}
