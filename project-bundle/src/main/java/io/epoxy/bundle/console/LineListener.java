package io.epoxy.bundle.console;

import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.time.ZoneId;
import java.util.function.Consumer;

/** A run's events as lines of text, for a console or a file. */
final class LineListener implements RunListener {
  private final EventLines lines;
  private final LinePrinter printer;
  private final RunEvent.Level minimum;
  private final Consumer<String> out;

  /** Hands each line to {@code out}, with its end. */
  LineListener(ConsoleOptions options, String invocationId, Consumer<String> out) {
    Palette palette = Palette.of(options);
    this.lines = new EventLines(palette, options);
    this.printer = printer(options, palette, invocationId);
    this.minimum = options.minimum();
    this.out = out;
  }

  private static LinePrinter printer(ConsoleOptions options, Palette palette, String id) {
    return switch (options.format()) {
      case TEXT -> new TextPrinter(palette);
      case DEBUG -> new DebugPrinter(palette, id, ZoneId.systemDefault());
      case JSON -> new JsonPrinter(id, options.extra());
    };
  }

  @Override
  public void on(RunEvent event) {
    for (LogLine line : lines.of(event)) {
      if (line.name().isPrint() || line.level().compareTo(minimum) >= 0) {
        printer.format(line).ifPresent(text -> out.accept(text + "\n"));
      }
    }
  }
}
