package io.epoxy.bundle.json;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Dates and times as Python's {@code isoformat()} spells them: seconds always, either six digits of
 * a second or none, {@code +00:00} and not {@code Z}.
 */
public final class IsoTime {
  private static final DateTimeFormatter SECONDS = formatter("");
  private static final DateTimeFormatter MICROS = formatter(".SSSSSS");

  private IsoTime() {}

  /** The text of a date, or of a time with or without an offset. */
  public static String of(TemporalAccessor time) {
    if (!(time instanceof LocalDateTime || time instanceof OffsetDateTime)) {
      return time.toString();
    }
    return (time.get(ChronoField.NANO_OF_SECOND) == 0 ? SECONDS : MICROS).format(time);
  }

  private static DateTimeFormatter formatter(String fraction) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss" + fraction + "[xxx]", Locale.ROOT);
  }
}
