package io.epoxy.bundle.console;

import com.google.common.collect.ImmutableMap;
import io.epoxy.model.result.RunEvent;
import java.util.Map;
import java.util.Objects;

/**
 * How the console prints.
 *
 * @param minimum lines below this level are not printed; {@code --quiet} asks for ERROR
 * @param width to which result lines are padded with dots; dbt's {@code --printer-width}
 * @param targetPath the folder of artifacts as dbt would show it, {@code target} for example
 * @param extra DBT_ENV_CUSTOM_ENV_ variables without that prefix, for {@code info.extra}
 */
public record ConsoleOptions(
    Format format,
    Colours colours,
    RunEvent.Level minimum,
    int width,
    String targetPath,
    Map<String, String> extra) {
  /** dbt-core 1.12, {@code --printer-width}. */
  public static final int DEFAULT_WIDTH = 80;

  public ConsoleOptions {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(colours, "colours");
    Objects.requireNonNull(minimum, "minimum");
    Objects.requireNonNull(targetPath, "targetPath");
    extra = ImmutableMap.copyOf(extra);
    if (width < 1) {
      throw new IllegalArgumentException("the width must be at least 1, not " + width);
    }
  }

  /** {@code --log-format}. */
  public enum Format {
    TEXT,
    /** With microseconds, level and thread, as in dbt.log. */
    DEBUG,
    JSON
  }

  /** {@code --use-colors}. */
  public enum Colours {
    ON,
    OFF
  }
}
