package io.epoxy.engine.schedule;

/** The threads of a run, for work beside that of its nodes. Thread-safe. */
public interface SpareThreads {
  /**
   * Runs it when a thread has nothing else to do, behind the nodes that are ready now: nobody may
   * wait for it to begin, since it may never do so. Once the run is stopped it never does.
   */
  void lend(Runnable task);

  /** Whether nothing more is to begin. */
  boolean isStopped();
}
