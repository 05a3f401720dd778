package io.epoxy.engine;

import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.graph.CompiledNode;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Builds models as the incumbents do, with the faults that reference/failures.md lists: a table is
 * dropped before it is built anew, partitions are overwritten in Spark's default mode, rows of a
 * merge are staged in a table whose name every run shares.
 */
final class NaiveBuilder {
  private final SparkSession session = SparkSession.active().newSession();

  void build(CompiledNode node, RefreshMode mode) {
    String table = node.node().relation().toString();
    Map<String, Object> config = node.node().info().config().values();
    String format = String.valueOf(config.getOrDefault("file_format", "parquet"));
    Object parts = config.get("partition_by");
    boolean rebuilt =
        config.get("materialized").equals("table")
            || mode == RefreshMode.FULL_REFRESH
            || !session.catalog().tableExists(table);
    if (rebuilt) {
      run("drop table if exists " + table);
      String by = parts == null ? "" : " partitioned by (" + parts + ")";
      run("create table " + table + " using " + format + by + " as " + node.sql());
    } else if (config.get("incremental_strategy").equals("insert_overwrite")) {
      run("insert overwrite table " + table + " " + node.sql());
    } else {
      merge(table, node.sql(), config.get("unique_key"));
    }
  }

  private void merge(String table, String sql, Object key) {
    String staged = table + "__dbt_tmp";
    run("create table " + staged + " using iceberg as " + sql);
    run(
        "merge into "
            + table
            + " t using "
            + staged
            + " s on "
            + String.join(" and ", List.of("t." + key + " = s." + key))
            + " when matched then update set * when not matched then insert *");
    run("drop table " + staged);
  }

  private void run(String sql) {
    session.sql(sql);
  }
}
