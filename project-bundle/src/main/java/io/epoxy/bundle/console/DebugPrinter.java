package io.epoxy.bundle.console;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The form of dbt.log: local time with microseconds, level, thread (dbt-common {@code
 * events/logger.py}). A rule opens each invocation.
 */
final class DebugPrinter implements LinePrinter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

  private static final String RULE = "=".repeat(30);
  private static final int THREAD_WIDTH = 10;

  private final Palette palette;
  private final String invocationId;
  private final ZoneId zone;

  DebugPrinter(Palette palette, String invocationId, ZoneId zone) {
    this.palette = palette;
    this.invocationId = invocationId;
    this.zone = zone;
  }

  @Override
  public Optional<String> format(LogLine line) {
    String time = TIME.format(line.at().atZone(zone));
    String opening =
        line.name().equals(EventName.MAIN_REPORT_VERSION)
            ? "\n\n" + RULE + " " + time + " | " + invocationId + " " + RULE + "\n"
            : "";
    String level = line.level().name().toLowerCase(Locale.ROOT);
    String thread = line.thread().substring(0, Math.min(THREAD_WIDTH, line.thread().length()));
    return Optional.of(
        opening
            + palette.lineStart()
            + String.format(
                Locale.ROOT, "%s [%-5s] [%-10s]: %s", time, level, thread, line.message()));
  }
}
