package io.epoxy.engine.bench;

import com.sun.management.OperatingSystemMXBean;
import io.epoxy.engine.EngineOptions;
import io.epoxy.engine.Fixtures;
import io.epoxy.engine.LocalCatalogKind;
import io.epoxy.engine.Mode;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.check.WarningTests;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.TableFormat;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * CPU seconds of the local catalogs: {@code CatalogBench journal|hive folder}. Run it twice on one
 * folder: the second run opens what the first one left.
 */
public final class CatalogBench {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private CatalogBench() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[1]);
    EngineOptions options =
        new EngineOptions(
            Mode.LOCAL,
            folder,
            folder.resolve(".epoxy"),
            Fixtures.target("bench"),
            EnumSet.of(TableFormat.PARQUET, TableFormat.ICEBERG),
            2,
            LocalCatalogKind.find(args[0]).orElseThrow(),
            WarningTests.WARN,
            MessageSink.NONE);
    try (SparkEngine engine = SparkEngine.open(options)) {
      engine.warehouse().createSchema("bench");
      say("open and first DDL, since JVM start", SYSTEM.getProcessCpuTime(), 1);
      int warm = 5;
      int count = 25;
      measure(
          "create table",
          warm,
          count,
          i ->
              sql(
                  engine,
                  "create or replace temporary view x as select 1 as a",
                  "create table bench.t" + i + " (a int) using parquet"));
      measure(
          "create view",
          warm,
          count,
          i -> sql(engine, "create view bench.v" + i + " as select 1 as a"));
      measure(
          "drop", warm, count, i -> sql(engine, "drop table bench.t" + i, "drop view bench.v" + i));
      measure("view node", warm, count, i -> node(engine, "nv" + i, "view"));
      measure("view node again", warm, count, i -> node(engine, "nv" + i, "view"));
      measure("table node", warm, count, i -> node(engine, "nt" + i, "table"));
      measure("table node again", warm, count, i -> node(engine, "nt" + i, "table"));
      measure(
          "bare: write files",
          warm,
          count,
          i ->
              sql(
                  engine,
                  "insert overwrite directory '"
                      + folder.resolve("bare" + i)
                      + "' using parquet select 1 as a"));
    }
  }

  private static void node(SparkEngine engine, String name, String materialized) {
    engine.execute(
        Fixtures.model(
            Relation.of("bench", name), "select 1 as a", Map.of("materialized", materialized)),
        RefreshMode.NORMAL);
  }

  private static void sql(SparkEngine engine, String... statements) {
    for (String statement : statements) {
      engine.warehouse().query(statement);
    }
  }

  private static void measure(String what, int warm, int count, IntConsumer work) {
    for (int i = 0; i < warm; i++) {
      work.accept(i);
    }
    long start = SYSTEM.getProcessCpuTime();
    for (int i = warm; i < count; i++) {
      work.accept(i);
    }
    say(what, SYSTEM.getProcessCpuTime() - start, count - warm);
  }

  private static void say(String what, long nanos, int count) {
    System.out.printf("%-40s %8.0f CPU ms%n", what, nanos / 1e6 / count);
  }
}
