package io.epoxy.job.command;

import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.model.result.NodeResult;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code --fail-fast}: the first failure stops the run (dbt-core 1.12 {@code task/runnable.py}).
 * Thread-safe.
 */
final class FailFast {
  /** dbt's message of a node that is left out because of it. */
  static final String SKIPPED = "Skipping due to fail_fast";

  private final boolean wanted;
  private final Runnable stop;
  private final AtomicReference<NodeResult> cause = new AtomicReference<>();

  /**
   * @param stop starts no more nodes and cancels the running ones
   */
  FailFast(FlagValues flags, Runnable stop) {
    this.wanted = flags.isOn(Flag.FAIL_FAST);
    this.stop = stop;
  }

  /** Hears how a node ended; the first failure stops the run. */
  void hear(NodeResult result) {
    if (wanted && result.status().isFailure() && cause.compareAndSet(null, result)) {
      stop.run();
    }
  }

  /** The failure that stopped the run. */
  Optional<NodeResult> cause() {
    return Optional.ofNullable(cause.get());
  }
}
