package io.epoxy.bundle.console;

import io.epoxy.model.result.RunEvent;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code debug} finds, green when it is as it should be, else red (dbt-core 1.12). */
final class DebugColours {
  private static final Pattern GOOD = Pattern.compile("(?<=\\[)OK[^\\]]*|^All checks passed!$");
  private static final Pattern BAD = Pattern.compile("(?<=\\[)ERROR[^\\]]*|^\\d+ checks? failed:$");

  private final Palette palette;

  DebugColours(Palette palette) {
    this.palette = palette;
  }

  /** The text of an event, coloured when it is one of {@code debug}. */
  String of(RunEvent.Message event) {
    if (!event.name().startsWith("DebugCmd")) {
      return event.text();
    }
    String text =
        GOOD.matcher(event.text())
            .replaceAll(found -> Matcher.quoteReplacement(palette.green(found.group())));
    return BAD.matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(palette.red(found.group())));
  }
}
