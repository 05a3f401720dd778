package io.epoxy.model.result;

import java.util.Optional;

/** How a node ended; the text is dbt's in run_results.json. */
public enum RunStatus {
  SUCCESS("success"),
  ERROR("error"),
  /** Of a source: nobody could tell how fresh it is. One that is too old is an ERROR. */
  RUNTIME_ERROR("runtime error"),
  SKIPPED("skipped"),
  PARTIAL_SUCCESS("partial success"),
  NO_OP("no-op"),
  PASS("pass"),
  FAIL("fail"),
  WARN("warn");

  private final String dbtName;

  RunStatus(String dbtName) {
    this.dbtName = dbtName;
  }

  public String dbtName() {
    return dbtName;
  }

  /** Whether the run's exit code becomes 1. */
  public boolean isFailure() {
    return this == ERROR || this == RUNTIME_ERROR || this == FAIL || this == PARTIAL_SUCCESS;
  }

  /** Whether the node's work is done: a run that goes on from here need not do it again. */
  public boolean isDone() {
    return !isFailure() && this != SKIPPED;
  }

  public static Optional<RunStatus> find(String dbtName) {
    for (RunStatus status : values()) {
      if (status.dbtName.equals(dbtName)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
