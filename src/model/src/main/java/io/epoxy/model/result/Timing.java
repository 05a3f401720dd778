package io.epoxy.model.result;

import java.time.Instant;
import java.util.Objects;

/** When a phase ({@code compile} or {@code execute}) of a node began and ended. */
public record Timing(String name, Instant startedAt, Instant completedAt) {
  public Timing {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(completedAt, "completedAt");
  }
}
