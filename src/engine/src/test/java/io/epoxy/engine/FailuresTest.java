package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Known failures of the incumbents, by their number in reference/failures.md: each check fails when
 * {@link NaiveBuilder} builds, and holds when the engine does.
 */
class FailuresTest {
  private static final String SCHEMA = "failures";
  private static final String BREAKS = "select id, p from (%s) where assert_true(id < 0) is null";
  private static final String OLD = "select * from values (1, 'x'), (2, 'y') as t(id, p)";
  private static final List<List<Object>> OLD_ROWS = List.of(List.of(1L, "x"), List.of(2L, "y"));

  private final SparkEngine engine = SharedEngine.get();

  private interface Builder {
    void build(CompiledNode node, RefreshMode mode);
  }

  private enum Failure {
    LINE_1_A_TABLE_IS_GONE_WHEN_ITS_NEW_QUERY_FAILS("to contain a value but it was empty") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        test.failsAndKeeps(builder, table, Map.of("materialized", "table"), RefreshMode.NORMAL);
      }
    },
    LINE_2_A_FULL_REFRESH_DROPS_FIRST_EVEN_ICEBERG("to contain a value but it was empty") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        Map<String, Object> config =
            Map.of("materialized", "incremental", "file_format", "iceberg");
        Relation iceberg = table.inCatalog("glue_catalog");
        test.failsAndKeeps(builder, iceberg, config, RefreshMode.FULL_REFRESH);
      }
    },
    LINE_3_AN_INSERT_OVERWRITE_LOSES_THE_OTHER_PARTITIONS("[[3L, \"y\"]]") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        Map<String, Object> config =
            Map.of(
                "materialized",
                "incremental",
                "incremental_strategy",
                "insert_overwrite",
                "partition_by",
                "p");
        builder.build(Fixtures.model(table, OLD, config), RefreshMode.NORMAL);
        builder.build(
            Fixtures.model(table, "select 3 as id, 'y' as p", config), RefreshMode.NORMAL);
        assertThat(test.rows(table)).containsExactly(List.of(1L, "x"), List.of(3L, "y"));
      }
    },
    LINE_9_A_FAILED_MERGE_STOPS_EVERY_NEXT_RUN("__dbt_tmp") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        Map<String, Object> config =
            Map.of(
                "materialized",
                "incremental",
                "incremental_strategy",
                "merge",
                "unique_key",
                "id",
                "file_format",
                "iceberg");
        Relation iceberg = table.inCatalog("glue_catalog");
        builder.build(Fixtures.model(iceberg, OLD, config), RefreshMode.NORMAL);
        String twice = "select * from values (1, 'a'), (1, 'b') as t(id, p)";
        assertThatThrownBy(
                () -> builder.build(Fixtures.model(iceberg, twice, config), RefreshMode.NORMAL))
            .hasMessageContaining("ON search condition");
        assertThat(test.rows(iceberg)).isEqualTo(OLD_ROWS);
        assertThat(test.engine.warehouse().listRelations(SCHEMA))
            .noneMatch(found -> found.identifier().startsWith(table.identifier() + "__"));
      }
    };

    private final String naive;

    Failure(String naive) {
      this.naive = naive;
    }

    /**
     * @param builder the engine, or the naive one, which fails with {@link #naive}
     */
    abstract void check(FailuresTest test, Builder builder, Relation table);
  }

  @ParameterizedTest
  @EnumSource
  void isOursNoMore(Failure failure) {
    engine.warehouse().createSchema(SCHEMA);
    String name = failure.name().toLowerCase(Locale.ROOT);
    assertThatThrownBy(
            () ->
                failure.check(
                    this, new NaiveBuilder()::build, Relation.of(SCHEMA, "naive_" + name)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(failure.naive);
    failure.check(this, engine::execute, Relation.of(SCHEMA, name));
  }

  private void failsAndKeeps(
      Builder builder, Relation table, Map<String, Object> config, RefreshMode mode) {
    builder.build(Fixtures.model(table, OLD, config), RefreshMode.NORMAL);
    CompiledNode failing = Fixtures.model(table, String.format(BREAKS, OLD), config);
    assertThatThrownBy(() -> builder.build(failing, mode)).isNotInstanceOf(AssertionError.class);
    assertThat(engine.warehouse().findRelation(table)).isPresent();
    assertThat(rows(table)).isEqualTo(OLD_ROWS);
  }

  private List<List<Object>> rows(Relation table) {
    return engine.warehouse().query("select id, p from " + table + " order by id").rows();
  }
}
