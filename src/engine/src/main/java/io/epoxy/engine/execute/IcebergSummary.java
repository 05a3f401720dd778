package io.epoxy.engine.execute;

import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.spark.source.SparkTable;
import org.apache.spark.sql.connector.catalog.Table;

/**
 * The summary of a table's current snapshot. The only class that needs Iceberg's own; it is loaded
 * where there is an Iceberg table, and never otherwise.
 */
final class IcebergSummary {
  private IcebergSummary() {}

  /** Its counts by Iceberg's names; empty for a table without rows ever. */
  static Map<String, String> of(Table table) {
    Snapshot current =
        table instanceof SparkTable iceberg ? iceberg.table().currentSnapshot() : null;
    return current == null ? Map.of() : current.summary();
  }
}
