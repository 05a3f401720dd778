package io.epoxy.model.result;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * How the batches of a microbatch model ended (dbt-core 1.12 {@code BatchResults}).
 *
 * @param successful by start, then those that an earlier run had done
 * @param failed or skipped, by start
 */
public record BatchResults(List<Span> successful, List<Span> failed) {
  public BatchResults {
    successful = ImmutableList.copyOf(successful);
    failed = ImmutableList.copyOf(failed);
  }

  /** The times of one batch: {@code start <= event_time < end}. */
  public record Span(Instant start, Instant end) implements Comparable<Span> {
    private static final Comparator<Span> ORDER =
        Comparator.comparing(Span::start).thenComparing(Span::end);

    public Span {
      Objects.requireNonNull(start, "start");
      Objects.requireNonNull(end, "end");
    }

    @Override
    public int compareTo(Span other) {
      return ORDER.compare(this, other);
    }
  }
}
