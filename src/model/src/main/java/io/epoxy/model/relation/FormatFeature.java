package io.epoxy.model.relation;

/** What a table format can do; planners ask for a feature, never for a format. */
public enum FormatFeature {
  /** One statement replaces schema and rows in one commit. */
  ATOMIC_REPLACE,
  MERGE,
  APPEND,
  OVERWRITE_PARTITIONS,
  EXPIRE_SNAPSHOTS,
  /** Lives in its own Spark catalog, so that its name needs three parts. */
  OWN_CATALOG
}
