package io.epoxy.compiler.context.node;

import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The times that {@code --sample} reads, in UTC (dbt-core 1.12 {@code SampleWindow}). */
public record SampleWindow(Instant start, Instant end) {
  public SampleWindow {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
  }

  /**
   * From {@code "3 days"}, counted back from now, or {@code "{start: .., end: ..}"}.
   *
   * @throws EpoxyException of code USAGE in dbt's words
   */
  public static SampleWindow parse(String text, Instant now) {
    if (text.stripLeading().startsWith("{")) {
      Map<String, Object> dict = YamlReader.readMap("--sample", text, warning -> {}).data();
      return new SampleWindow(moment(dict, "start"), moment(dict, "end"));
    }
    String[] parts = text.split(" ", -1);
    if (parts.length != 2) {
      throw usage(
          "Cannot load SAMPLE_WINDOW from '" + text + "'. Must be of form 'DAYS_INT GRAIN_SIZE'.");
    }
    long count;
    try {
      count = Long.parseLong(parts[0].strip());
    } catch (NumberFormatException e) {
      throw usage("Unable to convert '" + parts[0] + "' to an integer.");
    }
    OffsetDateTime end = now.atOffset(ZoneOffset.UTC);
    OffsetDateTime start =
        switch (parts[1].toLowerCase(Locale.ROOT).replaceAll("s+$", "")) {
          case "hour" -> end.minusHours(count);
          case "day" -> end.minusDays(count);
          case "month" -> end.minusMonths(count);
          case "year" -> end.minusYears(count);
          default ->
              throw usage(
                  "Invalid grain size '"
                      + parts[1]
                      + "'. Must be one of ['hour', 'day', 'month', 'year', 'hours', 'days',"
                      + " 'months', 'years'].");
        };
    return new SampleWindow(start.toInstant(), now);
  }

  /** The later start and the earlier end of the two. */
  SampleWindow within(SampleWindow other) {
    return new SampleWindow(
        start.isBefore(other.start) ? other.start : start,
        end.isAfter(other.end) ? other.end : end);
  }

  /** The clock time as written, taken as UTC. */
  private static Instant moment(Map<String, Object> dict, String key) {
    Object value = dict.get(key);
    if (value instanceof LocalDate date) {
      return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    if (value instanceof LocalDateTime time) {
      return time.toInstant(ZoneOffset.UTC);
    }
    if (value instanceof OffsetDateTime time) {
      return time.toLocalDateTime().toInstant(ZoneOffset.UTC);
    }
    String text = String.valueOf(value).strip();
    try {
      return text.length() <= 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw usage("Cannot load SAMPLE_WINDOW: '" + key + "' is no time: '" + text + "'.");
    }
  }

  private static EpoxyException usage(String message) {
    return new EpoxyException(ErrorCode.USAGE, "Invalid value for '--sample': " + message);
  }
}
