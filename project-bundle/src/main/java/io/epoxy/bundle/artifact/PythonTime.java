package io.epoxy.bundle.artifact;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as dbt's artifacts spell them. */
final class PythonTime {
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT);

  private PythonTime() {}

  static String format(Instant time) {
    return MICROSECONDS.format(time) + "Z";
  }

  /**
   * As {@code datetime.isoformat()} spells a time with an offset: {@code +00:00}, not {@code Z}.
   */
  static String iso(OffsetDateTime time) {
    return (time.getNano() == 0 ? SECONDS : MICROS).format(time);
  }
}
