package io.epoxy.launcher.cli;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A line of the console before the flags are known that say how the console writes. */
final class EarlyLine {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private EarlyLine() {}

  static void error(Surroundings surroundings, String text) {
    surroundings
        .out()
        .printf(
            Locale.ROOT, "%s  [ERROR]: %s%n", TIME.format(surroundings.clock().instant()), text);
  }
}
