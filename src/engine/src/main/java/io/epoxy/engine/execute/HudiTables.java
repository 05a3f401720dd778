package io.epoxy.engine.execute;

import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Hudi's writer, and the columns that it keeps for itself. */
final class HudiTables {
  /** Columns of every Hudi table that no model knows of. */
  static final ImmutableSet<String> META_COLUMNS =
      ImmutableSet.of(
          "_hoodie_commit_time",
          "_hoodie_commit_seqno",
          "_hoodie_record_key",
          "_hoodie_partition_path",
          "_hoodie_file_name");

  private HudiTables() {}

  /**
   * Writes rows to the table of a folder, which is made when there is none; one commit. As in
   * dbt-glue the shuffles are as wide as Spark's default parallelism unless an option says
   * otherwise, and a column {@code dbt_unique_key} is left out.
   */
  static void write(Dataset<Row> rows, String location, Map<String, String> options) {
    String width = String.valueOf(rows.sparkSession().sparkContext().defaultParallelism());
    Map<String, String> all = new LinkedHashMap<>();
    for (String kind : new String[] {"upsert", "insert", "bulkinsert", "delete"}) {
      all.put("hoodie." + kind + ".shuffle.parallelism", width);
    }
    all.putAll(options);
    rows.drop(META_COLUMNS.toArray(new String[0]))
        .drop("dbt_unique_key")
        .write()
        .format("hudi")
        .options(all)
        .mode("append")
        .save(location);
  }
}
