package io.epoxy.launcher.target;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * How a command is submitted.
 *
 * @param timeoutMinutes after which Glue stops this run; empty takes the job's own
 */
public record SubmitOptions(Wait afterStart, OptionalInt timeoutMinutes) {
  /** What happens after the start of the run. */
  public enum Wait {
    /** Follow it to its end. */
    FOLLOW,
    /** Print its id only. */
    DETACH
  }

  public SubmitOptions {
    Objects.requireNonNull(afterStart, "afterStart");
    Objects.requireNonNull(timeoutMinutes, "timeoutMinutes");
  }

  /** Without a timeout of its own. */
  public static SubmitOptions of(Wait afterStart) {
    return new SubmitOptions(afterStart, OptionalInt.empty());
  }
}
