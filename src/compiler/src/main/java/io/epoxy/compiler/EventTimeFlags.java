package io.epoxy.compiler;

import io.epoxy.compiler.context.node.SampleWindow;
import io.epoxy.model.result.BatchResults.Span;
import io.epoxy.model.text.EventTimeText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** {@code --sample}, or {@code --event-time-start} and {@code --event-time-end}; in UTC. */
final class EventTimeFlags {
  private EventTimeFlags() {}

  static Optional<Span> read(Map<String, Object> flags, Instant now) {
    Object sample = flags.get("SAMPLE");
    if (sample != null) {
      SampleWindow window = SampleWindow.parse(sample.toString(), now);
      return Optional.of(new Span(window.start(), window.end()));
    }
    Object start = flags.get("EVENT_TIME_START");
    Object end = flags.get("EVENT_TIME_END");
    return start == null || end == null
        ? Optional.empty()
        : Optional.of(new Span(time(start), time(end)));
  }

  /** The command line let no other form pass. */
  private static Instant time(Object text) {
    return EventTimeText.read(text.toString()).toInstant(ZoneOffset.UTC);
  }
}
