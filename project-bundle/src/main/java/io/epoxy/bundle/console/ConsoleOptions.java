package io.epoxy.bundle.console;

import io.epoxy.model.result.RunEvent;
import java.util.Objects;

/**
 * How the console prints.
 *
 * @param minimum lines below this level are not printed; {@code --quiet} asks for ERROR
 * @param width to which result lines are padded with dots; dbt's {@code --printer-width}
 * @param targetPath the folder of artifacts as dbt would show it, {@code target} for example
 */
public record ConsoleOptions(
    Format format, Colours colours, RunEvent.Level minimum, int width, String targetPath) {
  /** dbt-core 1.12, {@code --printer-width}. */
  public static final int DEFAULT_WIDTH = 80;

  public ConsoleOptions {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(colours, "colours");
    Objects.requireNonNull(minimum, "minimum");
    Objects.requireNonNull(targetPath, "targetPath");
    if (width < 1) {
      throw new IllegalArgumentException("the width must be at least 1, not " + width);
    }
  }

  /** {@code --log-format}. */
  public enum Format {
    TEXT,
    JSON
  }

  /** {@code --use-colors}. */
  public enum Colours {
    ON,
    OFF
  }
}
