package io.epoxy.launcher.target;

/** Asks whoever ends the command what becomes of the run in Glue. */
@FunctionalInterface
public interface StopQuestion {
  /** What the user wants. */
  enum Answer {
    /** The run goes on. */
    DETACH,
    /** Glue is asked to stop it. */
    CANCEL
  }

  /** Asks once; where there is no terminal, the answer is DETACH. */
  Answer ask(String runId);
}
