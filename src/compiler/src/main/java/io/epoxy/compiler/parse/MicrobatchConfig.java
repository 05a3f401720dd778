package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.lib.time.IsoReader;
import io.epoxy.jinja.value.Python;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** What a microbatch model needs (dbt-core 1.12 {@code check_valid_microbatch_config}). */
final class MicrobatchConfig {
  private static final String BEGIN = "begin";

  private static final List<String> BATCH_SIZES = List.of("hour", "day", "month", "year");

  private MicrobatchConfig() {}

  /**
   * Checks the config of a microbatch model and makes its {@code begin} a time; leaves any other.
   *
   * @throws IllegalArgumentException with the end of dbt's sentence
   */
  static void settle(Map<String, Object> config) {
    if (!"incremental".equals(config.get("materialized"))
        || !"microbatch".equals(config.get("incremental_strategy"))) {
      return;
    }
    Object eventTime = config.get("event_time");
    if (!(eventTime instanceof String)) {
      throw new IllegalArgumentException(
          eventTime == null
              ? "must provide an 'event_time' (string) config that indicates the name of the event"
                  + " time column."
              : "must provide an 'event_time' config of type string, but got: "
                  + pythonType(eventTime)
                  + ".");
    }
    config.put(BEGIN, begin(config.get(BEGIN)));
    if (!BATCH_SIZES.contains(String.valueOf(config.get("batch_size")))) {
      throw new IllegalArgumentException(
          "must provide a 'batch_size' config that is one of "
              + Python.repr(BATCH_SIZES)
              + ", but got: "
              + Python.str(config.get("batch_size"))
              + ".");
    }
    Object lookback = config.get("lookback");
    if (lookback != null && !(lookback instanceof Long)) {
      throw new IllegalArgumentException(
          "must provide the optional 'lookback' config as type int, but got: "
              + pythonType(lookback)
              + ").");
    }
    Object concurrent = config.get("concurrent_batches");
    if (concurrent != null && !(concurrent instanceof Boolean)) {
      throw new IllegalArgumentException(
          "optional 'concurrent_batches' config must be of type `bool` if specified, but got: "
              + pythonType(concurrent)
              + ").");
    }
  }

  private static Object begin(Object begin) {
    if (begin == null) {
      throw new IllegalArgumentException(
          "must provide a 'begin' (datetime) config that indicates the earliest timestamp the"
              + " microbatch model should be built from.");
    }
    if (begin instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (begin instanceof LocalDateTime || begin instanceof OffsetDateTime) {
      return begin;
    }
    if (begin instanceof String text) {
      try {
        return TemplateValues.toData(IsoReader.read(text));
      } catch (JinjaException e) {
        throw new IllegalArgumentException(
            "must provide a 'begin' config of valid datetime (ISO format), but got: " + text + ".",
            e);
      }
    }
    throw new IllegalArgumentException(
        "must provide a 'begin' config of type datetime, but got: " + pythonType(begin) + ".");
  }

  private static String pythonType(Object value) {
    return "<class '" + Python.typeName(TemplateValues.toTemplateWithDates(value)) + "'>";
  }
}
