package io.epoxy.model.text;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * How {@code --event-time-start} and {@code --event-time-end} are written: click's three forms of a
 * time.
 */
public final class EventTimeText {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-M-d['T'H:m:s][' 'H:m:s]")
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
          .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
          .toFormatter(Locale.ROOT);

  private EventTimeText() {}

  /**
   * The time, in UTC.
   *
   * @throws DateTimeParseException for a text of another form
   */
  public static LocalDateTime read(String text) {
    return LocalDateTime.parse(text, FORM);
  }
}
