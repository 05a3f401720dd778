package io.epoxy.launcher.target;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * How a command is submitted.
 *
 * @param timeoutMinutes after which Glue stops this run; empty takes the job's own
 * @param shown while the run is followed
 * @param again when the same invocation has started a run before
 */
public record SubmitOptions(Wait afterStart, OptionalInt timeoutMinutes, Shown shown, Again again) {
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

  /** What a submit does under the id of an earlier one. */
  public enum Again {
    /** Follow the run that it has started, never start a second one. */
    FOLLOW,
    /** Start it again if it has ended otherwise than well; the job goes on from what is done. */
    RESUME
  }

  public SubmitOptions {
    Objects.requireNonNull(afterStart, "afterStart");
    Objects.requireNonNull(timeoutMinutes, "timeoutMinutes");
    Objects.requireNonNull(shown, "shown");
    Objects.requireNonNull(again, "again");
  }

  /** Without a timeout of its own, and without Spark's log. */
  public static SubmitOptions of(Wait afterStart) {
    return new SubmitOptions(afterStart, OptionalInt.empty(), Shown.EVENTS, Again.FOLLOW);
  }
}
