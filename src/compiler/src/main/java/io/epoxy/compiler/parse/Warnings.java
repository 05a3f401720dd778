package io.epoxy.compiler.parse;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.Problems;
import io.epoxy.model.port.MessageSink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what is odd and no error; what the user wants as an error becomes a problem. */
final class Warnings {
  private final MessageSink sink;
  private final Problems problems;
  private final List<Object> told = Collections.synchronizedList(new ArrayList<>());

  Warnings(MessageSink sink, Problems problems) {
    this.sink = sink;
    this.problems = problems;
  }

  /** A warning under dbt's name of the event. */
  void warn(String event, String text) {
    warn(event, text, Map.of("msg", text));
  }

  /** A warning whose event has fields of its own. */
  void warn(String event, String text, Map<String, Object> data) {
    tell(MessageSink.Level.WARN, event, text, data);
  }

  /** All that was told, for {@link #repeat}. */
  List<Object> told() {
    synchronized (told) {
      return List.copyOf(told);
    }
  }

  /** Tells what an earlier run told. */
  static void repeat(List<Object> told, MessageSink sink) {
    for (Object one : told) {
      Map<?, ?> message = (Map<?, ?>) one;
      Map<String, Object> data = new LinkedHashMap<>();
      ((Map<?, ?>) message.get("data")).forEach((key, value) -> data.put(key.toString(), value));
      sink.message(
          MessageSink.Level.valueOf(message.get("level").toString()),
          message.get("event").toString(),
          message.get("text").toString(),
          data);
    }
  }

  /** For the log file only. */
  void debug(String event, String text) {
    tell(MessageSink.Level.DEBUG, event, text, Map.of("msg", text));
  }

  private void tell(MessageSink.Level level, String event, String text, Map<String, Object> data) {
    told.add(Map.of("level", level.name(), "event", event, "text", text, "data", data));
    try {
      sink.message(level, event, text, data);
    } catch (EpoxyException e) {
      synchronized (problems) {
        problems.add(e);
      }
    }
  }
}
