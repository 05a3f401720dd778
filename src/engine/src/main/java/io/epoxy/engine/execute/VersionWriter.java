package io.epoxy.engine.execute;

import io.epoxy.engine.catalog.LiveCatalog;
import io.epoxy.engine.catalog.StorageState;
import io.epoxy.engine.catalog.TableState;
import io.epoxy.engine.format.Ddl;
import io.epoxy.engine.plan.PassingName;
import io.epoxy.engine.plan.Sql;
import io.epoxy.engine.plan.TableStep;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.NodeInfo;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Writes rows as the files of a version folder. */
record VersionWriter(LiveCatalog live, FileTables tables, NodeInfo model) {
  private static final String HIVE = "hive";

  /** Writes them and says how the table of these files is stored. */
  StorageState write(TableStep.WriteFiles step, Dataset<Row> rows) {
    TableState table =
        tables.definition(
            new TableStep.PublishTable(
                PassingName.inFolder(step.owner(), step.location()), step.ddl(), Map.of()),
            rows.schema());
    boolean hive = step.ddl().provider().equals(HIVE);
    if (hive) {
      requireHive(rows.sparkSession());
    }
    if (hive || step.ddl().buckets().isPresent()) {
      return writeThrough(table, hive, rows);
    }
    rows.write()
        .format(step.ddl().provider())
        .options(step.ddl().options())
        .mode("append")
        .partitionBy(step.partitionBy().toArray(new String[0]))
        .save(step.location());
    return table.storage();
  }

  /** Spark writes buckets and Hive's files only into a table: one of a passing name. */
  private StorageState writeThrough(TableState table, boolean hive, Dataset<Row> rows) {
    StructType columns = (StructType) DataType.fromJson(table.schemaJson());
    SparkSession session = rows.sparkSession();
    String name = Sql.quote(table.database()) + "." + Sql.quote(table.name());
    if (hive) {
      // Spark alone knows how Hive stores it.
      session.sql(
          "create table "
              + name
              + " ("
              + SizedTexts.declared(columns).toDDL()
              + ") "
              + hiveClauses(table));
      session.conf().set("hive.exec.dynamic.partition.mode", "nonstrict");
    } else {
      live.publish(table);
    }
    TableState made = live.findTable(table.database(), table.name()).orElseThrow();
    try {
      rows.select(
              Stream.of(columns.fieldNames())
                  .map(column -> rows.col(Sql.quote(column)))
                  .toArray(Column[]::new))
          .write()
          .mode("append")
          .insertInto(name);
    } finally {
      live.forget(made);
    }
    return made.storage();
  }

  private static String hiveClauses(TableState table) {
    return new Ddl(
            HIVE,
            table.partitionColumns(),
            Optional.empty(),
            table.storage().properties(),
            Map.of(),
            table.storage().location(),
            Optional.empty())
        .clauses();
  }

  private void requireHive(SparkSession session) {
    if (!session.conf().get("spark.sql.catalogImplementation").equals(HIVE)) {
      throw new EpoxyException(
          ErrorCode.NOT_SUPPORTED,
          "Model '"
              + model.uniqueId().value()
              + "': file_format hive needs Hive's metastore. On Glue it is there; on this machine"
              + " put 'local_catalog: hive' into the output of profiles.yml.",
          model.location());
    }
  }
}
