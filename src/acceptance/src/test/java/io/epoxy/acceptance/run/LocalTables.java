package io.epoxy.acceptance.run;

import io.epoxy.engine.EngineOptions;
import io.epoxy.engine.LocalCatalogKind;
import io.epoxy.engine.Mode;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.check.WarningTests;
import io.epoxy.model.config.Target;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.port.QueryResult;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.TableFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables that local runs left under a project's .epoxy folder. Holds the catalog while open.
 */
final class LocalTables implements AutoCloseable {
  private final SparkEngine engine;

  private LocalTables(SparkEngine engine) {
    this.engine = engine;
  }

  static LocalTables open(Path project) {
    Target target =
        new Target(
            "nyc_taxi",
            "dev",
            "glue",
            "nyc_taxi",
            1,
            Map.of("type", "glue", "schema", "nyc_taxi", "threads", 1L));
    return new LocalTables(
        SparkEngine.open(
            new EngineOptions(
                Mode.LOCAL,
                project,
                project.resolve(".epoxy"),
                target,
                Set.of(TableFormat.ICEBERG),
                1,
                LocalCatalogKind.JOURNAL,
                WarningTests.WARN,
                MessageSink.NONE)));
  }

  /** A table as CSV lines with a header, ordered by month_key. */
  List<String> csv(String table) {
    QueryResult result = query("select * from " + table + " order by month_key");
    return Csv.lines(result.columns().stream().map(Column::name).toList(), result.rows());
  }

  QueryResult query(String sql) {
    return engine.warehouse().query(sql);
  }

  @Override
  public void close() {
    engine.close();
  }
}
