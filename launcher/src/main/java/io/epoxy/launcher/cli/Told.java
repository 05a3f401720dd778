package io.epoxy.launcher.cli;

import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.time.Clock;
import java.util.Map;

/** What a command of the client tells, as dbt's events. */
final class Told {
  private final RunListener listener;
  private final Clock clock;

  Told(RunListener listener, Clock clock) {
    this.listener = listener;
    this.clock = clock;
  }

  void info(String event, String text) {
    info(event, text, Map.of("msg", text));
  }

  void info(String event, String text, Map<String, Object> data) {
    listener.on(new RunEvent.Message(clock.instant(), RunEvent.Level.INFO, event, text, data));
  }
}
