package io.epoxy.engine.schedule;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.graph.Batch;
import io.epoxy.model.graph.BatchSize;
import io.epoxy.model.graph.Node;
import io.epoxy.model.result.BatchResults.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which batches a microbatch model runs (dbt-core 1.12 {@code MicrobatchBuilder}); its config was
 * checked when it was parsed. Pure. All times are UTC: the clock time of {@code begin} is taken as
 * it is written.
 */
public final class Batches {
  /** Date and hour of a time in ISO form: no batch is smaller. */
  private static final Pattern BEGIN =
      Pattern.compile("(\\d{4})-?(\\d\\d)-?(\\d\\d)(?:.(\\d\\d))?");

  private Batches() {}

  /**
   * From the first batch of the run to the last.
   *
   * @param given {@code --event-time-start} and {@code --event-time-end}, or those of a sample
   * @param now when the command began
   * @param first what the first batch does with the table
   */
  public static List<Batch> of(Node model, Optional<Span> given, Instant now, Batch.Kind first) {
    NodeConfig config = model.info().config();
    BatchSize size = size(model);
    LocalDateTime end = size.ceiling(utc(given.map(Span::end).orElse(now)));
    LocalDateTime start;
    if (given.isPresent()) {
      start = size.floor(utc(given.get().start()));
    } else if (first == Batch.Kind.BUILDS) {
      start = size.floor(begin(config.find("begin").orElseThrow()));
    } else {
      // The end stands on a line between batches, so that the last batch is the one before it.
      start = size.offset(end, -lookback(config) - 1);
    }
    List<Span> spans = new ArrayList<>();
    LocalDateTime from = start;
    do {
      LocalDateTime until = size.offset(from, 1);
      spans.add(span(from, until.isBefore(end) ? until : end));
      from = until;
    } while (from.isBefore(end));
    return numbered(spans, size, first);
  }

  /** The batches of an earlier run that are to run again. */
  public static List<Batch> again(Node model, List<Span> failed, Batch.Kind first) {
    return numbered(failed, size(model), first);
  }

  private static List<Batch> numbered(List<Span> spans, BatchSize size, Batch.Kind first) {
    ImmutableList.Builder<Batch> batches = ImmutableList.builder();
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      Batch.Kind kind = i == 0 ? first : Batch.Kind.ADDS;
      batches.add(new Batch(span.start(), span.end(), size, kind, i, spans.size()));
    }
    return batches.build();
  }

  private static BatchSize size(Node model) {
    return model.info().config().string("batch_size").flatMap(BatchSize::find).orElseThrow();
  }

  private static long lookback(NodeConfig config) {
    return config.find("lookback").map(value -> ((Number) value).longValue()).orElse(1L);
  }

  private static LocalDateTime begin(Object value) {
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (value instanceof LocalDateTime time) {
      return time;
    }
    if (value instanceof OffsetDateTime time) {
      return time.toLocalDateTime();
    }
    Matcher text = BEGIN.matcher(value.toString());
    if (!text.lookingAt()) {
      throw new IllegalStateException("no time: " + value);
    }
    int hour = text.group(4) == null ? 0 : Integer.parseInt(text.group(4));
    return LocalDate.of(
            Integer.parseInt(text.group(1)),
            Integer.parseInt(text.group(2)),
            Integer.parseInt(text.group(3)))
        .atTime(hour, 0);
  }

  private static LocalDateTime utc(Instant time) {
    return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
  }

  private static Span span(LocalDateTime from, LocalDateTime until) {
    return new Span(from.toInstant(ZoneOffset.UTC), until.toInstant(ZoneOffset.UTC));
  }
}
