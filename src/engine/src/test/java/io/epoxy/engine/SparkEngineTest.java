package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.TableFormat;
import io.epoxy.model.result.RunStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL in, rows out. */
class SparkEngineTest {
  private static final String SCHEMA = "built";
  private static final Map<String, Object> TABLE = Map.of("materialized", "table");
  private static final Map<String, Object> VIEW = Map.of("materialized", "view");
  private static final Map<String, Object> MERGE =
      Map.of(
          "materialized", "incremental",
          "incremental_strategy", "merge",
          "file_format", "iceberg",
          "unique_key", List.of("id", "kind"),
          "table_properties", Map.of("format-version", "2"),
          "iceberg_expire_snapshots", "False");

  private final SparkEngine engine = SharedEngine.get();

  @Test
  void aTableHasTheRowsOfItsQueryAndIsReplaced() {
    run(table("orders"), "select 1 as id, 'a' as name", TABLE);
    assertThat(rows("select * from built.orders")).containsExactly(List.of(1L, "a"));
    run(table("orders"), "select 2 as id, true as paid, 'b' as name", TABLE);
    assertThat(rows("select * from built.orders")).containsExactly(List.of(2L, true, "b"));
  }

  /**
   * Glue has databases with hyphens; Spark's CREATE SCHEMA refuses them, the rest of it does not.
   */
  @Test
  void aSchemaMayHaveAnyNameThatGlueTakes() {
    Relation table = Relation.of("built-in", "orders");
    Relation view = Relation.of("`built-in`", "paid");
    Relation iceberg = Relation.of("built-in", "ice").inCatalog("glue_catalog");
    run(table, "select 1 as id", TABLE);
    run(table, "select 2 as id", TABLE);
    run(view, "select * from `built-in`.orders", Map.of("materialized", "view"));
    run(iceberg, "select 3 as id", Map.of("materialized", "table", "file_format", "iceberg"));

    SparkEngine reopened = SharedEngine.reopened();

    assertThat(reopened.warehouse().query("select * from " + view).rows())
        .containsExactly(List.of(2L));
    assertThat(reopened.warehouse().query("select * from " + iceberg).rows())
        .containsExactly(List.of(3L));
    assertThat(reopened.warehouse().listRelations("built-in"))
        .extracting(Relation::identifier)
        .containsExactlyInAnyOrder("orders", "paid", "ice");
    reopened.warehouse().dropSchema("built-in");
    assertThat(reopened.warehouse().schemaExists("built-in")).isFalse();
  }

  @Test
  void aPartitionedTableIsReplacedWithItsPartitions() {
    Map<String, Object> config = Map.of("materialized", "table", "partition_by", List.of("day"));
    run(table("parts"), "select * from values ('x', 1), ('y', 2), (null, 3) as t(day, n)", config);
    run(table("parts"), "select * from values ('y', 20), ('z', 30) as t(day, n)", config);
    assertThat(rows("select day, n from built.parts order by day"))
        .containsExactly(List.of("y", 20L), List.of("z", 30L));
    assertThat(rows("show partitions built.parts")).hasSize(2);
  }

