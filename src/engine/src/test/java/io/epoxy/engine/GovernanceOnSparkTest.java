package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Sets;
import io.epoxy.engine.governance.Governor;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.engine.plan.StrategyStatements;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.SnapshotRows;
import io.epoxy.model.relation.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a relation is governed, by a governor that looks at what others could read then. */
class GovernanceOnSparkTest {
  private static final String TWO = "select 1 as id union all select 2";
  private final SparkEngine engine = SharedEngine.get();
  private final Recorder recorder = new Recorder();

  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final class Recorder implements Governor {
    private final List<String> seen = new ArrayList<>();
    private String refusal = "";
    private boolean death;
    private Set<String> named = Set.of();
    private Left left = Left.SOMETHING;

    @Override
    public boolean governs(Node node) {
      return true;
    }

    @Override
    public String describe(Node node) {
      return "-- a filter on " + node.relation();
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
      return named;
    }

    @Override
    public Left govern(Node node, Set<String> columns) {
      govern("select concat(count(*), ' rows before') from " + node.relation());
      for (String column : Sets.intersection(named, columns)) {
        String given = "select concat(count(%s), ' of ', count(*), ' %s') from %s";
        seen.add(rows(given.formatted(column, column, node.relation())).toString());
      }
      return left;
    }

    @Override
    public void govern(Node node) {
      govern("select concat(count(*), ' rows') from " + node.relation());
    }

    private void govern(String shown) {
      seen.add(rows(shown).toString());
      if (death) {
        throw new Death();
      }
      if (!refusal.isEmpty()) {
        throw new EpoxyException(ErrorCode.AWS, refusal);
      }
    }
  }

  @AfterEach
  void govern() {
    engine.governBy(Governor.NONE);
  }

  private Object rows(String sql) {
    return engine.warehouse().query(sql).rows().get(0).get(0);
  }

  private static CompiledNode node(
      String name, String sql, Map<String, ?> config, String... after) {
    return Fixtures.model(relation(name, config), sql, config, List.of(), List.of(after));
  }

  private static Relation relation(String name, Map<String, ?> config) {
    Relation plain = Relation.of("governed", name);
    return config.containsValue("iceberg") ? plain.inCatalog("glue_catalog") : plain;
  }

  private boolean exists(String name) {
    return engine.warehouse().listRelations("governed").stream()
        .anyMatch(it -> it.identifier().equals(name));
  }

