package io.epoxy.compiler.parse;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.Problems;
import io.epoxy.model.port.MessageSink;

/** Tells what is odd and no error; what the user wants as an error becomes a problem. */
final class Warnings {
  private final MessageSink sink;
  private final Problems problems;

  Warnings(MessageSink sink, Problems problems) {
    this.sink = sink;
    this.problems = problems;
  }

  /** A warning under dbt's name of the event. */
  void warn(String event, String text) {
    tell(MessageSink.Level.WARN, event, text);
  }

  /** For the log file only. */
  void debug(String event, String text) {
    tell(MessageSink.Level.DEBUG, event, text);
  }

  private void tell(MessageSink.Level level, String event, String text) {
    try {
      sink.message(level, event, text);
    } catch (EpoxyException e) {
      synchronized (problems) {
        problems.add(e);
      }
    }
  }
}