  @Test
  void anInsertOverwriteKeepsOtherPartitions() {
    Map<String, Object> config =
        Map.of("materialized", "incremental", "partition_by", List.of("day"));
    run(table("days"), "select * from values (1, 'x'), (2, 'y') as t(n, day)", config);
    run(table("days"), "select * from values ('y', 20), ('z', 30) as t(day, n)", config);
    assertThat(rows("select n, day from built.days order by day"))
        .containsExactly(List.of(1L, "x"), List.of(20L, "y"), List.of(30L, "z"));
    CompiledNode text = Fixtures.model(table("days"), "select 'no' as n, 'x' as day", config);
    assertThatThrownBy(() -> engine.execute(text, RefreshMode.NORMAL))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "Cannot write to built.days: the query's column 'n' is string, the table's is int."
                + " Cast it in the query, or run with --full-refresh.");
    assertThat(rows("select n from built.days where day = 'x'")).containsExactly(List.of(1L));
  }

  @Test
  void appendAddsRowsByName() {
    Map<String, Object> config =
        Map.of("materialized", "incremental", "incremental_strategy", "append");
    run(table("log"), "select 1 as a, 'x' as b", config);
    run(table("log"), "select 'y' as b, 2 as a", config);
    assertThat(rows("select a, b from built.log order by a"))
        .containsExactly(List.of(1L, "x"), List.of(2L, "y"));
  }

  @Test
  void aMergeUpdatesInsertsAndIsBuiltAnewOnFullRefresh() {
    Relation gold = iceberg("gold");
    run(gold, "select * from values (1, 'a', 10), (2, 'b', 20) as t(id, kind, n)", MERGE);
    run(gold, "select * from values (2, 'b', 21), (2, 'c', 30) as t(id, kind, n)", MERGE);
    assertThat(rows("select id, kind, n from " + gold + " order by id, kind"))
        .containsExactly(List.of(1L, "a", 10L), List.of(2L, "b", 21L), List.of(2L, "c", 30L));
    CompiledNode again = Fixtures.model(gold, "select 9 as id, 'z' as kind, 0.5 as n", MERGE);
    engine.execute(again, RefreshMode.FULL_REFRESH);
    assertThat(rows("select * from " + gold)).hasSize(1);
    assertThat(rows("select * from " + gold + ".snapshots")).hasSize(3);
  }

  @Test
  void icebergSnapshotsExpireUnlessSwitchedOff() {
    Map<String, Object> config =
        Map.of(
            "materialized", "incremental",
            "incremental_strategy", "append",
            "file_format", "iceberg",
            "partition_by", List.of("day"),
            "persist_docs", Map.of("relation", true, "columns", true));
    Relation events = iceberg("events");
    run(events, "select 1 as id, 'x' as day", config);
    run(events, "select 2 as id, 'y' as day", config);
    assertThat(rows("select * from " + events)).hasSize(2);
    assertThat(rows("select * from " + events + ".snapshots")).hasSize(1);
    assertThat(engine.warehouse().columns(events).get(0).comment()).contains("the key");
    Map<String, Object> overwrite =
        Map.of(
            "materialized", "incremental",
            "file_format", "iceberg",
            "partition_by", List.of("day"));
    run(events, "select 'y' as day, 20 as id", overwrite);
    assertThat(rows("select id from " + events + " order by id"))
        .containsExactly(List.of(1L), List.of(20L));
  }

  @Test
  void aViewTakesTheTablesPlaceAndTheTableTheViews() {
    Relation name = table("shape");
    run(name, "select 1 as a", VIEW);
    run(name, "select 1 as a, 2 as b", VIEW);
    run(name, "select 3 as a", TABLE);
    assertThat(type(name)).isEqualTo(RelationType.TABLE);
    CompiledNode broken = Fixtures.model(name, "select * from nowhere", VIEW);
    assertThatThrownBy(() -> engine.execute(broken, RefreshMode.NORMAL))
        .hasMessageContaining("[TABLE_OR_VIEW_NOT_FOUND]");
    assertThat(rows("select * from built.shape")).containsExactly(List.of(3L));
    run(name, "select 4 as a", VIEW);
    assertThat(type(name)).isEqualTo(RelationType.VIEW);
    assertThat(rows("select * from built.shape")).containsExactly(List.of(4L));
    assertThat(engine.warehouse().listRelations(SCHEMA)).noneMatch(this::isPassing);
  }

  @Test
  void aMergeWithAKeyTwiceInItsSourceChangesNothing() {
    Relation twice = iceberg("twice");
    run(twice, "select 1 as id, 'a' as kind, 10 as n", MERGE);
    CompiledNode doubled =
        Fixtures.model(
            twice, "select * from values (1, 'a', 11), (1, 'a', 12) as t(id, kind, n)", MERGE);
    assertThatThrownBy(() -> engine.execute(doubled, RefreshMode.NORMAL))
        .hasMessageContaining("ON search condition of the MERGE statement matched a single row");
    assertThat(rows("select n from " + twice)).containsExactly(List.of(10L));
  }

  /** failures.md 16: two runs at once cannot be, so neither can two current rows of a snapshot. */
  @Test
  void aSecondRunOnTheSameCatalogIsToldWhoHasIt() {
    assertThatThrownBy(() -> SparkEngine.open(SharedEngine.options()))
        .isInstanceOfSatisfying(
            EpoxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_LOCKED))
        .hasMessageStartingWith("Another run (process ")
        .hasMessageContaining("is using the local catalog under " + SharedEngine.stateDir());
  }

  @Test
  void aTableOfTheCatalogTellsItsFormat() {
    engine.execute(Fixtures.model(table("stored"), "select 1 as id", TABLE), RefreshMode.NORMAL);
    assertThat(engine.warehouse().findRelation(table("stored")).orElseThrow().format())
        .contains(TableFormat.PARQUET);
    engine.execute(
        Fixtures.model(table("seen"), "select 1 as id", Map.of("materialized", "view")),
        RefreshMode.NORMAL);
    assertThat(engine.warehouse().findRelation(table("seen")).orElseThrow().format()).isEmpty();
  }

  @Test
  void grantsThatTheCatalogCannotKeepAreToldOfAndStopNothing() {
    Map<String, Object> config = Map.of("grants", Map.of("select", List.of("reader")));
    run(table("granted"), "select 1 as id", config);
    run(table("granted"), "select 2 as id", config);
    assertThat(rows("select * from built.granted")).containsExactly(List.of(2L));
    assertThat(SharedEngine.messages())
        .filteredOn(text -> text.startsWith("GrantsNotKept: "))
        .containsExactly(
            "GrantsNotKept: The catalog of this run keeps no grants, so the config 'grants'"
                + " changes nothing here.");
  }

  @Test
  void hooksRunAroundTheModel() {
    CompiledNode node =
        Fixtures.model(
            table("hooked"),
            "select * from before_it",
            TABLE,
            List.of("create or replace temporary view before_it as select 7 as n"),
            List.of(
                "create or replace view built.after_it as select n + 1 as m from built.hooked"));
    engine.execute(node, RefreshMode.NORMAL);
    assertThat(rows("select m from built.after_it")).containsExactly(List.of(8L));
  }

  @Test
  void aTestFailsWarnsOrPassesByItsCount() {
    String two = "select * from values (1), (2) as t(a)";
    Outcome fail = test("two", two, Map.of());
    assertThat(fail.status()).isEqualTo(RunStatus.FAIL);
    assertThat(fail.message()).contains("Got 2 results, configured to fail if != 0");
    assertThat(fail.failures()).hasValue(2);
    Outcome warn = test("warned", two, Map.of("severity", "warn", "warn_if", ">1"));
    assertThat(warn.status()).isEqualTo(RunStatus.WARN);
    assertThat(warn.message()).contains("Got 2 results, configured to warn if >1");
    Outcome pass = test("many", two + ";", Map.of("error_if", "> 5", "warn_if", "> 5"));
    assertThat(pass.status()).isEqualTo(RunStatus.PASS);
    assertThat(pass.message()).isEmpty();
    Outcome limited = test("limited", two, Map.of("limit", 1));
    assertThat(limited.message()).contains("Got 1 result, configured to fail if != 0");
  }

  @Test
  @Tag("spark41")
  void anErrorIsOneSentenceWithItsPlace() {
    CompiledNode wrong =
        Fixtures.model(table("wrong"), "select 1 as a,\n  nope as b\nfrom (select 1 as c)", TABLE);
    assertThatThrownBy(() -> engine.execute(wrong, RefreshMode.NORMAL))
        .isInstanceOfSatisfying(
            EpoxyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.DATABASE);
              assertThat(e.getMessage())
                  .startsWith("[UNRESOLVED_COLUMN.WITH_SUGGESTION] ")
                  .contains("`nope`")
                  .endsWith("; line 2 pos 2")
                  .doesNotContain("'Project");
              assertThat(e.location().orElseThrow()).hasToString("models/wrong.sql:2:3");
            });
    CompiledNode syntax = Fixtures.model(table("wrong"), "select 1 as a,\n  )\nfrom x", VIEW);
    assertThatThrownBy(() -> engine.execute(syntax, RefreshMode.NORMAL))
        .hasMessageStartingWith("[PARSE_SYNTAX_ERROR] Syntax error at or near ")
        .hasMessageEndingWith("; line 2 pos 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id from range(0, 3, 1, 1) where assert_true(id < 0) is null",
        "select id from range(0, 4, 1, 2) where assert_true(id < 2) is null"
      })
  @Tag("spark41")
  void anErrorWhileWritingSaysWhatWasWrongWithTheRow(String sql) {
    // Spark wraps what the first task throws in TASK_WRITE_FAILED, what others throw not always.
    CompiledNode run = Fixtures.model(table("wrong"), sql, TABLE);
    assertThatThrownBy(() -> engine.execute(run, RefreshMode.NORMAL))
        .hasMessageContaining("is not true")
        .hasMessageNotContaining("\n")
        .hasMessageNotContaining("stage");
    assertThat(engine.warehouse().findRelation(table("wrong"))).isEmpty();
  }

  private Outcome test(String name, String sql, Map<String, Object> config) {
    return engine.execute(Fixtures.dataTest(name, sql, config), RefreshMode.NORMAL);
  }

  private void run(Relation relation, String sql, Map<String, Object> config) {
    Outcome outcome = engine.execute(Fixtures.model(relation, sql, config), RefreshMode.NORMAL);
    assertThat(outcome.status()).isEqualTo(RunStatus.SUCCESS);
  }

  private List<List<Object>> rows(String sql) {
    return engine.warehouse().query(sql).rows();
  }

  private RelationType type(Relation relation) {
    return engine.warehouse().findRelation(relation).orElseThrow().type().orElseThrow();
  }

  private boolean isPassing(Relation relation) {
    return relation.identifier().contains("__epoxy");
  }

  private static Relation table(String name) {
    return Relation.of(SCHEMA, name);
  }

  private static Relation iceberg(String name) {
    return Relation.of(SCHEMA, name).inCatalog("glue_catalog");
  }
}