  @Test
  void aNewTableIsGovernedBeforeItHasRowsAndBeforeItsPostHooks() {
    engine.governBy(recorder);
    List<String> printed = new ArrayList<>();
    CompiledNode node =
        node(
            "fresh",
            TWO,
            Map.of("materialized", "table"),
            "create view governed.fresh_view as select * from governed.fresh");
    engine.execute(node, RefreshMode.NORMAL, StrategyStatements.NONE, printed::add);
    assertThat(recorder.seen).containsExactly("0 rows", "2 rows");
    assertThat(rows("select count(*) from governed.fresh_view")).isEqualTo(2L);
    assertThat(printed.get(0))
        .containsSubsequence(TWO, "-- a filter on governed.fresh", "create view")
        .endsWith("select * from governed.fresh;");

    engine.execute(
        node("fresh", "select 3 as id", Map.of("materialized", "table")), RefreshMode.NORMAL);
    assertThat(recorder.seen).containsExactly("0 rows", "2 rows", "2 rows before", "1 rows");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iceberg", "delta", "hudi", "csv", "view"})
  void aColumnThatARebuildAddsIsThereWithoutValuesWhenItIsGoverned(String format) {
    Map<String, Object> config =
        format.equals("view")
            ? Map.of("materialized", "view")
            : Map.of("materialized", "table", "file_format", format);
    String name = "wider_" + format;
    engine.execute(node(name, TWO, config), RefreshMode.NORMAL);
    engine.governBy(recorder);
    recorder.named = Set.of("ssn");
    recorder.left = Governor.Left.NOTHING;
    String more = "select 7 as other, 'secret' as SSN, id from range(3)";
    recorder.refusal = "no such tag";
    assertThatThrownBy(() -> engine.execute(node(name, more, config), RefreshMode.NORMAL))
        .hasMessage("no such tag");
    recorder.refusal = "";
    recorder.seen.clear();

    // What failed left it there, and it waits for its tag still.
    engine.execute(node(name, more, config), RefreshMode.NORMAL);
    assertThat(recorder.seen).startsWith("2 rows before", "0 of 2 ssn");
    Object shown =
        rows(
            "select concat(count(*), ' ', count(ssn), ' ', sum(other)) from "
                + relation(name, config));
    assertThat(shown).isEqualTo("3 3 21");
  }

  @Test
  void nothingIsAskedAgainWhenNothingDiffersUnlessTheEntryIsNew() {
    Map<String, Object> table = Map.of("materialized", "table");
    Map<String, Object> view = Map.of("materialized", "view");
    engine.execute(node("same_table", TWO, table), RefreshMode.NORMAL);
    engine.execute(node("same_view", TWO, view), RefreshMode.NORMAL);
    engine.governBy(recorder);
    recorder.left = Governor.Left.NOTHING;
    engine.execute(node("same_table", "select 1 as id", table), RefreshMode.NORMAL);
    engine.execute(node("same_view", "select 1 as id", view), RefreshMode.NORMAL);
    assertThat(recorder.seen).containsExactly("2 rows before", "2 rows before", "1 rows");
  }

  @Test
  void aColumnOfASchemaChangeIsGovernedBeforeItHasValues() {
    Map<String, Object> config = new HashMap<>(incremental("parquet"));
    config.put("on_schema_change", "append_new_columns");
    engine.execute(node("appended", TWO, config), RefreshMode.NORMAL);
    engine.governBy(recorder);
    recorder.named = Set.of("ssn");
    engine.execute(node("appended", "select 3 as id, 'x' as ssn", config), RefreshMode.NORMAL);
    assertThat(recorder.seen).containsExactly("2 rows before", "0 of 2 ssn", "3 rows");

    recorder.seen.clear();
    recorder.named = Set.of("ignored");
    engine.execute(
        node("appended", "select 4 as id, 'x' as ssn, 1 as ignored", incremental("parquet")),
        RefreshMode.NORMAL);
    assertThat(recorder.seen).containsExactly("3 rows before", "4 rows");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iceberg", "delta", "hudi", "parquet"})
  void aNewTableThatCannotBeGovernedOrFilledIsNotThere(String format) {
    Map<String, Object> table = Map.of("materialized", "table", "file_format", format);
    engine.governBy(recorder);
    recorder.refusal = "no such tag";
    CompiledNode hooked =
        node(
            "refused_" + format, TWO, table, "create table governed.hooked_" + format + " (a int)");
    assertThatThrownBy(() -> engine.execute(hooked, RefreshMode.NORMAL)).hasMessage("no such tag");
    assertThat(exists("refused_" + format)).isFalse();
    assertThat(exists("hooked_" + format)).isFalse();

    recorder.refusal = "";
    CompiledNode failing =
        node(
            "refused_" + format,
            "select id from range(2) where assert_true(id < 1) is null",
            table);
    assertThatThrownBy(() -> engine.execute(failing, RefreshMode.NORMAL))
        .hasMessageContaining("is not true");
    assertThat(exists("refused_" + format)).isFalse();

    engine.execute(node("refused_" + format, TWO, table), RefreshMode.NORMAL);
    assertThat(recorder.seen).containsExactly("0 rows", "0 rows", "0 rows", "2 rows");
  }

  @Test
  void aCloneIsGovernedBeforeItShowsRowsIfItIsAView() {
    Map<String, Object> table = Map.of("materialized", "table");
    engine.execute(node("cloned", TWO, table), RefreshMode.NORMAL);
    engine.execute(node("clone", "select 1 as id", table), RefreshMode.NORMAL);
    engine.governBy(recorder);
    Relation source = Relation.of("governed", "cloned");
    engine.cloneFrom(source, node("fresh_clone", "", table), plan -> {});
    assertThat(recorder.seen).containsExactly("0 rows", "2 rows");
    engine.cloneFrom(source, node("clone", "", table), plan -> {});
    assertThat(recorder.seen).containsExactly("0 rows", "2 rows", "0 rows", "2 rows");
    assertThat(engine.warehouse().findRelation(Relation.of("governed", "clone"))).isPresent();

    recorder.refusal = "no such tag";
    CompiledNode refused = node("refused_clone", "", table);
    assertThatThrownBy(() -> engine.cloneFrom(source, refused, plan -> {}))
        .hasMessage("no such tag");
    assertThat(exists("refused_clone")).isFalse();
  }

  @Test
  void aViewShowsNothingBeforeItIsGoverned() {
    engine.governBy(recorder);
    Map<String, Object> view = Map.of("materialized", "view");
    engine.execute(node("seen", TWO, view), RefreshMode.NORMAL);
    assertThat(recorder.seen).containsExactly("0 rows", "2 rows");
    engine.execute(node("seen", "select 3 as id", view), RefreshMode.NORMAL);
    assertThat(recorder.seen).containsExactly("0 rows", "2 rows", "2 rows before", "1 rows");
  }

  @ParameterizedTest
  @ValueSource(strings = {"overwrite", "append"})
  void aSeedIsGovernedBeforeItsRowsAreLoaded(String mode) {
    engine.governBy(recorder);
    CompiledNode seed =
        Fixtures.seed(Relation.of("governed", "seed_" + mode), Map.of("seed_mode", mode));
    engine.seed(
        seed,
        Fixtures.rows("bigint", List.of(List.of("1", "a"), List.of("2", "b"))),
        RefreshMode.NORMAL);
    assertThat(recorder.seen).containsExactly("0 rows", "2 rows");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "iceberg", "delta"})
  void aSnapshotIsGovernedBeforeItHasVersions(String format) {
    engine.governBy(recorder);
    Map<String, Object> config =
        Map.of("file_format", format, "strategy", "timestamp", "unique_key", "id");
    snapshot("kept_" + format, config);
    assertThat(recorder.seen).containsExactly("0 rows", "2 rows");

    recorder.seen.clear();
    recorder.named = Set.of("ssn");
    snapshot("kept_" + format, config, ", 'secret' as ssn");
    assertThat(recorder.seen).containsExactly("2 rows before", "0 of 2 ssn", "4 rows");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "hudi"})
  void aSnapshotThatIsGovernedKeepsItsPartitions(String format) {
    Map<String, Object> config =
        Map.of("file_format", format, "strategy", "timestamp", "unique_key", "id");
    snapshot("split_" + format, config);
    Map<String, Object> split = new HashMap<>(config);
    split.put("partition_by", "id");
    engine.governBy(recorder);
    assertThatThrownBy(() -> snapshot("split_" + format, split))
        .hasMessageStartingWith(
            "Snapshot 'split_"
                + format
                + "' has another partition_by or other buckets than governed.split_"
                + format
                + ".");
    assertThat(recorder.seen).isEmpty();
    assertThat(rows("select count(*) from governed.split_" + format)).isEqualTo(2L);
  }

