package io.epoxy.model.relation;

import static io.epoxy.model.relation.FormatFeature.ADD_COLUMNS;
import static io.epoxy.model.relation.FormatFeature.APPEND;
import static io.epoxy.model.relation.FormatFeature.ATOMIC_REPLACE;
import static io.epoxy.model.relation.FormatFeature.BUCKETS;
import static io.epoxy.model.relation.FormatFeature.CHANGE_COLUMNS;
import static io.epoxy.model.relation.FormatFeature.CHECKS;
import static io.epoxy.model.relation.FormatFeature.CONCURRENT_BATCHES;
import static io.epoxy.model.relation.FormatFeature.DELETE_INSERT;
import static io.epoxy.model.relation.FormatFeature.EXPIRE_SNAPSHOTS;
import static io.epoxy.model.relation.FormatFeature.MERGE;
import static io.epoxy.model.relation.FormatFeature.OVERWRITE_PARTITIONS;
import static io.epoxy.model.relation.FormatFeature.OWN_CATALOG;
import static io.epoxy.model.relation.FormatFeature.OWN_COMMITS;
import static io.epoxy.model.relation.FormatFeature.PARTIAL_MERGE;
import static io.epoxy.model.relation.FormatFeature.SIZED_TEXT;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The table formats of dbt-glue's {@code file_format}; the lower-case name is the spelling there.
 */
public enum TableFormat {
  PARQUET(APPEND, OVERWRITE_PARTITIONS, ADD_COLUMNS, BUCKETS, SIZED_TEXT, CONCURRENT_BATCHES),
  ORC(APPEND, OVERWRITE_PARTITIONS, ADD_COLUMNS, BUCKETS, SIZED_TEXT, CONCURRENT_BATCHES),
  CSV(APPEND, OVERWRITE_PARTITIONS, ADD_COLUMNS, BUCKETS, SIZED_TEXT, CONCURRENT_BATCHES),
  JSON(APPEND, OVERWRITE_PARTITIONS, ADD_COLUMNS, BUCKETS, SIZED_TEXT, CONCURRENT_BATCHES),
  /** One column of type string. */
  TEXT(APPEND, OVERWRITE_PARTITIONS, CONCURRENT_BATCHES),
  /** Hive's own text files; needs Hive's metastore, or Glue. */
  HIVE(APPEND, OVERWRITE_PARTITIONS, ADD_COLUMNS, SIZED_TEXT, CONCURRENT_BATCHES),
  ICEBERG(
      ATOMIC_REPLACE,
      MERGE,
      PARTIAL_MERGE,
      DELETE_INSERT,
      APPEND,
      OVERWRITE_PARTITIONS,
      EXPIRE_SNAPSHOTS,
      ADD_COLUMNS,
      CHANGE_COLUMNS,
      BUCKETS,
      OWN_COMMITS,
      CONCURRENT_BATCHES,
      OWN_CATALOG),
  S3TABLES(
      ATOMIC_REPLACE,
      MERGE,
      PARTIAL_MERGE,
      DELETE_INSERT,
      APPEND,
      OVERWRITE_PARTITIONS,
      ADD_COLUMNS,
      CHANGE_COLUMNS,
      BUCKETS,
      OWN_COMMITS,
      CONCURRENT_BATCHES,
      OWN_CATALOG),
  DELTA(
      ATOMIC_REPLACE,
      MERGE,
      PARTIAL_MERGE,
      DELETE_INSERT,
      APPEND,
      OVERWRITE_PARTITIONS,
      ADD_COLUMNS,
      CHECKS,
      SIZED_TEXT,
      CONCURRENT_BATCHES,
      OWN_COMMITS),
  HUDI(MERGE, APPEND, OVERWRITE_PARTITIONS, ADD_COLUMNS, OWN_COMMITS),
  /** Of Spark's sources: a table of a database, which needs a connection. */
  JDBC,
  /** Of Spark's sources: a label and a vector of features. */
  LIBSVM;

  private final ImmutableSet<FormatFeature> features;

  TableFormat(FormatFeature... features) {
    this.features = ImmutableSet.copyOf(features);
  }

  /** The format of a {@code file_format} value, in any case; empty when there is no such format. */
  public static Optional<TableFormat> find(String dbtName) {
    for (TableFormat format : values()) {
      if (format.dbtName().equals(dbtName.toLowerCase(Locale.ROOT))) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  public String dbtName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean supports(FormatFeature feature) {
    return features.contains(feature);
  }

  public Set<FormatFeature> features() {
    return features;
  }
}
