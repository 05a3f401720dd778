package io.epoxy.compiler.context.node;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The times that {@code --sample} reads, in UTC (dbt-core 1.12 {@code SampleWindow}). */
public record SampleWindow(Instant start, Instant end) {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT);

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
      Map<String, Object> dict = dictionary(text);
      return new SampleWindow(moment(dict, "start"), moment(dict, "end"));
    }
    return backFrom(now, text);
  }

  private static Map<String, Object> dictionary(String text) {
    try {
      return YamlReader.readMap("--sample", text, warning -> {}).data();
    } catch (EpoxyException e) {
      throw usage(e.getMessage());
    }
  }

  private static SampleWindow backFrom(Instant now, String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 2) {
      throw usage(
          "Cannot load SAMPLE_WINDOW from '" + text + "'. Must be of form 'DAYS_INT GRAIN_SIZE'.");
    }
    int count;
    try {
      count = Integer.parseInt(parts[0].strip());
    } catch (NumberFormatException e) {
      throw usage("Unable to convert '" + parts[0] + "' to an integer.");
    }
    OffsetDateTime start = now.atOffset(ZoneOffset.UTC).minus(count, unit(parts[1]));
    if (start.getYear() < 1 || start.getYear() > 9999) {
      throw usage("date value out of range");
    }
    return new SampleWindow(start.toInstant(), now);
  }

  private static ChronoUnit unit(String grain) {
    return switch (grain.toLowerCase(Locale.ROOT).replaceAll("s+$", "")) {
      case "hour" -> ChronoUnit.HOURS;
      case "day" -> ChronoUnit.DAYS;
      case "month" -> ChronoUnit.MONTHS;
      case "year" -> ChronoUnit.YEARS;
      default ->
          throw usage(
              "Invalid grain size '"
                  + grain
                  + "'. Must be one of ['hour', 'day', 'month', 'year', 'hours', 'days',"
                  + " 'months', 'years'].");
    };
  }

  /** The later start and the earlier end of the two. */
  SampleWindow within(SampleWindow other) {
    return new SampleWindow(
        start.isBefore(other.start) ? other.start : start,
        end.isAfter(other.end) ? other.end : end);
  }

  /** The clock time as written, taken as UTC. A date without a time is one only as a text. */
  private static Instant moment(Map<String, Object> dict, String key) {
    if (!dict.containsKey(key)) {
      throw usage("Field \"" + key + "\" of type datetime is missing in SampleWindow instance");
    }
    Object value = dict.get(key);
    if (value instanceof LocalDateTime time) {
      return time.toInstant(ZoneOffset.UTC);
    }
    if (value instanceof OffsetDateTime time) {
      return time.toLocalDateTime().toInstant(ZoneOffset.UTC);
    }
    if (value instanceof String text) {
      try {
        TemporalAccessor read = FORM.parse(text.strip().replace(' ', 'T'));
        LocalTime time = read.query(TemporalQueries.localTime());
        return LocalDate.from(read)
            .atTime(time == null ? LocalTime.MIDNIGHT : time)
            .toInstant(ZoneOffset.UTC);
      } catch (DateTimeParseException e) {
        throw invalid(key, value);
      }
    }
    throw invalid(key, value);
  }

  private static EpoxyException invalid(String key, Object value) {
    String hint =
        value instanceof LocalDate date
            ? ". Write '" + date + " 00:00:00'; a date alone needs quotes."
            : "";
    return usage(
        "Field \""
            + key
            + "\" of type datetime in SampleWindow has invalid value "
            + TemplateValues.repr(value)
            + hint);
  }

  private static EpoxyException usage(String message) {
    return new EpoxyException(ErrorCode.USAGE, "Invalid value for '--sample': " + message);
  }
}
