package io.epoxy.bundle.console;

import io.epoxy.model.config.Data;
import io.epoxy.model.result.RunEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One log event as dbt fires it: a text for people and data for programs.
 *
 * @param thread dbt's thread name, {@code MainThread} outside nodes
 * @param message may have several lines; without time
 * @param data the event's own fields
 */
record LogLine(
    Instant at,
    String thread,
    RunEvent.Level level,
    EventName name,
    String message,
    Map<String, Object> data) {
  LogLine {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(thread, "thread");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(message, "message");
    data = Data.copy(data);
  }

  static LogLine info(Instant at, EventName name, String message, Map<String, ?> data) {
    return main(at, RunEvent.Level.INFO, name, message, data);
  }

  static LogLine error(Instant at, EventName name, String message, Map<String, ?> data) {
    return main(at, RunEvent.Level.ERROR, name, message, data);
  }

  static LogLine main(
      Instant at, RunEvent.Level level, EventName name, String message, Map<String, ?> data) {
    return new LogLine(
        at, RunEvent.Message.MAIN_THREAD, level, name, message, new LinkedHashMap<>(data));
  }

  /** An empty line. */
  static LogLine blank(Instant at) {
    return info(at, EventName.FORMATTING, "", Map.of("msg", ""));
  }
}
