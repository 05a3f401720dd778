package io.epoxy.bundle.console;

import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;

/** Prints a run's events as they come, on whichever machine the run happens. */
public final class ConsoleListener implements RunListener {
  private final EventLines lines;
  private final LinePrinter printer;
  private final RunEvent.Level minimum;
  private final PrintStream out;

  /** Prints to {@code out}, which stays the caller's. */
  public ConsoleListener(ConsoleOptions options, String invocationId, PrintStream out) {
    this.out = Objects.requireNonNull(out, "out");
    this.minimum = options.minimum();
    Palette palette = Palette.of(options);
    this.lines = new EventLines(palette, options);
    this.printer =
        options.format() == ConsoleOptions.Format.JSON
            ? new JsonPrinter(invocationId)
            : new TextPrinter(palette);
  }

  @Override
  public synchronized void on(RunEvent event) {
    List<LogLine> all = lines.of(event);
    for (LogLine line : all) {
      // What a command was asked for is printed however quiet the rest has to be.
      boolean wanted =
          line.name().equals(EventName.PRINT_EVENT) || line.level().compareTo(minimum) >= 0;
      if (wanted) {
        printer.format(line).ifPresent(text -> out.print(text + "\n"));
      }
    }
    out.flush();
  }
}
