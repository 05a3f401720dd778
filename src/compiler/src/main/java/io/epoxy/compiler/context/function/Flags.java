package io.epoxy.compiler.context.function;

import io.epoxy.compiler.context.template.MembersObject;
import io.epoxy.compiler.context.template.TemplateValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code flags}: dbt's own list and its defaults (dbt-core 1.12 {@code dbt/flags.py}). */
final class Flags {
  private Flags() {}

  static MembersObject of(RunSettings settings) {
    Map<String, Object> flags = new LinkedHashMap<>();
    flags.put("USE_EXPERIMENTAL_PARSER", false);
    flags.put("STATIC_PARSER", true);
    flags.put("WARN_ERROR", null);
    flags.put("WRITE_JSON", true);
    flags.put("PARTIAL_PARSE", true);
    flags.put("USE_COLORS", true);
    flags.put("PROFILES_DIR", null);
    flags.put("DEBUG", false);
    flags.put("LOG_FORMAT", "default");
    flags.put("VERSION_CHECK", true);
    flags.put("FAIL_FAST", false);
    flags.put("SEND_ANONYMOUS_USAGE_STATS", false);
    flags.put("PRINTER_WIDTH", 80L);
    flags.put("INDIRECT_SELECTION", "eager");
    flags.put("LOG_CACHE_EVENTS", false);
    flags.put("QUIET", false);
    flags.put("NO_PRINT", null);
    flags.put("CACHE_SELECTED_ONLY", false);
    flags.put("INTROSPECT", true);
    flags.put("TARGET_PATH", null);
    flags.put("LOG_PATH", null);
    flags.put("EMPTY", false);
    flags.put("MAXIMUM_SEED_SIZE_MIB", null);
    flags.put("STORE_FAILURES", false);
    flags.put("REQUIRE_SQL_HEADER_IN_TEST_CONFIGS", false);
    settings.flags().forEach((name, value) -> flags.put(name, TemplateValues.toTemplate(value)));
    flags.put("WARN_ERROR_OPTIONS", warnErrorOptions(settings));
    return new MembersObject("Namespace", flags);
  }

  /**
   * The lists of {@code warn_error_options}, each there: {@code error} was named include once, and
   * {@code warn} exclude (dbt-common 1.38 {@code WarnErrorOptionsV2}).
   */
  static Map<Object, Object> warnErrorOptions(RunSettings settings) {
    Map<?, ?> given =
        settings.flags().get("WARN_ERROR_OPTIONS") instanceof Map<?, ?> map ? map : Map.of();
    Map<Object, Object> options = new LinkedHashMap<>();
    options.put("error", names(given, "error", "include"));
    options.put("warn", names(given, "warn", "exclude"));
    options.put("silence", names(given, "silence", "silence"));
    return options;
  }

  private static Object names(Map<?, ?> given, String name, String oldName) {
    Object names = given.get(given.containsKey(name) ? name : oldName);
    return names == null ? new ArrayList<>() : TemplateValues.toTemplate(names);
  }
}
