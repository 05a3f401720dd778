package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.engine.plan.StrategyStatements;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code query-comment} in the statements that Spark is given, and nowhere else. */
class QueryCommentsOnSparkTest {
  private static final UnaryOperator<String> COMMENT = sql -> "/* whose */\n" + sql;

  private final SparkEngine engine = SharedEngine.get();

  @AfterEach
  void withoutComments() {
    engine.commentStatements(node -> UnaryOperator.identity());
  }

  @Test
  void aViewIsMadeOfTheQueryAlone() {
    Relation view = Relation.of("commented", "seen");
    StringBuilder plan = new StringBuilder();
    CompiledNode model = Fixtures.model(view, "select 1 as id", Map.of("materialized", "view"));
    engine.commentStatements(node -> COMMENT);
    engine.execute(model, RefreshMode.NORMAL, StrategyStatements.NONE, plan::append);

    assertThat(plan.toString()).startsWith("create or replace view");
    assertThat(engine.warehouse().query("describe extended " + view).rows())
        .contains(List.of("View Text", "select 1 as id", ""));
  }

  @Test
  void everyStatementCarriesIt() {
    Relation table = Relation.of("commented", "built");
    CompiledNode model = Fixtures.model(table, "select 1 as id", Map.of("materialized", "table"));
    engine.commentStatements(node -> sql -> "/* open " + sql);
    assertThatThrownBy(() -> engine.execute(model, RefreshMode.NORMAL))
        .hasMessageContaining("unclosed bracketed comment");
    CompiledNode test = Fixtures.dataTest("none", "select 1 as id", Map.of());
    assertThatThrownBy(() -> engine.execute(test, RefreshMode.NORMAL))
        .hasMessageContaining("unclosed bracketed comment");
  }

  /** Each format reads statements with a grammar of its own before Spark does. */
  @ParameterizedTest
  @ValueSource(strings = {"iceberg", "delta"})
  void formatsReadCommentedStatements(String format) {
    Relation plain = Relation.of("commented", "merged_" + format);
    Relation table = format.equals("iceberg") ? plain.inCatalog("glue_catalog") : plain;
    Map<String, Object> config =
        Map.of(
            "materialized", "incremental",
            "incremental_strategy", "merge",
            "unique_key", "id",
            "file_format", format,
            "persist_docs", Map.of("relation", true));
    for (int run = 0; run < 2; run++) {
      CompiledNode model =
          Fixtures.model(
              table,
              "select 1 as id, " + run + " as n",
              config,
              List.of("set spark.sql.shuffle.partitions=1"),
              List.of());
      engine.commentStatements(node -> sql -> "/* {\"app\": \"dbt\"} */\n" + sql);
      engine.execute(model, RefreshMode.NORMAL);
    }
    assertThat(engine.warehouse().query("select id, n from " + table).rows())
        .containsExactly(List.of(1L, 1L));
  }

  /** As dbt's debug log has it (dbt-adapters 1.24 {@code SQLQuery}, {@code SQLQueryStatus}). */
  @Test
  void theDebugLogHasTheStatementsOfANode() {
    Relation table = Relation.of("commented", "logged");
    CompiledNode model = Fixtures.model(table, "select 1 as id", Map.of("materialized", "table"));
    engine.commentStatements(node -> sql -> "/* logged */ " + sql);
    engine.execute(model, RefreshMode.NORMAL);
    assertThat(SharedEngine.messages())
        .anyMatch(
            text ->
                text.startsWith("SQLQuery: On " + model.node().uniqueId() + ": /* logged */ ")
                    && text.contains("select 1 as id"))
        .anyMatch(text -> text.matches("SQLQueryStatus: SQL status: OK in \\d+\\.\\d{3} seconds"));
    CompiledNode test = Fixtures.dataTest("logged_test", "select 1 as id", Map.of());
    engine.execute(test, RefreshMode.NORMAL);
    assertThat(SharedEngine.messages())
        .anyMatch(text -> text.startsWith("SQLQuery: On " + test.node().uniqueId() + ": "));
  }

  @Test
  void anErrorIsPlacedInTheUsersFile() {
    CompiledNode wrong =
        Fixtures.model(
            Relation.of("commented", "wrong"),
            "select 1 as id,\n  nope",
            Map.of("materialized", "table"));
    engine.commentStatements(node -> COMMENT);
    assertThatThrownBy(() -> engine.execute(wrong, RefreshMode.NORMAL))
        .isInstanceOfSatisfying(
            EpoxyException.class,
            e -> assertThat(e.location().orElseThrow()).hasToString("models/wrong.sql:2:3"))
        .hasMessageContaining("nope");
  }
}
