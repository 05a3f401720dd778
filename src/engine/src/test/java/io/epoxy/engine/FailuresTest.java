package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Constraint;
import io.epoxy.model.graph.Hook;
import io.epoxy.model.graph.SnapshotRows;
import io.epoxy.model.relation.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
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
  private static final String LEFTOVER = "epoxy-20260101T000000000Z-0000000a";
  private static final String OLD = "select * from values (1, 'x'), (2, 'y') as t(id, p)";
  private static final List<List<Object>> OLD_ROWS = List.of(List.of(1L, "x"), List.of(2L, "y"));

  private final SparkEngine engine = SharedEngine.get();

  private interface Builder {
    void build(CompiledNode node, RefreshMode mode);

    /**
     * @param meanwhile what happens between the look at the table and the change of it
     */
    void snapshot(CompiledNode node, SnapshotRows changes, Runnable meanwhile);

    default void build(Relation table, String sql, Map<String, Object> config) {
      build(Fixtures.model(table, sql, config), RefreshMode.NORMAL);
    }

    /**
     * @param meanwhile what another run does
     */
    default void build(Relation table, String sql, Map<String, Object> config, Runnable meanwhile) {
      Hook hook =
          new Hook(
              "-- another run",
              () -> {
                meanwhile.run();
                return "";
              });
      CompiledNode model = Fixtures.model(table, sql, config);
      build(model.withPreHooks(List.of(hook)), RefreshMode.NORMAL);
    }
  }

  private static final class Naive implements Builder {
    private final NaiveBuilder builder = new NaiveBuilder();

    @Override
    public void build(CompiledNode node, RefreshMode mode) {
      builder.build(node, mode);
    }

    @Override
    public void snapshot(CompiledNode node, SnapshotRows changes, Runnable meanwhile) {
      builder.snapshot(node, changes, meanwhile);
    }
  }

  private final class Ours implements Builder {
    @Override
    public void build(CompiledNode node, RefreshMode mode) {
      engine.execute(node, mode);
    }

    @Override
    public void snapshot(CompiledNode node, SnapshotRows changes, Runnable meanwhile) {
      engine.snapshot(node, exists -> changes, text -> meanwhile.run());
    }
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
    LINE_4_PARALLEL_MODELS_TAKE_EACH_OTHERS_OVERWRITE_MODE("[[3L, \"y\"]]") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        Map<String, Object> config = with(OVERWRITE, "partition_by", "p");
        Relation other = table.named(table.identifier() + "_other");
        builder.build(table, OLD, config);
        builder.build(other, OLD, config);
        String next = "select 3 as id, 'y' as p";
        builder.build(table, next, config, () -> builder.build(other, next, config));
        assertThat(test.rows(table)).containsExactly(List.of(1L, "x"), List.of(3L, "y"));
      }
    },
    LINE_6_TWO_RUNS_OF_A_MODEL_SHARE_A_NAME("__dbt_tmp") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        Map<String, Object> config = keyed("merge", "iceberg");
        Relation iceberg = table.inCatalog("glue_catalog");
        builder.build(iceberg, OLD, config);
        Runnable other = () -> builder.build(iceberg, "select 1 as id, 'w' as p", config);
        assertThatCode(() -> builder.build(iceberg, "select 2 as id, 'z' as p", config, other))
            .doesNotThrowAnyException();
        assertThat(test.rows(iceberg)).containsExactly(List.of(1L, "w"), List.of(2L, "z"));
      }
    },
    LINE_7_MODELS_OF_ONE_NAME_SHARE_A_VIEW("__dbt_tmp") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        test.engine.warehouse().createSchema("failures_too");
        Relation namesake = Relation.of("failures_too", table.identifier());
        Map<String, Object> config = with(OVERWRITE, "incremental_strategy", "append");
        builder.build(table, OLD, config);
        builder.build(namesake, OLD, config);
        String next = "select 3 as id, 'z' as p";
        assertThatCode(
                () ->
                    builder.build(table, next, config, () -> builder.build(namesake, next, config)))
            .doesNotThrowAnyException();
        assertThat(test.rows(table)).hasSize(3).isEqualTo(test.rows(namesake));
      }
    },
    LINE_8_A_STAGED_ICEBERG_TABLE_LEAVES_ITS_FILES("/staged/") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        Map<String, Object> config = keyed("merge", "iceberg");
        Relation iceberg = table.inCatalog("glue_catalog");
        builder.build(iceberg, OLD, config);
        builder.build(iceberg, "select 2 as id, 'z' as p", config);
        String known = "select file_path from " + iceberg + ".all_data_files";
        String referenced = test.engine.warehouse().query(known).rows().toString();
        assertThat(filesOf(table))
            .isNotEmpty()
            .filteredOn(file -> !referenced.contains(file.getFileName().toString()))
            .isEmpty();
      }
    },
    LINE_14_A_ROW_OF_HUDI_THAT_CHANGES_ITS_PARTITION_IS_THERE_TWICE("[1L, \"x\"], [1L, \"y\"]") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        Map<String, Object> config =
            with(keyed("merge", "hudi"), "unique_key", List.of("id", "kind"));
        config.put("partition_by", "p");
        builder.build(table, "select 1 as id, 'a' as kind, 'x' as p", config);
        builder.build(table, "select 1 as id, 'a' as kind, 'y' as p", config);
        assertThat(test.rows(table)).isEqualTo(List.of(List.of(1L, "y")));
        builder.build(table, "select 1 as id, 'b' as kind, 'y' as p", config);
        assertThat(test.rows(table)).hasSize(2);
      }
    },
    LINE_16_TWO_SNAPSHOT_RUNS_MAKE_TWO_CURRENT_ROWS("but was: [[2L]]") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        test.firstVersion(builder, table, "null");
        SnapshotRows news = test.changes("until is null", "('insert', 1, 'b', 'v2', null)");
        Throwable refused =
            catchThrowable(
                () ->
                    builder.snapshot(
                        Fixtures.snapshot(table, Map.of()),
                        news,
                        () ->
                            builder.snapshot(Fixtures.snapshot(table, Map.of()), news, () -> {})));
        String twice = "select count(*) from " + table + " where version = 'v2'";
        assertThat(test.engine.warehouse().query(twice).rows()).isEqualTo(List.of(List.of(1L)));
        assertThat(refused).hasMessageContaining("Another run has replaced");
      }
    },
    LINE_17_A_VERSION_THAT_IS_OPEN_UNTIL_A_DATE_IS_NEVER_ENDED("but was: [[\"v1\", 9999L]]") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        test.firstVersion(builder, table, "9999");
        SnapshotRows news = test.changes("until = 9999", "('update', 1, 'a', 'v1', 7)");
        builder.snapshot(Fixtures.snapshot(table, Map.of()), news, () -> {});
        assertThat(test.engine.warehouse().query("select version, until from " + table).rows())
            .isEqualTo(List.of(List.of("v1", 7L)));
      }
    },
    LINE_20_WHAT_A_DEAD_ATTEMPT_LEFT_STOPS_EVERY_NEXT_ONE("LOCATION") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        write(root(table).resolve(LEFTOVER).resolve("part-0.snappy.parquet"), "half a file");
        assertThatCode(() -> builder.build(table, OLD, Map.of("materialized", "table")))
            .doesNotThrowAnyException();
        assertThat(test.rows(table)).isEqualTo(OLD_ROWS);
      }
    },
    LINE_23_A_PARTITION_IS_GONE_WHEN_ITS_NEW_ROWS_FAIL("but was: [[1L, \"x\"]]") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        Map<String, Object> config = with(keyed("delete+insert", "iceberg"), "unique_key", "p");
        Relation iceberg = table.inCatalog("glue_catalog");
        builder.build(iceberg, OLD, config);
        String fails = "select 'no number' as id, 'y' as p";
        assertThatThrownBy(() -> builder.build(iceberg, fails, config))
            .hasMessageContaining("Cannot safely cast");
        assertThat(test.rows(iceberg)).isEqualTo(OLD_ROWS);
      }
    },
    LINE_24_A_ROW_THAT_BREAKS_A_CONSTRAINT_LEAVES_AN_EMPTY_TABLE("but was: []") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        Map<String, Object> config =
            Map.of(
                "materialized", "table",
                "file_format", "delta",
                "contract", Map.of("enforced", true));
        builder.build(promising(table, OLD, config), RefreshMode.NORMAL);
        CompiledNode broken = promising(table, "select -1 as id, 'z' as p", config);
        assertThatThrownBy(() -> builder.build(broken, RefreshMode.NORMAL))
            .hasMessageContaining("id > 0");
        assertThat(test.rows(table)).isEqualTo(OLD_ROWS);
      }
    },
    LINE_25_FILES_WITHOUT_A_COMMIT_STOP_A_DELTA_TABLE(
        "DELTA_CREATE_TABLE_WITH_NON_EMPTY_LOCATION") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        write(root(table).resolve("part-0.snappy.parquet"), "half a file");
        write(root(table).resolve("_epoxy"), SCHEMA + "." + table.identifier() + "\n");
        Map<String, Object> config = Map.of("materialized", "table", "file_format", "delta");
        assertThatCode(() -> builder.build(table, OLD, config)).doesNotThrowAnyException();
        assertThat(test.rows(table)).isEqualTo(OLD_ROWS);
      }
    },
    LINE_26_A_TABLE_THAT_IS_DROPPED_MEANWHILE_FAILS_OTHER_MODELS("TABLE_OR_VIEW_NOT_FOUND") {
      @Override
      void check(FailuresTest test, Builder builder, Relation table) {
        String schema = "failures_of_" + table.identifier();
        test.engine.warehouse().createSchema(schema);
        SparkSession other = SparkSession.active();
        other.sql("create table " + schema + ".theirs using parquet as select 1 as id");
        Relation mine = Relation.of(schema, "mine");
        Map<String, Object> config = Map.of("materialized", "table", "cache_schema", true);
        assertThatCode(
                () ->
                    builder.build(
                        mine, OLD, config, () -> other.sql("drop table " + schema + ".theirs")))
            .doesNotThrowAnyException();
        assertThat(test.rows(mine)).isEqualTo(OLD_ROWS);
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
    assertThatThrownBy(() -> failure.check(this, new Naive(), Relation.of(SCHEMA, "naive_" + name)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(failure.naive);
    failure.check(this, new Ours(), Relation.of(SCHEMA, name));
  }

  /** Lines of other matters: the session of dbt-glue (10, 11, 28, 29), its drops (21). */
  @Test
  void everyLineOfMaterializationHasItsTest() throws IOException {
    String engineTests = "src/engine/src/test/java/io/epoxy/engine/";
    Map<Integer, String> elsewhere =
        Map.of(
            18,
            "src/job/src/test/java/io/epoxy/job/command/SnapshotTest.java",
            19,
            engineTests + "format/FormatContract.java",
            27,
            engineTests + "catalog/LiveCatalogTest.java",
            30,
            "src/job/src/test/java/io/epoxy/job/command/DbtGlueConfigContract.java");
    Set<Integer> tested = new TreeSet<>(elsewhere.keySet());
    for (Failure failure : Failure.values()) {
      tested.add(Integer.valueOf(failure.name().split("_", 3)[1]));
    }
    assertThat(tested)
        .containsExactly(
            1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22, 23, 24, 25, 26, 27,
            30);
    for (Map.Entry<Integer, String> entry : elsewhere.entrySet()) {
      Path source = Path.of(System.getProperty("epoxy.root"), entry.getValue());
      assertThat(source).content().contains("failures.md " + entry.getKey());
    }
  }

  private void firstVersion(Builder builder, Relation table, String until) {
    String first =
        "select 1 as id, 'a' as name, 'v1' as version, cast(" + until + " as int) as until";
    builder.snapshot(
        Fixtures.snapshot(table, Map.of()),
        new SnapshotRows(first, List.of("id"), "version", "until", "until is null"),
        () -> {});
  }

  private SnapshotRows changes(String isCurrent, String values) {
    return new SnapshotRows(
        "select dbt_change_type, id, name, version, cast(until as int) as until, id as"
            + " dbt_unique_key from values "
            + values
            + " as t(dbt_change_type, id, name, version, until)",
        List.of("dbt_unique_key"),
        "version",
        "until",
        "DBT_INTERNAL_DEST." + isCurrent);
  }

  private static CompiledNode promising(Relation table, String sql, Map<String, Object> config) {
    return Fixtures.promising(
        Fixtures.model(table, sql, config),
        List.of(Fixtures.column("id", "int"), Fixtures.column("p", "string")),
        List.of(Fixtures.constraint(Constraint.Type.CHECK, "id > 0")));
  }

  private static Map<String, Object> with(Map<String, Object> config, String key, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(config);
    changed.put(key, value);
    return changed;
  }

  private static Path root(Relation table) {
    return SharedEngine.stateDir().resolve("warehouse").resolve(SCHEMA).resolve(table.identifier());
  }

  private static List<Path> filesOf(Relation table) {
    try (Stream<Path> files = Files.walk(SharedEngine.projectDir())) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .filter(file -> file.toString().contains("/" + table.identifier()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    return engine.warehouse().query("select id, p from " + table + " order by id, p").rows();
  }
}
