package io.epoxy.launcher.target;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * How a command is submitted.
 *
 * @param timeoutMinutes after which Glue stops this run; empty takes the job's own
 * @param shown while the run is followed
 */
public record SubmitOptions(Wait afterStart, OptionalInt timeoutMinutes, Shown shown) {
  /** What happens after the start of the run. */
  public enum Wait {
    /** Follow it to its end. */
    FOLLOW,
    /** Print its id only. */
    DETACH
  }

  /** What of a run is shown. */
  public enum Shown {
    /** Its events: the lines that a local run prints. */
    EVENTS,
    /** Spark's log too. */
    LOG
  }

  public SubmitOptions {
    Objects.requireNonNull(afterStart, "afterStart");
    Objects.requireNonNull(timeoutMinutes, "timeoutMinutes");
    Objects.requireNonNull(shown, "shown");
  }

  /** Without a timeout of its own, and without Spark's log. */
  public static SubmitOptions of(Wait afterStart) {
    return new SubmitOptions(afterStart, OptionalInt.empty(), Shown.EVENTS);
  }
}