  private void snapshot(String name, Map<String, Object> config, String... more) {
    String scd = "sha2(concat(id, '" + more.length + "'), 256) as dbt_scd_id";
    String versions =
        "select id, "
            + scd
            + ", timestamp '2020-01-01' as dbt_updated_at,"
            + " timestamp '2020-01-01' as dbt_valid_from, cast(null as timestamp) as dbt_valid_to"
            + String.join("", more)
            + " from ("
            + TWO
            + ")";
    engine.snapshot(
        Fixtures.snapshot(relation(name, config), config),
        exists ->
            new SnapshotRows(
                exists
                    ? "select *, id as dbt_unique_key, 'insert' as dbt_change_type from ("
                        + versions
                        + ")"
                    : versions,
                List.of(exists ? "dbt_unique_key" : "id"),
                "dbt_scd_id",
                "dbt_valid_to",
                "DBT_INTERNAL_DEST.dbt_valid_to is null"),
        plan -> {});
  }

  private static Map<String, Object> incremental(String format) {
    return Map.of(
        "materialized",
        "incremental",
        "incremental_strategy",
        "append",
        "unique_key",
        "id",
        "file_format",
        format,
        "iceberg_expire_snapshots",
        false);
  }

  @Test
  void aFirstIncrementalBuildIsGovernedBeforeItHasRowsAndLaterOnesBeforeEachRun() {
    engine.governBy(recorder);
    Map<String, Object> config = incremental("iceberg");
    engine.execute(node("grows", TWO, config), RefreshMode.NORMAL);
    engine.execute(node("grows", "select 3 as id", config), RefreshMode.NORMAL);
    assertThat(recorder.seen).containsExactly("0 rows", "2 rows", "2 rows before", "3 rows");
    recorder.seen.clear();
    engine.execute(node("grows", TWO, config), RefreshMode.FULL_REFRESH);
    assertThat(recorder.seen).containsExactly("3 rows before", "2 rows");
  }

