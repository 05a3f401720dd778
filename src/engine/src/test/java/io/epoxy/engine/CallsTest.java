package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Hook;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node costs in statements and in questions to the catalog: none without need. */
class CallsTest {
  private static final String SCHEMA = "calls";

  private final SparkEngine engine = SharedEngine.get();

  @Test
  void aNodeRunsItsOwnStatementsOnly() {
    engine.warehouse().createSchema(SCHEMA);
    Map<String, Object> view = Map.of("materialized", "view");
    Map<String, Object> table = Map.of("materialized", "table");
    Map<String, Object> incremental =
        Map.of(
            "materialized",
            "incremental",
            "file_format",
            "parquet",
            "incremental_strategy",
            "append");
    assertThat(statements("v", view)).as("view").hasSize(1);
    assertThat(statements("v", view)).as("view, again").hasSize(1);
    assertThat(statements("t", table)).as("table").hasSize(1);
    assertThat(statements("t", table)).as("table, again").hasSize(1);
    assertThat(statements("i", incremental)).as("incremental, first run").hasSize(1);
    assertThat(statements("i", incremental)).as("incremental").hasSize(1);
    Map<String, Object> merged = new HashMap<>(incremental);
    merged.putAll(
        Map.of(
            "file_format",
            "iceberg",
            "incremental_strategy",
            "merge",
            "unique_key",
            "a",
            "on_schema_change",
            "append_new_columns",
            "iceberg_expire_snapshots",
            false));
    assertThat(statements("m", merged)).as("merge, first run").hasSize(1);
    assertThat(statements("m", merged)).as("merge, its query analysed").hasSize(2);
  }

  private List<String> statements(String name, Map<String, Object> config) {
    List<String> sent = new ArrayList<>();
    engine.commentStatements(
        node ->
            sql -> {
              sent.add(sql);
              return sql;
            });
    try {
      run(name, config, List.of());
    } finally {
      engine.commentStatements(node -> sql -> sql);
    }
    return sent;
  }

  @Test
  void theCatalogIsAskedNothingWithoutNeed() throws Exception {
    engine.warehouse().createSchema("analytics"); // the target's: sessions look for it
    engine.warehouse().createSchema(SCHEMA);
    try (CatalogCalls calls = CatalogCalls.begin()) {
      Map<String, Object> table = Map.of("materialized", "table");
      run("warm", table, List.of());
      run("warm", table, List.of()); // from now on sessions are used again
      calls.take();
      run("asked", table, List.of());
      assertThat(calls.take())
          .containsExactly(
              "is there calls",
              "get calls.asked", // for the plan
              "get calls.asked", // what is replaced, after the rows were written
              "create asked",
              "get calls.asked", // by the journal of the local catalog
              "get calls.asked"); // before files are deleted
    }
  }

  @Test
  void aSchemaIsListedOnceInARunWhateverItsNodesAndHooksAsk() throws Exception {
    engine.warehouse().createSchema(SCHEMA);
    engine.warehouse().query("create table if not exists calls.audit (name string) using parquet");
    engine.runStatement(
        Fixtures.model(Relation.of(SCHEMA, "x"), "drop table if exists calls.none", Map.of()));
    try (CatalogCalls calls = CatalogCalls.begin()) {
      for (int i = 0; i < 5; i++) {
        Relation relation = Relation.of(SCHEMA, "listed" + i);
        engine.warehouse().findRelation(relation);
        run(
            "listed" + i,
            Map.of("materialized", "view"),
            List.of("insert into calls.audit values ('made')"));
        assertThat(engine.warehouse().findRelation(relation)).isPresent();
      }
      assertThat(calls.take()).filteredOn(call -> call.equals("list calls")).hasSize(1);
      run(
          "listed",
          Map.of("materialized", "view"),
          List.of("create table calls.made_by_hook as select 1 as a"));
      assertThat(engine.warehouse().findRelation(Relation.of(SCHEMA, "made_by_hook"))).isPresent();
      assertThat(calls.take()).filteredOn(call -> call.equals("list calls")).hasSize(1);
    }
  }

  @Test
  void aHookSeesWhatTheStepsBeforeItMade() {
    engine.warehouse().createSchema(SCHEMA);
    Relation own = Relation.of(SCHEMA, "own");
    assertThat(engine.warehouse().findRelation(own)).isEmpty();
    List<Boolean> seen = new ArrayList<>();
    CompiledNode model = Fixtures.model(own, "select 1 as a", Map.of("materialized", "view"));
    Hook hook =
        new Hook(
            "{{ ... }}",
            () -> {
              seen.add(engine.warehouse().findRelation(own).isPresent());
              return "";
            });
    engine.execute(
        new CompiledNode(model.node(), model.sql(), List.of(), List.of(hook), List.of(hook)),
        RefreshMode.NORMAL);
    assertThat(seen).containsExactly(false, true);
  }

  private void run(String name, Map<String, Object> config, List<String> postHooks) {
    Relation plain = Relation.of(SCHEMA, name);
    Relation relation =
        config.get("file_format") instanceof String format && format.equals("iceberg")
            ? plain.inCatalog("glue_catalog")
            : plain;
    engine.execute(
        Fixtures.model(relation, "select 1 as a", config, List.of(), postHooks),
        RefreshMode.NORMAL);
  }
}
