package io.epoxy.engine;

import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Hook;
import io.epoxy.model.graph.SnapshotRows;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Builds models as the incumbents do, with the faults that reference/failures.md lists: a table is
 * dropped before it is built anew, partitions are overwritten in a mode that the whole session
 * shares, rows are staged under a name that every run shares, and a location is emptied whosever
 * files it holds. Pre-hooks stand for what other runs do meanwhile: they run where the harm is
 * greatest.
 */
final class NaiveBuilder {
  private static final String MODE = "set spark.sql.sources.partitionOverwriteMode = ";

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
    if (config.containsKey("cache_schema")) {
      describeAll(node);
    }
    if (format.equals("hudi")) {
      upsert(table, sql, parts, node.node().relation());
    } else if (config.containsKey("contract")) {
      createThenInsert(table, sql);
    } else if (config.containsKey("custom_location")) {
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
      overwrite(node, parts == null ? "into " : "overwrite ", sql);
    } else if (strategy.equals("append")) {
      append(node, sql);
    } else if (strategy.equals("delete+insert")) {
      Object key = config.get("unique_key");
      run("delete from " + table + " where p in (select " + key + " from (" + sql + "))");
      run("insert into " + table + " " + sql);
    } else {
      merge(node, sql, config.get("unique_key"), format);
    }
  }

  /** Adds the versions that were found new, whatever another run has added since. */
  void snapshot(CompiledNode node, SnapshotRows changes, Runnable meanwhile) {
    String table = node.node().relation().toString();
    if (!session.catalog().tableExists(table)) {
      run("create table " + table + " using parquet as " + changes.query());
      return;
    }
    List<Row> found = session.sql(changes.query()).collectAsList();
    meanwhile.run();
    for (Row row : found) {
      String id = row.getAs("id").toString();
      String kept = "select id, name, version, if(id = " + id + " and until is null, 7, until)";
      run("create table " + table + "__kept using parquet as " + kept + " until from " + table);
      run("drop table " + table);
      run("alter table " + table + "__kept rename to " + table);
      if (row.getAs("dbt_change_type").equals("insert")) {
        String values = id + ", '" + row.getAs("name") + "', '" + row.getAs("version") + "', null";
        run("insert into " + table + " values (" + values + ")");
      }
    }
  }

  /** The schema's tables are listed first and looked at one by one. */
  private void describeAll(CompiledNode node) {
    String schema = node.node().relation().schema();
    List<Row> tables = session.sql("show tables in " + schema).collectAsList();
    meanwhile(node);
    tables.forEach(row -> run("describe table extended " + schema + "." + row.getString(1)));
  }

  private void overwrite(CompiledNode node, String how, String sql) {
    if (!node.preHooks().isEmpty()) {
      run(MODE + "dynamic");
    }
    meanwhile(node);
    run("insert " + how + node.node().relation() + " " + sql);
    run(MODE + "static");
  }

  private void append(CompiledNode node, String sql) {
    String staged = node.node().relation().identifier() + "__dbt_tmp";
    run("create temporary view " + staged + " as " + sql);
    meanwhile(node);
    run("insert into " + node.node().relation() + " select * from " + staged);
    run("drop view " + staged);
  }

  /** Two commits, of which the second one may be refused. */
  private void createThenInsert(String table, String sql) {
    run("drop table if exists " + table);
    run("create table " + table + " (id int, p string) using delta");
    run("alter table " + table + " add constraint positive check (id > 0)");
    run("insert into " + table + " " + sql);
  }

  /** By the first column of the key, and an index that knows one partition only. */
  private void upsert(String table, String sql, Object parts, Relation relation) {
    String folder = SharedEngine.projectDir().resolve(relation.identifier()).toString();
    session
        .sql(sql)
        .write()
        .format("hudi")
        .option("hoodie.table.name", relation.identifier())
        .option("hoodie.datasource.write.recordkey.field", "id")
        .option("hoodie.datasource.write.precombine.field", "id")
        .option("hoodie.datasource.write.partitionpath.field", parts.toString())
        .option("hoodie.index.type", "SIMPLE")
        .mode("append")
        .save(folder);
    run("create table if not exists " + table + " using hudi location '" + folder + "'");
  }

  /** Where a table's files lie in Glue, DROP TABLE without PURGE leaves them. */
  private void merge(CompiledNode node, String sql, Object key, String format) {
    Relation relation = node.node().relation();
    String staged = relation + "__dbt_tmp";
    String files = SharedEngine.projectDir().resolve("staged").resolve(relation.identifier()) + "";
    boolean delta = format.equals("delta");
    run(
        (delta
                ? "create temporary view " + staged
                : "create table "
                    + staged
                    + " using iceberg tblproperties ('write.data.path'='"
                    + files
                    + "')")
            + " as "
            + sql);
    meanwhile(node);
    run(
        "merge into "
            + relation
            + " t using "
            + staged
            + " s on t."
            + key
            + " = s."
            + key
            + " when matched then update set * when not matched then insert *");
    run("drop table " + staged);
  }

  private void meanwhile(CompiledNode node) {
    for (Hook hook : node.preHooks()) {
      String statement = hook.statement().get();
      if (!statement.isBlank()) {
        run(statement);
      }
    }
  }

  private void run(String sql) {
    session.sql(sql);
  }
}
