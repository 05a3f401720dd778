package io.epoxy.engine;

/** Where the engine runs. */
public enum Mode {
  /** On this machine: an embedded Spark, tables and catalog under the project's .epoxy folder. */
  LOCAL,
  /** In a Glue job: Glue's own session and Data Catalog. */
  GLUE
}
