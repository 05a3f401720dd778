package io.epoxy.model.relation;

/** What a table format can do; planners ask for a feature, never for a format. */
public enum FormatFeature {
  /** Schema and rows are replaced in one commit. */
  ATOMIC_REPLACE,
  MERGE,
  /** A merge can leave some columns, or rows that a predicate names, as they are. */
  PARTIAL_MERGE,
  /** Rows of a key go and others of it come in one commit, however many there are of each. */
  DELETE_INSERT,
  APPEND,
  OVERWRITE_PARTITIONS,
  EXPIRE_SNAPSHOTS,
  /** A column can be added to a table that has rows; they read as null there. */
  ADD_COLUMNS,
  /** A column can be dropped, and its type be widened, without a rewrite of the rows. */
  CHANGE_COLUMNS,
  /** A table can be given predicates that each of its rows must hold. */
  CHECKS,
  /** Rows can be put into buckets by the hash of columns. */
  BUCKETS,
  /** A column can be {@code varchar(n)} or {@code char(n)}; elsewhere it is a string. */
  SIZED_TEXT,
  /** Keeps a log of its own, so that each change of rows is one commit that readers see whole. */
  OWN_COMMITS,
  /**
   * Batches of one microbatch model can change a table at the same time, where it can tell their
   * rows apart.
   */
  CONCURRENT_BATCHES,
  /** Lives in its own Spark catalog, so that its name needs three parts. */
  OWN_CATALOG
}
