package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.check.WarningTests;
import io.epoxy.engine.governance.Governor;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.TableFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code local_catalog: hive}: the same replaces on Hive's metastore, which Glue's resembles. */
@Tag("spark41")
class HiveCatalogTest {
  @TempDir private Path project;
  private final TimeZone zone = TimeZone.getDefault();
  private final String zoneProperty = System.getProperty("user.timezone");

  /** Hive 2.3 cannot start where 1970-01-01T00:00 was skipped, as in this build's odd zone. */
  @BeforeEach
  void useAZoneThatHiveKnows() {
    System.setProperty("user.timezone", "UTC");
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
  }

  @AfterEach
  void useTheOddZoneAgain() {
    System.setProperty("user.timezone", zoneProperty);
    TimeZone.setDefault(zone);
  }

  @Test
  void replacesWorkOnHivesMetastore() {
    SharedEngine.close();
    EngineOptions options =
        new EngineOptions(
            Mode.LOCAL,
            project,
            project.resolve(".epoxy"),
            Fixtures.target("analytics"),
            EnumSet.of(TableFormat.PARQUET),
            2,
            LocalCatalogKind.HIVE,
            WarningTests.WARN,
            MessageSink.NONE);
    try (SparkEngine engine = SparkEngine.open(options)) {
      Relation plain = Relation.of("hived", "plain");
      run(engine, plain, "select 1 as a", Map.of("materialized", "table"));
      run(engine, plain, "select 2 as a", Map.of("materialized", "table"));
      assertThat(rows(engine, "select * from hived.plain")).containsExactly(List.of(2L));
      run(engine, plain, "select 'x' as a, 3 as b", Map.of("materialized", "table"));
      assertThat(rows(engine, "select * from hived.plain")).containsExactly(List.of("x", 3L));
      run(engine, plain, "select 4 as c", Map.of("materialized", "view"));
      run(engine, plain, "select 5 as c, 6 as d", Map.of("materialized", "view"));
      assertThat(rows(engine, "select * from hived.plain")).containsExactly(List.of(5L, 6L));
      run(engine, plain, "select 7 as e", Map.of("materialized", "table"));
      assertThat(rows(engine, "select * from hived.plain")).containsExactly(List.of(7L));
      Relation parts = Relation.of("hived", "parts");
      Map<String, Object> daily = Map.of("materialized", "incremental", "partition_by", "day");
      run(engine, parts, "select * from values (1, 'x'), (2, 'y') as t(n, day)", daily);
      run(engine, parts, "select * from values (20, 'y'), (30, 'z') as t(n, day)", daily);
      assertThat(rows(engine, "select n from hived.parts order by n"))
          .containsExactly(List.of(1L), List.of(20L), List.of(30L));
      Map<String, Object> table = Map.of("materialized", "table", "partition_by", "day");
      run(engine, parts, "select 9L as n, 'more' as m, 'z' as day", table);
      assertThat(rows(engine, "select n, m, day from hived.parts"))
          .containsExactly(List.of(9L, "more", "z"));
      hiveFormat(engine);
      passingNames(engine);
      firstBuilds(engine);
      assertThat(engine.warehouse().listRelations("hived"))
          .containsExactlyInAnyOrder(
              plain.ofType(RelationType.TABLE).storedAs(TableFormat.PARQUET),
              parts.ofType(RelationType.TABLE).storedAs(TableFormat.PARQUET));
    }
  }

  /** The mark of a relation without rows goes with its first rows, also on Hive. */
  private static void firstBuilds(SparkEngine engine) {
    List<Object> seen = new ArrayList<>();
    engine.governBy(
        new Governor() {
          @Override
          public boolean governs(Node node) {
            return true;
          }

          @Override
          public String describe(Node node) {
            return "";
          }

          @Override
          public void governAhead(Node node, Set<String> columns) {
            throw new IllegalStateException("no macro builds here");
          }

          @Override
          public void governDatabase(Node node) {
            throw new IllegalStateException("no macro builds here");
          }

          @Override
          public Set<String> columns(Node node) {
            return Set.of("more");
          }

          @Override
          public Left govern(Node node, Set<String> columns) {
            seen.add(
                rows(engine, "select count(*), count(more) from " + node.relation()).get(0)
                    + " before");
            return Left.NOTHING;
          }

          @Override
          public void govern(Node node) {
            seen.add(
                rows(engine, "select count(*) from " + node.relation()).get(0).get(0)
                    + (engine.warehouse().findRelation(node.relation()).isEmpty() ? " yet" : ""));
          }
        });
    Map<String, Object> daily = Map.of("materialized", "incremental", "partition_by", "day");
    String days = "select * from values (1, 'x'), (2, 'y') as t(n, day)";
    run(engine, Relation.of("hive_first", "days"), days, daily);
    run(engine, Relation.of("hive_first", "shown"), "select 1 as a", Map.of());
    assertThat(seen).containsExactly("0 yet", "2", "0 yet", "1");
    seen.clear();
    run(engine, Relation.of("hive_first", "shown"), "select 2 as more, 1 as a", Map.of());
    Map<String, Object> whole = Map.of("materialized", "table", "partition_by", "day");
    String wider = "select 'z' as more, * from values (1, 'x') as t(n, day)";
    run(engine, Relation.of("hive_first", "days"), wider, whole);
    assertThat(seen).containsExactly("[1, 0] before", "1", "[2, 0] before");
    assertThat(rows(engine, "select more, n, day from hive_first.days"))
        .containsExactly(List.of("z", 1L, "x"));
    engine.governBy(Governor.NONE);
  }

