package io.epoxy.compiler.context;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How Python writes times. */
final class PythonTime {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private PythonTime() {}

  static String text(LocalDateTime time) {
    return SECONDS.format(time);
  }

  /** {@code .123456}, or nothing on a whole second. */
  static String fraction(LocalDateTime time) {
    int micros = time.getNano() / 1000;
    return micros == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros);
  }

  /** {@code +00:00}. */
  static String offset(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
  }
}
