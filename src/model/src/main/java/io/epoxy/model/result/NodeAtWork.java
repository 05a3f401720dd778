package io.epoxy.model.result;

import java.time.Instant;
import java.util.Objects;

/** A node that some thread is working on. */
public record NodeAtWork(NodeSummary node, Phase phase, Instant startedAt) {
  public NodeAtWork {
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(startedAt, "startedAt");
  }

  /** How far it came (dbt-core 1.12 {@code RunningStatus}). */
  public enum Phase {
    COMPILING("compiling"),
    EXECUTING("executing");

    private final String dbtName;

    Phase(String dbtName) {
      this.dbtName = dbtName;
    }

    /** dbt's {@code node_status}. */
    public String dbtName() {
      return dbtName;
    }
  }
}