  /** Another run's name is its own; what a killed run left goes, and nobody else's table does. */
  private static void passingNames(SparkEngine engine) {
    engine.warehouse().query("create database hive_names");
    String left = "hive_names.words__epoxy_20260101t000000000z_0000000";
    engine.warehouse().query("create table hive_names.words using parquet as select 1 as a");
    String folder = folder(engine, "hive_names.words");
    String inFolder = " using parquet location '" + folder + "'";
    engine.warehouse().query("create view " + left + "a as select 1 as a");
    engine.warehouse().query("create table " + left + "b (a int)" + inFolder);
    engine.warehouse().query("create table " + left + "c using parquet as select 1 as a");
    engine.warehouse().query("create table hive_names.words__epoxy_swap as select 1 as a");
    Relation words = Relation.of("hive_names", "words");
    run(engine, words, "select 'x' as a, 2 as b", Map.of("materialized", "table"));
    run(engine, words, "select 'y' as a", Map.of("materialized", "table"));
    assertThat(engine.warehouse().listRelations("hive_names"))
        .extracting(Relation::identifier)
        .containsExactlyInAnyOrder(
            "words", "words__epoxy_swap", "words__epoxy_20260101t000000000z_0000000c");
    assertThat(rows(engine, "select * from hive_names.words")).containsExactly(List.of("y"));
  }

  private static String folder(SparkEngine engine, String table) {
    return engine.warehouse().query("describe extended " + table).rows().stream()
        .filter(row -> row.get(0).equals("Location"))
        .map(row -> row.get(1).toString())
        .findFirst()
        .orElseThrow();
  }

  /** {@code file_format: hive}, which is Hive's own text files. */
  private static void hiveFormat(SparkEngine engine) {
    Relation rows = Relation.of("hive_format", "rows");
    Map<String, Object> table = Map.of("materialized", "table", "file_format", "hive");
    run(engine, rows, "select 1 as id, 'x' as kind", table);
    run(engine, rows, "select 2 as id, 'y' as kind, array(1, 2) as list", table);
    assertThat(rows(engine, "select id, kind, list[1] from hive_format.rows"))
        .containsExactly(List.of(2L, "y", 2L));
    Map<String, Object> append =
        Map.of(
            "materialized", "incremental",
            "incremental_strategy", "append",
            "file_format", "hive");
    run(engine, rows, "select array(3, 4) as list, 'z' as kind, 3 as id", append);
    assertThat(rows(engine, "select id, list[1] from hive_format.rows order by id"))
        .containsExactly(List.of(2L, 2L), List.of(3L, 4L));
    assertThatThrownBy(
            () ->
                run(
                    engine,
                    rows,
                    "select id from range(9) where assert_true(id < 5) is null",
                    table))
        .hasMessageContaining("is not true");
    assertThat(rows(engine, "select count(*) from hive_format.rows")).containsExactly(List.of(2L));
    Relation days = Relation.of("hive_format", "days");
    Map<String, Object> daily =
        Map.of("materialized", "incremental", "file_format", "hive", "partition_by", "day");
    run(engine, days, "select * from values (1, 'x'), (2, 'y') as t(n, day)", daily);
    run(engine, days, "select * from values ('y', 20), ('z', 30) as t(day, n)", daily);
    assertThat(rows(engine, "select n, day from hive_format.days order by day"))
        .containsExactly(List.of(1L, "x"), List.of(20L, "y"), List.of(30L, "z"));
    run(engine, rows, "select 5 as id", Map.of("materialized", "view"));
    assertThat(rows(engine, "select * from hive_format.rows")).containsExactly(List.of(5L));
    assertThat(engine.warehouse().listRelations("hive_format"))
        .containsExactlyInAnyOrder(
            rows.ofType(RelationType.VIEW),
            days.ofType(RelationType.TABLE).storedAs(TableFormat.HIVE));
  }

  private static void run(
      SparkEngine engine, Relation relation, String sql, Map<String, Object> config) {
    engine.execute(Fixtures.model(relation, sql, config), RefreshMode.NORMAL);
  }

  private static List<List<Object>> rows(SparkEngine engine, String sql) {
    return engine.warehouse().query(sql).rows();
  }
}
