package io.epoxy.compiler;

import io.epoxy.compiler.context.node.SampleWindow;
import io.epoxy.model.result.BatchResults.Span;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code --sample}, or {@code --event-time-start} and {@code --event-time-end}; in UTC. */
final class EventTimeFlags {
  /** The command line let nothing else pass. */
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-M-d['T'H:m:s][' 'H:m:s]")
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
          .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
          .toFormatter(Locale.ROOT);

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

  private static Instant time(Object text) {
    return LocalDateTime.parse(text.toString(), FORM).toInstant(ZoneOffset.UTC);
  }
}
