package io.epoxy.model.graph;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * One run of a microbatch model, for the rows of {@code start <= event_time < end}.
 *
 * @param index from 0
 * @param total how many batches the model has in this command
 */
public record Batch(Instant start, Instant end, BatchSize size, Kind kind, int index, int total) {
  /** What becomes of the table's other rows. */
  public enum Kind {
    /** The first batch of a table that is not there, or is to be built anew. */
    BUILDS,
    /** Replaces the rows of its own time. */
    ADDS
  }

  public Batch {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(kind, "kind");
  }

  public boolean isFirst() {
    return index == 0;
  }

  public boolean isLast() {
    return index == total - 1;
  }

  /** {@code 2024-09-17} for a day. */
  public String label() {
    return size.label(LocalDateTime.ofInstant(start, ZoneOffset.UTC));
  }

  /** {@code 20240917} for a day. */
  public String id() {
    return label().replace("-", "");
  }
}
