package io.epoxy.bundle.run;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.json.RecordJson;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.result.RunEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events as lines of JSON: {@code {"event":"Output","at":"2024-05-01T10:00:00Z","line":"..."}}. The
 * fields are the components of the record; a new event needs nothing here.
 */
public final class EventCodec {
  private static final String NAME = "event";
  private static final Map<String, Class<? extends Record>> TYPES = types();

  private EventCodec() {}

  /** One line, without its end. */
  public static String encode(RunEvent event) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(NAME, event.getClass().getSimpleName());
    tree.putAll(RecordJson.tree((Record) event));
    return PlainJson.text(tree);
  }

  /**
   * The event of one line.
   *
   * @throws EpoxyException with code BUNDLE when the line is no event
   */
  public static RunEvent decode(String line) {
    try {
      Object tree = PlainJson.read(line);
      Object name = tree instanceof Map<?, ?> fields ? fields.get(NAME) : null;
      Class<? extends Record> type = TYPES.get(String.valueOf(name));
      if (type == null) {
        throw new IllegalArgumentException("there is no event '" + name + "'");
      }
      return (RunEvent) RecordJson.record(type, tree);
    } catch (RuntimeException e) {
      // Records and java.time have their own exceptions; all of them say that the line is wrong.
      throw new EpoxyException(
          ErrorCode.BUNDLE, "cannot read an event of the run: " + e.getMessage(), null, e);
    }
  }

  /** The events of one file of UTF-8 lines. */
  public static List<RunEvent> decodeAll(byte[] file) {
    List<RunEvent> events = new ArrayList<>();
    String text = new String(file, StandardCharsets.UTF_8);
    for (String line : Splitter.on('\n').omitEmptyStrings().split(text)) {
      events.add(decode(line));
    }
    return events;
  }

  private static Map<String, Class<? extends Record>> types() {
    ImmutableMap.Builder<String, Class<? extends Record>> types = ImmutableMap.builder();
    for (Class<?> type : RunEvent.class.getPermittedSubclasses()) {
      types.put(type.getSimpleName(), type.asSubclass(Record.class));
    }
    return types.buildOrThrow();
  }
}
