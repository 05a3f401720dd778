package io.epoxy.launcher.target;

import java.util.Set;

/** Glue's words for the states of a run (botocore's glue model, JobRunState). */
public final class RunStates {
  public static final String SUCCEEDED = "SUCCEEDED";

  public static final String FAILED = "FAILED";

  /** The run has not begun, because there is no capacity or too many others run. */
  public static final String WAITING = "WAITING";

  /** Any other word, new ones among them, means that the run is still on its way. */
  private static final Set<String> ENDED =
      Set.of("STOPPED", SUCCEEDED, FAILED, "TIMEOUT", "ERROR", "EXPIRED");

  private RunStates() {}

  public static boolean hasEnded(String state) {
    return ENDED.contains(state);
  }
}
