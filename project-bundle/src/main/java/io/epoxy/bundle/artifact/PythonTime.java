package io.epoxy.bundle.artifact;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as dbt's artifacts spell them. */
final class PythonTime {
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private PythonTime() {}

  static String format(Instant time) {
    return MICROSECONDS.format(time) + "Z";
  }
}
