package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.relation.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Known failures of the incumbents, by their number in reference/failures.md: each check fails when
 * {@link NaiveBuilder} builds, and holds when the engine does.
 */
class FailuresTest {
  private static final String SCHEMA = "failures";
  private static final String BREAKS = "select id, p from (%s) where assert_true(id < 0) is null";
  private static final Map<String, Object> OVERWRITE =
      Map.of("materialized", "incremental", "incremental_strategy", "insert_overwrite");
  private static final String OLD = "select * from values (1, 'x'), (2, 'y') as t(id, p)";
  private static final List<List<Object>> OLD_ROWS = List.of(List.of(1L, "x"), List.of(2L, "y"));

  private final SparkEngine engine = SharedEngine.get();

  private interface Builder {
    void build(CompiledNode node, RefreshMode mode);
  }

  private enum Failure {
    LINE_1_A_TABLE_IS_GONE_WHEN_ITS_NEW_QUERY_FAILS("[is there]") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        test.failsAndKeeps(builder, table, Map.of("materialized", "table"), RefreshMode.NORMAL);
      }
    },
    LINE_2_A_FULL_REFRESH_DROPS_FIRST_EVEN_ICEBERG("[is there]") {
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
    LINE_5_AN_INSERT_OVERWRITE_WITHOUT_PARTITIONS_APPENDS("but was: [[1L, \"x\"], [1L, \"x\"]") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        builder.build(Fixtures.model(table, OLD, OVERWRITE), RefreshMode.NORMAL);
        builder.build(Fixtures.model(table, OLD, OVERWRITE), RefreshMode.NORMAL);
        assertThat(test.rows(table)).isEqualTo(OLD_ROWS);
      }
    },
    LINE_12_BACKSLASHES_CHANGE_THEIR_MEANING_ON_THE_WAY("[[1L, \"a\\b\"]]") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        CompiledNode node =
            Fixtures.model(table, "select 1 as id, 'a\\\\b' as p", Map.of("materialized", "table"));
        builder.build(node, RefreshMode.NORMAL);
        assertThat(test.rows(table)).containsExactly(List.of(1L, "a\\b"));
      }
    },
    LINE_13_A_FULL_REFRESH_IS_IGNORED("but was: [[1L, \"x\"], [2L, \"y\"], [3L, \"y\"]]") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        builder.build(Fixtures.model(table, OLD, OVERWRITE), RefreshMode.NORMAL);
        CompiledNode next = Fixtures.model(table, "select 3 as id, 'y' as p", OVERWRITE);
        builder.build(next, RefreshMode.FULL_REFRESH);
        assertThat(test.rows(table)).isEqualTo(List.of(List.of(3L, "y")));
      }
    },
    LINE_15_A_MERGE_INTO_DELTA_STAGES_IN_A_VIEW_WITH_A_SCHEMA("single-part view names") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        Map<String, Object> config = keyed("merge", "delta");
        builder.build(Fixtures.model(table, OLD, config), RefreshMode.NORMAL);
        CompiledNode next = Fixtures.model(table, "select 2 as id, 'z' as p", config);
        assertThatCode(() -> builder.build(next, RefreshMode.NORMAL)).doesNotThrowAnyException();
        assertThat(test.rows(table)).containsExactly(List.of(1L, "x"), List.of(2L, "z"));
      }
    },
    LINE_22_FILES_OF_SOMEBODY_ELSE_ARE_DELETED("to exist") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        Path folder = SharedEngine.projectDir().resolve(table.identifier());
        Path theirs = folder.resolve("part-0.csv");
        write(theirs, "1,2");
        Map<String, Object> config =
            Map.of("materialized", "table", "custom_location", folder.toString());
        Throwable refused =
            catchThrowable(
                () -> builder.build(Fixtures.model(table, OLD, config), RefreshMode.NORMAL));
        assertThat(theirs).exists().hasContent("1,2");
        assertThat(refused).hasMessageContaining("holds files of somebody else");
      }
    },
    LINE_9_A_FAILED_MERGE_STOPS_EVERY_NEXT_RUN("__dbt_tmp") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        Map<String, Object> config = keyed("merge", "iceberg");
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
    assertThat(rows(table)).isEqualTo(OLD_ROWS);
    CompiledNode failing = Fixtures.model(table, String.format(BREAKS, OLD), config);
    assertThatThrownBy(() -> builder.build(failing, mode)).isNotInstanceOf(AssertionError.class);
    // not by the engine's listing, which knows nothing of what others create
    boolean found = SparkSession.active().catalog().tableExists(table.toString());
    assertThat(found).as("is there").isTrue();
    assertThat(rows(table)).isEqualTo(OLD_ROWS);
  }

  private static Map<String, Object> keyed(String strategy, String format) {
    return Map.of(
        "materialized",
        "incremental",
        "incremental_strategy",
        strategy,
        "unique_key",
        "id",
        "file_format",
        format);
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<List<Object>> rows(Relation table) {
    return engine.warehouse().query("select id, p from " + table + " order by id").rows();
  }
}
