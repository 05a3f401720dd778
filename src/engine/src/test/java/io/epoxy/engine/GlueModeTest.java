package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.check.WarningTests;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.engine.schedule.GraphRunner;
import io.epoxy.model.config.Target;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.TableFormat;
import io.epoxy.model.result.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that somebody else has made, as in a Glue job; files and catalogs stand in for AWS. */
@Tag("spark41")
class GlueModeTest {
  @TempDir private Path bucket;

  @Test
  void theGivenSessionIsUsedAndLeftRunning() {
    SharedEngine.close();
    String catalog = "spark.sql.catalog.glue_catalog";
    SparkSession given =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.catalogImplementation", "in-memory")
            .config("spark.sql.warehouse.dir", bucket.resolve("default").toString())
            .config(
                "spark.sql.extensions",
                "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
            .config(catalog + ".type", "hadoop")
            .config(catalog + ".io-impl", "org.apache.iceberg.hadoop.HadoopFileIO")
            .getOrCreate();
    try {
      try (SparkEngine engine = open(Map.of("location", "file:" + bucket))) {
        Relation plain = Relation.of("lake", "plain");
        Relation gold = Relation.of("lake", "gold").inCatalog("glue_catalog");
        Map<String, Object> merge =
            Map.of(
                "materialized", "incremental",
                "incremental_strategy", "merge",
                "file_format", "iceberg",
                "unique_key", "a");
        for (int run = 0; run < 2; run++) {
          String sql = "select 1 as a, " + run + " as b";
          engine.execute(
              Fixtures.model(plain, sql, Map.of("materialized", "table")), RefreshMode.NORMAL);
          engine.execute(
              Fixtures.model(gold, "select * from lake.plain", merge), RefreshMode.NORMAL);
          assertThat(engine.warehouse().query("select a, b from " + gold).rows())
              .containsExactly(List.of(1L, (long) run));
        }
        assertThat(bucket.resolve("lake/plain")).isDirectory();
        assertThat(bucket.resolve("lake/gold/metadata")).isDirectory();
        assertThat(bucket.resolve("lock"))
            .satisfies(lock -> assertThat(Files.exists(lock)).isFalse());
      }
      takeTurns();
      assertThat(given.sparkContext().isStopped()).isFalse();
    } finally {
      given.stop();
      SparkSession.clearActiveSession();
      SparkSession.clearDefaultSession();
    }
  }

  /** Nodes at once, of which each has its own temporary view of one name, and its own setting. */
  private void takeTurns() {
    Map<String, Object> profile =
        Map.of(
            "location",
            "file:" + bucket,
            "default_arguments",
            "--enable-lakeformation-fine-grained-access=true");
    try (SparkEngine engine = open(profile)) {
      Map<UniqueId, CompiledNode> nodes = new LinkedHashMap<>();
      for (int i = 0; i < 6; i++) {
        CompiledNode node =
            Fixtures.model(
                Relation.of("lake", "turn" + i),
                "select n, current_timezone() = 'Asia/Tokyo' as tokyo from mine",
                Map.of("materialized", "table"),
                List.of(
                    "create temporary view mine as select " + i + " as n",
                    i == 0 ? "set time zone 'Asia/Tokyo'" : ""),
                List.of());
        nodes.put(node.node().uniqueId(), node);
      }
      Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();
      nodes.keySet().forEach(id -> parents.put(id, List.of()));
      assertThat(
              new GraphRunner(DependencyGraph.of(parents), List.copyOf(nodes.keySet()), 4)
                  .run(
                      id -> engine.execute(nodes.get(id), RefreshMode.NORMAL).status(),
                      (id, cause) -> {})
                  .values())
          .hasSize(6)
          .containsOnly(RunStatus.SUCCESS);
      for (int i = 0; i < 6; i++) {
        assertThat(engine.warehouse().query("select n, tokyo from lake.turn" + i).rows())
            .containsExactly(List.of((long) i, i == 0));
      }
    }
  }

  private SparkEngine open(Map<String, Object> profile) {
    return SparkEngine.open(
        new EngineOptions(
            Mode.GLUE,
            bucket,
            bucket,
            new Target("t", "prod", "glue", "lake", 2, profile),
            EnumSet.of(TableFormat.PARQUET, TableFormat.ICEBERG),
            2,
            LocalCatalogKind.JOURNAL,
            WarningTests.WARN,
            MessageSink.NONE));
  }
}