  /** As a run whose JVM ends: no code of ours runs after it. */
  private void dieWhenGoverned(String name, Map<String, ?> config) {
    dieWhenGoverned(name, TWO, config);
  }

  private void dieWhenGoverned(String name, String sql, Map<String, ?> config) {
    recorder.death = true;
    engine.governBy(recorder);
    assertThatThrownBy(() -> engine.execute(node(name, sql, config), RefreshMode.NORMAL))
        .isInstanceOf(Death.class);
    recorder.death = false;
    recorder.seen.clear();
    assertThat(rows("select count(*) from " + relation(name, config))).isEqualTo(0L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iceberg", "delta", "hudi", "parquet"})
  void whatAKilledFirstBuildLeftIsBuiltAnewAndNoHistory(String format) {
    String name = "killed_" + format;
    Relation relation = relation(name, incremental(format));
    dieWhenGoverned(name, incremental(format));
    assertThat(engine.warehouse().findRelation(relation)).isEmpty();

    engine.execute(node(name, TWO, incremental(format)), RefreshMode.NORMAL);
    assertThat(recorder.seen).containsExactly("0 rows", "2 rows");
    assertThat(engine.warehouse().findRelation(relation)).isPresent();
    engine.execute(node(name, "select 3 as id", incremental(format)), RefreshMode.NORMAL);
    assertThat(rows("select count(*) from " + relation)).isEqualTo(3L);
  }

  @Test
  void aModelThatIsNoLongerGovernedEndsTheFirstBuildOfOneThatWas() {
    dieWhenGoverned("free", incremental("delta"));
    engine.governBy(Governor.NONE);
    for (int run = 0; run < 2; run++) {
      engine.execute(node("free", TWO, incremental("delta")), RefreshMode.NORMAL);
    }
    assertThat(rows("select count(*) from governed.free")).isEqualTo(4L);
  }

  @Test
  void aMarkStaysUntilAllPartitionsAreThere() {
    Map<String, Object> config =
        Map.of("materialized", "incremental", "file_format", "parquet", "partition_by", "day");
    String rows = "select 1 as id, 'a' as day union all select 2, 'b'";
    dieWhenGoverned("days", rows, config);
    engine.execute(node("days", rows, config), RefreshMode.NORMAL);
    assertThat(recorder.seen).containsExactly("0 rows", "2 rows");
    engine.execute(node("days", "select 3 as id, 'b' as day", config), RefreshMode.NORMAL);
    assertThat(rows("select sum(id) from governed.days")).isEqualTo(4L);
  }

  /** Its tags may be missing: it is as new for those, too. */
  @ParameterizedTest
  @ValueSource(strings = {"table", "view"})
  void whatAKilledRunLeftUngovernedShowsNothingBeforeItIs(String materialized) {
    Map<String, Object> config = Map.of("materialized", materialized);
    dieWhenGoverned("left_" + materialized, config);
    engine.execute(node("left_" + materialized, TWO, config), RefreshMode.NORMAL);
    assertThat(recorder.seen).containsExactly("0 rows", "2 rows");
    recorder.seen.clear();
    engine.execute(node("left_" + materialized, TWO, config), RefreshMode.NORMAL);
    assertThat(recorder.seen).containsExactly("2 rows before", "2 rows");
  }

  /**
   * Glue drops the old entry and what is bound to its name, so that the new one is governed like
   * one that was never there.
   */
  @Test
  void whatTakesAnotherKindOfRelationsNameIsGovernedBeforeItHasRows() {
    Map<String, Object> view = Map.of("materialized", "view");
    Map<String, Object> parquet = Map.of("materialized", "table");
    List<Map<String, Object>> kinds =
        List.of(
            view,
            Map.of("materialized", "table", "partition_by", "day"),
            Map.of("materialized", "incremental", "file_format", "delta"),
            Map.of("materialized", "table", "file_format", "hudi", "unique_key", "id"),
            Map.of("materialized", "table", "file_format", "iceberg"),
            parquet,
            view);
    engine.execute(node("changes", TWO, parquet), RefreshMode.NORMAL);
    engine.governBy(recorder);
    for (Map<String, Object> kind : kinds) {
      recorder.seen.clear();
      engine.execute(
          node("changes", "select id, id as day from range(3)", kind), RefreshMode.FULL_REFRESH);
      assertThat(recorder.seen).as(kind.toString()).containsExactly("0 rows", "3 rows");
    }
  }

  /** Of a takeover once the rows wait, and once the name is taken. */
  @ParameterizedTest
  @ValueSource(strings = {"iceberg", "parquet"})
  void rowsThatAKilledRunPutAsideGoWithTheNextRun(String format) throws IOException {
    String name = "waited_" + format;
    Map<String, Object> table = Map.of("materialized", "table", "file_format", format);
    engine.execute(node(name, TWO, Map.of("materialized", "view")), RefreshMode.NORMAL);
    engine.governBy(recorder);
    Path left = leaveWaiting(name);
    engine.execute(node(name, TWO, table), RefreshMode.NORMAL);
    assertThat(left).doesNotExist();

    dieWhenGoverned("again_" + name, table);
    left = leaveWaiting("again_" + name);
    engine.execute(node("again_" + name, TWO, table), RefreshMode.NORMAL);
    assertThat(left).doesNotExist();
  }

  private static Path leaveWaiting(String name) throws IOException {
    Path left =
        SharedEngine.stateDir()
            .resolve("warehouse/governed/" + name)
            .resolve("_epoxy_rows-epoxy-20260101T000000000Z-0000000a");
    Files.createDirectories(left.resolve("rows"));
    Files.writeString(left.resolve("_epoxy"), "governed." + name + "\n");
    return left;
  }

  @Test
  void theOldRelationStaysWhenTheNewOnesRowsCannotBeMade() {
    Map<String, Object> table = Map.of("materialized", "table", "file_format", "delta");
    engine.execute(node("stays", TWO, Map.of("materialized", "view")), RefreshMode.NORMAL);
    engine.governBy(recorder);
    String failing = "select id from range(2) where assert_true(id < 1) is null";
    assertThatThrownBy(() -> engine.execute(node("stays", failing, table), RefreshMode.NORMAL))
        .hasMessageContaining("is not true");
    assertThat(recorder.seen).isEmpty();
    assertThat(rows("select count(*) from governed.stays")).isEqualTo(2L);

    recorder.refusal = "no such tag";
    assertThatThrownBy(() -> engine.execute(node("stays", TWO, table), RefreshMode.NORMAL))
        .hasMessage(
            "no such tag\ngoverned.stays has its new type or format, and no rows until a run of this"
                + " model succeeds.");
    assertThat(rows("select count(*) from governed.stays")).isEqualTo(0L);
    recorder.refusal = "";
    recorder.seen.clear();
    engine.execute(node("stays", TWO, table), RefreshMode.NORMAL);
    assertThat(recorder.seen).containsExactly("0 rows", "2 rows");
  }
}
