package io.epoxy.engine;

import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.graph.CompiledNode;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Builds models as the incumbents do, with the faults that reference/failures.md lists: a table is
 * dropped before it is built anew, partitions are overwritten in Spark's default mode, rows of a
 * merge are staged in a table whose name every run shares, and a location is emptied whosever files
 * it holds.
 */
final class NaiveBuilder {
  private final SparkSession session = SparkSession.active().newSession();

  void build(CompiledNode node, RefreshMode mode) {
    String table = node.node().relation().toString();
    Map<String, Object> config = node.node().info().config().values();
    String format = String.valueOf(config.getOrDefault("file_format", "parquet"));
    Object parts = config.get("partition_by");
    String strategy = String.valueOf(config.get("incremental_strategy"));
    String sql = node.sql().translateEscapes(); // as a string of Python reads it
    boolean overwrites = strategy.equals("insert_overwrite");
    boolean refreshed = mode == RefreshMode.FULL_REFRESH && !overwrites;
    if (config.containsKey("custom_location")) {
      String folder = "'" + config.get("custom_location") + "'";
      run("insert overwrite directory " + folder + " using " + format + " " + sql);
      run("create table " + table + " using " + format + " location " + folder);
    } else if (config.get("materialized").equals("table")
        || refreshed
        || !session.catalog().tableExists(table)) {
      run("drop table if exists " + table);
      String by = parts == null ? "" : " partitioned by (" + parts + ")";
      run("create table " + table + " using " + format + by + " as " + sql);
    } else if (overwrites) {
      run("insert " + (parts == null ? "into " : "overwrite ") + table + " " + sql);
    } else {
      merge(table, sql, config.get("unique_key"), format);
    }
  }

  private void merge(String table, String sql, Object key, String format) {
    String staged = table + "__dbt_tmp";
    boolean delta = format.equals("delta");
    run(
        (delta ? "create temporary view " + staged : "create table " + staged + " using iceberg")
            + " as "
            + sql);
    run(
        "merge into "
            + table
            + " t using "
            + staged
            + " s on t."
            + key
            + " = s."
            + key
            + " when matched then update set * when not matched then insert *");
    run("drop table " + staged);
  }

  private void run(String sql) {
    session.sql(sql);
  }
}
