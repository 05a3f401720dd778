package io.epoxy.bundle.console;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** {@code HH:MM:SS message}, in UTC; what was printed on purpose has no time. */
final class TextPrinter implements LinePrinter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Palette palette;

  TextPrinter(Palette palette) {
    this.palette = palette;
  }

  @Override
  public Optional<String> format(LogLine line) {
    if (line.name().isPrint()) {
      return Optional.of(line.message());
    }
    return Optional.of(palette.lineStart() + TIME.format(line.at()) + "  " + line.message());
  }
}
