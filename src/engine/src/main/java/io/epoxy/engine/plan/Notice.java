package io.epoxy.engine.plan;

import java.util.Objects;

/**
 * A warning that belongs to a plan.
 *
 * @param event dbt's name of it, by which {@code --warn-error-options} picks
 * @param frequency whether it concerns the node, or the way the whole project is set up
 */
public record Notice(String event, String text, Frequency frequency) {
  public Notice {
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(frequency, "frequency");
  }

  /** How often a run tells it. */
  public enum Frequency {
    EACH_NODE,
    ONCE_A_RUN
  }
}
