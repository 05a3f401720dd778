package io.epoxy.bundle.console;

import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.io.PrintStream;
import java.util.Objects;

/** Prints a run's events as they come, on whichever machine the run happens. */
public final class ConsoleListener implements RunListener {
  private final LineListener lines;
  private final PrintStream out;

  /** Prints to {@code out}, which stays the caller's. */
  public ConsoleListener(ConsoleOptions options, String invocationId, PrintStream out) {
    this.out = Objects.requireNonNull(out, "out");
    this.lines = new LineListener(options, invocationId, out::print);
  }

  @Override
  public synchronized void on(RunEvent event) {
    lines.on(event);
    out.flush();
  }
}
