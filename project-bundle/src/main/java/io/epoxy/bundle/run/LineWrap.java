package io.epoxy.bundle.run;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills long warnings into lines of the printer's width, as dbt does with all of its deprecations
 * and some other warnings (dbt-common 1.x {@code ui.line_wrap_message}, Python's {@code textwrap}).
 */
final class LineWrap {
  private static final int DEFAULT_WIDTH = 80;

  private static final Pattern CHUNK = Pattern.compile("\\s+|\\S+");

  /** Other warnings than {@link Deprecations} that dbt wraps. */
  private static final Set<String> WRAPPED =
      ImmutableSet.of(
          "AdapterDeprecationWarning",
          "ConstraintNotEnforced",
          "ConstraintNotSupported",
          Deprecations.SUMMARY,
          "InvalidConcurrentBatchesConfig",
          "SpacesInResourceNameDeprecation",
          "UnsupportedConstraintMaterialization");

  private final int width;

  /** A wrap to {@code --printer-width}. */
  LineWrap(FlagValues flags) {
    this.width = flags.number(Flag.PRINTER_WIDTH).orElse(DEFAULT_WIDTH);
  }

  /** The text of a warning, without its tag, wrapped where dbt wraps warnings of this name. */
  String warning(String event, String text) {
    if (!Deprecations.is(event) && !WRAPPED.contains(event)) {
      return text;
    }
    List<String> lines = new ArrayList<>();
    int taken = EventTag.of(event).length() + ": ".length();
    for (String line : Splitter.on('\n').split(text)) {
      fill(line, taken, lines);
      taken = 0;
    }
    return String.join("\n", lines);
  }

  /** As Python's {@code textwrap.fill} without breaks at hyphens. */
  private void fill(String line, int taken, List<String> lines) {
    StringBuilder current = new StringBuilder();
    int used = taken;
    Matcher chunks = CHUNK.matcher(line);
    while (chunks.find()) {
      String chunk = chunks.group();
      while (used + chunk.length() > width && (used > 0 || chunk.length() > width)) {
        int fits = chunk.length() > width ? Math.max(width - used, 0) : 0;
        lines.add(current.append(chunk, 0, fits).toString().stripTrailing());
        chunk = chunk.substring(fits);
        current.setLength(0);
        used = 0;
      }
      if (used > 0 || !chunk.isBlank()) {
        current.append(chunk);
        used += chunk.length();
      }
    }
    lines.add(current.toString().stripTrailing());
  }
}
