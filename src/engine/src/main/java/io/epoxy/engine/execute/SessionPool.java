package io.epoxy.engine.execute;

import org.apache.spark.sql.SparkSession;

/** Where nodes have their sessions from. Thread-safe. */
interface SessionPool {
  /** How a node leaves its session. */
  enum Left {
    /** Only the engine's own statements and queries have run, and all ended well. */
    CLEAN,
    USED
  }

  /** A session for the calling thread. */
  SparkSession take();

  /** Takes it back, on the thread that has it. */
  void give(SparkSession session, Left left);
}
