package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.relation.Relation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Spark 4 refuses casts that Spark 3.5 answers with null. What the user writes follows the mode of
 * the session; the casts that we add do not.
 */
@Tag("spark41")
class CastsInBothModesTest {
  private final SparkEngine engine = SharedEngine.get();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ourCastsRefuseWhatDoesNotFitAndTheUsersFollowTheMode(boolean ansi) {
    Relation table = Relation.of("modes", "rows_" + ansi);
    Map<String, Object> daily =
        Map.of("materialized", "incremental", "partition_by", List.of("day"));
    run(table, "select 1 as n, 'a' as code, 'x' as day", daily, ansi);
    run(table, "select 2L as n, 'b' as code, 'y' as day", daily, ansi);
    assertThatThrownBy(
            () -> run(table, "select 3000000000 as n, 'c' as code, 'y' as day", daily, ansi))
        .hasMessageContaining("CAST_OVERFLOW");
    assertThat(rows("select n, code from " + table + " order by n"))
        .containsExactly(List.of(1L, "a"), List.of(2L, "b"));

    Map<String, Object> plain = Map.of("materialized", "table");
    Relation cast = Relation.of("modes", "cast_" + ansi);
    if (ansi) {
      assertThatThrownBy(() -> run(cast, "select cast('x' as int) as n", plain, ansi))
          .hasMessageContaining("CAST_INVALID_INPUT");
    } else {
      run(cast, "select cast('x' as int) as n", plain, ansi);
      assertThat(rows("select n from " + cast)).containsExactly(Arrays.asList((Object) null));
    }
  }

  private void run(Relation relation, String sql, Map<String, Object> config, boolean ansi) {
    CompiledNode model =
        Fixtures.model(
            relation, sql, config, List.of("set spark.sql.ansi.enabled = " + ansi), List.of());
    engine.execute(model, RefreshMode.NORMAL);
  }

  private List<List<Object>> rows(String sql) {
    return engine.warehouse().query(sql).rows();
  }
}
