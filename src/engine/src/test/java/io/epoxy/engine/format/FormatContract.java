package io.epoxy.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.Fixtures;
import io.epoxy.engine.Outcome;
import io.epoxy.engine.SharedEngine;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Constraint;
import io.epoxy.model.graph.SnapshotRows;
import io.epoxy.model.port.SeedRows;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.TableFormat;
import io.epoxy.model.result.RunStatus;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What holds for every format that says that it can; and a "no" is a refusal with a sentence. The
 * tag {@code spark41} names what src/spark41 runs on Spark 4.1 as well.
 */
abstract class FormatContract {
  private static final Map<String, FormatFeature> STRATEGIES =
      Map.of(
          "append",
          FormatFeature.APPEND,
          "insert_overwrite",
          FormatFeature.OVERWRITE_PARTITIONS,
          "merge",
          FormatFeature.MERGE,
          "delete+insert",
          FormatFeature.DELETE_INSERT);

  private final SparkEngine engine = SharedEngine.get();

  abstract TableFormat format();

  @Test
  @Tag("spark41")
  void aTableIsBuiltAndReplacedWithOtherColumnsAndPartitions() {
    Relation table = table("orders");
    run(table, "select 1 as id, 'x' as day", config("table", "partition_by", "day"));
    assertThat(rows("select id, day from " + table)).containsExactly(List.of(1L, "x"));
    run(
        table,
        "select * from values (2, 'a', 0.5d), (3, 'b', 1.5d) as t(id, kind, price)",
        config("table", "partition_by", "kind"));
    assertThat(rows("select id, kind, price from " + table + " order by id"))
        .containsExactly(List.of(2L, "a", 0.5), List.of(3L, "b", 1.5));
    run(table, "select 4 as id", config("table"));
    assertThat(content(table)).containsExactly(List.of(4L));
    assertThat(names(table)).containsExactly("id");
  }

  /** There Hudi finds the columns of the table that is being replaced. */
  @Test
  void aTableOfTheProfilesSchemaIsReplacedWithFewerColumnsAndOtherTypes() {
    Relation plain = Relation.of("analytics", "sheds_" + format().dbtName());
    Relation table =
        format().supports(FormatFeature.OWN_CATALOG) ? plain.inCatalog("glue_catalog") : plain;
    run(table, "select 1L as id, 'x' as day, 0.5d as price, 'a' as name", config("table"));
    run(table, "select 'b' as name, 2 as id, cast(1 as decimal(9,2)) as price", config("table"));

    assertThat(names(table)).containsExactly("name", "id", "price");
    assertThat(engine.warehouse().columns(table))
        .extracting(Column::dataType)
        .contains("string", "int", "decimal(9,2)");
    assertThat(rows("select name, id from " + table)).containsExactly(List.of("b", 2L));
  }

  @Test
  void aTableKeepsItsRowsWhenTheQueryFails() {
    Relation table = table("kept");
    run(table, "select 1 as id", config("table"));
    CompiledNode wrong =
        Fixtures.model(
            table, "select id from range(9) where assert_true(id < 5) is null", config("table"));
    assertThatThrownBy(() -> engine.execute(wrong, RefreshMode.NORMAL))
        .hasMessageContaining("is not true");
    assertThat(content(table)).containsExactly(List.of(1L));
    assertThat(engine.warehouse().listRelations(table.schema()))
        .noneMatch(relation -> relation.identifier().contains("__epoxy"));
  }

  @Test
  @Tag("spark41")
  void aSeedsRowsReplaceItsTableWithTheirTypes() {
    Relation table = table("countries");
    CompiledNode seed = Fixtures.seed(table, Map.of("seed_format", format().dbtName()));
    List<List<String>> two = List.of(List.of("7", "a, \"b\""), Arrays.asList("8", null));
    Outcome first = engine.seed(seed, Fixtures.rows("bigint", two), RefreshMode.NORMAL);
    assertThat(first.message()).contains("INSERT 2");
    assertThat(first.adapterResponse()).containsEntry("rows_affected", 2L);
    assertThat(rows("select id, name from " + table + " order by id"))
        .containsExactly(List.of(7L, "a, \"b\""), Arrays.asList(8L, null));
    SeedRows wrong = Fixtures.rows("int", List.of(List.of("x", "y")));
    assertThatThrownBy(() -> engine.seed(seed, wrong, RefreshMode.NORMAL))
        .hasMessageContaining("'x'");
    assertThat(rows("select count(*) from " + table)).containsExactly(List.of(2L));
    SeedRows one = Fixtures.rows("decimal(4,1)", List.of(List.of("1.5", "c")));
    engine.seed(seed, one, RefreshMode.NORMAL);
    assertThat(engine.warehouse().columns(table).stream().map(Column::dataType))
        .containsExactly("decimal(4,1)", "string");
    assertThat(rows("select name from " + table)).containsExactly(List.of("c"));
  }

  /** dbt-spark creates a seed's table with its {@code column_types}, and inserts into it. */
  @Test
  @Tag("spark41")
  void sizesOfTextsAreTheColumnsOrAreLeftOut() {
    boolean sized = format().supports(FormatFeature.SIZED_TEXT);
    Relation seeds = table("sized_seed");
    CompiledNode seed = Fixtures.seed(seeds, Map.of("seed_format", format().dbtName()));
    for (String code : List.of("abc", "cde")) { // made, then replaced
      SeedRows fitting = Fixtures.rows("VARCHAR(3)", List.of(List.of(code, "x")));
      engine.seed(seed, fitting, RefreshMode.NORMAL);
    }
    assertThat(types(seeds)).containsExactly(sized ? "varchar(3)" : "string", "string");
    Relation copied = table("sized_copy");
    run(copied, "select id as code, name from " + seeds, config("table"));
    assertThat(types(copied)).isEqualTo(types(seeds));
    Relation models = table("sized_model");
    Map<String, Object> config = incremental("insert_overwrite", "name");
    config.put("contract", Map.of("enforced", true));
    List<ColumnInfo> columns =
        List.of(Fixtures.column("code", "char(2)"), Fixtures.column("name", "string"));
    CompiledNode model =
        Fixtures.promising(
            Fixtures.model(models, "select 'ab' as code, id as name from " + seeds, config),
            columns,
            List.of());
    engine.execute(model, RefreshMode.NORMAL);
    if (!sized) {
      engine.seed(
          seed, Fixtures.rows("varchar(3)", List.of(List.of("abcd", "x"))), RefreshMode.NORMAL);
      assertThat(rows("select id from " + seeds)).containsExactly(List.of("abcd"));
      return;
    }
    assertThat(types(models)).containsExactly("char(2)", "string");
    CompiledNode tooLong =
        Fixtures.promising(
            Fixtures.model(models, "select 'abc' as code, 'x' as name", config),
            columns,
            List.of());
    assertThatThrownBy(() -> engine.execute(tooLong, RefreshMode.NORMAL))
        .hasMessageContaining("char/varchar type length limitation"); // Delta words it itself
    assertThat(rows("select code, name from " + models)).containsExactly(List.of("ab", "cde"));
    assertThatThrownBy(
            () ->
                engine.seed(
                    seed,
                    Fixtures.rows("varchar(3)", List.of(List.of("abcd", "x"))),
                    RefreshMode.NORMAL))
        .hasMessageContaining("char/varchar type length limitation"); // Delta words it itself
    assertThat(rows("select id from " + seeds)).containsExactly(List.of("cde"));
  }

  private List<String> types(Relation table) {
    return engine.warehouse().columns(table).stream()
        .filter(column -> !column.name().equals("update_hudi_ts"))
        .map(Column::dataType)
        .toList();
  }

  @Test
  void aFirstBuildThatFailsLeavesNothingBehind() {
    Relation table = table("second_try");
    CompiledNode wrong =
        Fixtures.model(
            table, "select id from range(9) where assert_true(id < 5) is null", config("table"));
    assertThatThrownBy(() -> engine.execute(wrong, RefreshMode.NORMAL))
        .hasMessageContaining("is not true");
    assertThat(engine.warehouse().findRelation(table)).isEmpty();
    run(table, "select 1 as id", config("table"));
    assertThat(content(table)).containsExactly(List.of(1L));
  }

  /**
   * failures.md 19, and 16: a second run with the same news, planned from what the first one read,
   * leaves one current row for each key.
   */
  @Test
  void aSnapshotEndsVersionsAndAddsOthersInOneCommit() {
    Relation table = table("versions");
    CompiledNode snapshot = Fixtures.snapshot(table, config("snapshot"));
    String first = "select 1 as id, 'a' as name, 'v1' as version, cast(null as int) as until";
    String change =
        "select *, id as dbt_unique_key from values ('update', 1, 'a', 9, 'v1', 7),"
            + " ('insert', 1, 'b', 9, 'v2', null), ('insert', 2, 'c', 9, 'v3', null)"
            + " as t(dbt_change_type, id, name, price, version, until)";
    for (String query : List.of(first, change, change)) {
      snap(snapshot, query, "");
    }
    assertThat(rows("select id, name, version, until from " + table + " order by version"))
        .containsExactly(
            List.of(1L, "a", "v1", 7L),
            Arrays.asList(1L, "b", "v2", null),
            Arrays.asList(2L, "c", "v3", null));
    assertThat(names(table)).contains("price").doesNotContain("dbt_change_type");
  }

  /** failures.md 16: the run that is planned first and ends last must not take the other's news. */
  @Test
  void ofTwoSnapshotRunsAtOnceNoneLosesTheOthersNews() {
    Relation table = table("raced");
    CompiledNode snapshot = Fixtures.snapshot(table, config("snapshot"));
    snap(snapshot, "select 1 as id, 'a' as name, 'v1' as version, cast(null as int) as until", "");
    String news =
        "select *, id as dbt_unique_key from values ('insert', %d, 'b', 'v%d', cast(null as int))"
            + " as t(dbt_change_type, id, name, version, until)";
    String other = String.format(news, 2, 2);
    Runnable race = () -> snap(snapshot, String.format(news, 3, 3), other);
    if (format().supports(FormatFeature.PARTIAL_MERGE)) {
      race.run();
      assertThat(rows("select id from " + table + " order by id"))
          .containsExactly(List.of(1L), List.of(2L), List.of(3L));
      return;
    }
    assertThatThrownBy(race::run)
        .hasMessageContaining(
            "Another run has replaced " + table + " while this one made its rows");
    assertThat(rows("select id from " + table + " order by id"))
        .containsExactly(List.of(1L), List.of(2L));
    snap(snapshot, String.format(news, 3, 3), "");
    assertThat(rows("select id from " + table + " order by id"))
        .containsExactly(List.of(1L), List.of(2L), List.of(3L));
  }

  /**
   * Runs a snapshot.
   *
   * @param meanwhile the changes of another run, between this one's plan and its first step
   */
  private void snap(CompiledNode snapshot, String changes, String meanwhile) {
    engine.snapshot(
        snapshot,
        exists ->
            new SnapshotRows(
                changes,
                List.of(exists ? "dbt_unique_key" : "id"),
                "version",
                "until",
                "DBT_INTERNAL_DEST.until is null"),
        text -> {
          if (!meanwhile.isEmpty()) {
            snap(snapshot, meanwhile, "");
          }
        });
  }

  @Test
  void aContractGivesOrderAndTypesAndRefusesOthers() {
    Relation table = table("promised");
    List<ColumnInfo> columns =
        List.of(
            Fixtures.column("price", "numeric(9, 2)"),
            Fixtures.column("id", "INTEGER", Fixtures.constraint(Constraint.Type.NOT_NULL, "")));
    Map<String, Object> config = config("table", "contract", Map.of("enforced", true));
    CompiledNode kept =
        Fixtures.promising(
            Fixtures.model(table, "select 1 as id, 2.5 as price", config), columns, List.of());
    for (int run = 0; run < 2; run++) {
      engine.execute(kept, RefreshMode.NORMAL);
      assertThat(engine.warehouse().columns(table).stream().map(Column::dataType))
          .containsExactly("decimal(9,2)", "int");
      assertThat(names(table)).containsExactly("price", "id");
      assertThat(rows("select id, cast(price as double) from " + table))
          .containsExactly(List.of(1L, 2.5));
    }
    CompiledNode broken =
        Fixtures.promising(
            Fixtures.model(table, "select 'x' as id, 1 as other", config), columns, List.of());
    assertThatThrownBy(() -> engine.execute(broken, RefreshMode.NORMAL))
        .hasMessageContaining("This model has an enforced contract that failed.")
        .hasMessageContaining("| id          | string          | int           | data type")
        .hasMessageContaining("| other       | int             |               | missing in contr")
        .hasMessageContaining("| price       |                 | decimal       | missing in defin");
    assertThat(rows("select id from " + table)).containsExactly(List.of(1L));
  }

  @Test
  void constraintsAreHeldOrWarnedOf() {
    Relation table = table("constrained");
    Constraint positive = Fixtures.constraint(Constraint.Type.CHECK, "n > 0");
    List<ColumnInfo> columns =
        List.of(
            Fixtures.column("id", "int", Fixtures.constraint(Constraint.Type.NOT_NULL, "")),
            Fixtures.column("n", "int", Fixtures.constraint(Constraint.Type.UNIQUE, "")));
    Map<String, Object> config = incremental("append", "id");
    config.put("contract", Map.of("enforced", true));
    config.put("iceberg_expire_snapshots", false); // its warning is another matter
    SharedEngine.messages().clear();
    promise(table, "select 1 as id, 1 as n", config, columns, positive);
    boolean held = format().supports(FormatFeature.CHECKS);
    assertThat(SharedEngine.messages())
        .filteredOn(text -> !text.startsWith("SQLQuery"))
        .extracting(text -> text.substring(0, text.indexOf(" is not")))
        .containsExactlyElementsOf(
            (held ? Stream.of("unique") : Stream.of("not_null", "unique", "check"))
                .map(type -> "ConstraintNotSupported: The constraint type " + type)
                .toList());
    if (!held) {
      return;
    }
    for (String bad : List.of("select 2 as id, 0 as n", "select int(null) as id, 2 as n")) {
      assertThatThrownBy(() -> promise(table, bad, config, columns, positive))
          .hasMessageContaining("constraint");
      config.put("materialized", "table");
      assertThatThrownBy(() -> promise(table, bad, config, columns, positive))
          .hasMessageContaining("A row breaks the constraint '");
      config.put("materialized", "incremental");
    }
    assertThat(content(table)).containsExactly(List.of(1L, 1L));
    config.put("materialized", "table");
    promise(table, "select 3 as id, 3 as n", config, columns, positive);
    assertThatThrownBy(() -> rows("insert into " + table + " values (4, -4)"))
        .hasMessageContaining("check_2");
    run(table, "select -5 as n", config("table"));
    assertThat(content(table)).containsExactly(List.of(-5L));
  }

  @Test
  void commentsOfTableAndColumnsAreTheModels() {
    Relation table = table("documented");
    Map<String, Object> config =
        config("table", "persist_docs", Map.of("relation", true, "columns", true));
    for (String sql : List.of("select 1 as id, 2 as n", "select 3 as id, 'x' as other")) {
      run(table, sql, config);
      List<Column> columns = engine.warehouse().columns(table);
      assertThat(columns.get(0).comment()).contains("the key");
      assertThat(columns.get(1).comment()).isEmpty();
      assertThat(rows("describe extended " + table))
          .anyMatch(row -> row.contains("Comment") && row.contains("one row per id"));
    }
  }

  @Test
  void commentsOfAnExistingTableFollowTheModel() {
    Relation table = table("retold");
    Map<String, Object> config = incremental("append", "id");
    run(table, "select 1 as id, 2 as n", config);
    config.put("persist_docs", Map.of("relation", "True", "columns", "yes"));
    for (int run = 0; run < 2; run++) {
      run(table, "select 3 as id, 4 as n", config);
      assertThat(engine.warehouse().columns(table).get(0).comment()).contains("the key");
      assertThat(rows("describe extended " + table))
          .anyMatch(row -> row.contains("Comment") && row.contains("one row per id"));
    }
    assertThat(rows("select count(*) from " + table + " where id = 3"))
        .containsExactly(List.of(2L));
  }

  @Test
  void writeOptionsReachTheFilesOrAreRefused() {
    Relation table = table("packed");
    String codec = format() == TableFormat.ORC ? "zlib" : "gzip";
    Map<String, Object> config = incremental("insert_overwrite", "id");
    config.put("partition_by", "day");
    config.put("write_options", Map.of("compression", codec, "header", true));
    CompiledNode first = Fixtures.model(table, "select 1 as id, 'x' as day", config);
    if (format().supports(FormatFeature.OWN_CATALOG)) {
      assertThatThrownBy(() -> engine.execute(first, RefreshMode.NORMAL))
          .hasMessageContaining("Put them into table_properties")
          .hasMessageContaining(format().dbtName());
      return;
    }
    engine.execute(first, RefreshMode.NORMAL);
    run(table, "select 2 as id, 'y' as day union all select 3, 'y'", config);
    assertThat(rows("select id, day from " + table + " order by id"))
        .containsExactly(List.of(1L, "x"), List.of(2L, "y"), List.of(3L, "y"));
    if (format() != TableFormat.HUDI) { // whose options are Hudi's own
      String file = "select input_file_name() from " + table + " where id = 1";
      assertThat(rows(file).get(0).get(0).toString()).matches(".*\\.(gz\\..*|.*\\.gz|zlib\\.orc)");
    }
  }

  @Test
  void rowsLieInBucketsOrThereAreNone() {
    Relation table = table("spread");
    Map<String, Object> config = incremental("insert_overwrite", "id");
    config.put("partition_by", "day");
    config.put("clustered_by", "id");
    config.put("buckets", 3L);
    CompiledNode first =
        Fixtures.model(table, "select id, 'x' as day from range(0, 20, 1, 1)", Map.copyOf(config));
    if (!format().supports(FormatFeature.BUCKETS)) {
      assertThatThrownBy(() -> engine.execute(first, RefreshMode.NORMAL))
          .hasMessageContaining("file_format " + format().dbtName() + " has no buckets");
      return;
    }
    engine.execute(first, RefreshMode.NORMAL);
    run(table, "select id, 'y' as day from range(0, 30, 1, 1)", config);
    assertThat(rows("select day, count(*) from " + table + " group by day order by day"))
        .containsExactly(List.of("x", 20L), List.of("y", 30L));
    assertThat(rows("select distinct input_file_name() from " + table)).hasSize(6);
    assertThat(rows("select count(*) from " + table + " where id = 7"))
        .containsExactly(List.of(2L));
    assertThat(rows("describe extended " + table))
        .anyMatch(
            row -> row.toString().matches("\\[(Num Buckets, 3|Part \\d+, bucket\\(3, id\\)).*"));
    config.put("incremental_strategy", "append");
    run(table, "select id, 'y' as day from range(5)", config);
    assertThat(rows("select count(*) from " + table)).containsExactly(List.of(55L));
    config.remove("clustered_by");
    assertThatThrownBy(() -> run(table, "select 1 as id, 'y' as day", config))
        .hasMessageContaining("config 'buckets' needs 'clustered_by'");
  }

  @Test
  void appendAddsRowsByName() {
    Relation table = table("log");
    Map<String, Object> config = incremental("append", "a");
    run(table, "select 1 as a, 'x' as b", config);
    run(table, "select 'y' as b, 2 as a", config);
    assertThat(rows("select a, b from " + table + " order by a"))
        .containsExactly(List.of(1L, "x"), List.of(2L, "y"));
  }

  @Test
  void insertOverwriteReplacesThePartitionsThatTheQueryHas() {
    Relation table = table("days");
    Map<String, Object> config = incremental("insert_overwrite", "N");
    config.put("partition_by", List.of("Day"));
    run(table, "select * from values (1, 'x'), (2, 'y') as t(n, day)", config);
    run(table, "select * from values ('y', 20), ('z', 30) as t(day, n)", config);
    assertThat(rows("select n, day from " + table + " order by day"))
        .containsExactly(List.of(1L, "x"), List.of(20L, "y"), List.of(30L, "z"));
  }

  @Test
  void insertOverwriteWithoutPartitionsReplacesAllRows() {
    Relation table = table("whole");
    run(table, "select 1 as id union all select 2", incremental("insert_overwrite", "id"));
    run(table, "select 3 as id", incremental("insert_overwrite", "id"));
    assertThat(content(table)).containsExactly(List.of(3L));
    run(table, "select 4 as id where false", incremental("insert_overwrite", "id"));
    assertThat(content(table)).isEmpty();
  }

  @Test
  @Tag("spark41")
  void mergeUpdatesAndInsertsOrIsRefused() {
    Relation table = table("gold");
    Map<String, Object> config = incremental("merge", "id");
    config.put("unique_key", List.of("id", "kind"));
    String first = "select * from values (1, 'a', 10), (2, 'b', 20) as t(id, kind, n)";
    if (!format().supports(FormatFeature.MERGE)) {
      assertThatThrownBy(
              () -> engine.execute(Fixtures.model(table, first, config), RefreshMode.NORMAL))
          .hasMessageStartingWith("Invalid incremental strategy provided: merge");
      assertThat(engine.warehouse().findRelation(table)).isEmpty();
      return;
    }
    run(table, first, config);
    config.put("unique_key", List.of("ID", "Kind")); // names have no case in Spark
    run(table, "select * from values (2, 'b', 21), (2, 'c', 30) as t(id, KIND, n)", config);
    assertThat(rows("select id, kind, n from " + table + " order by id, kind"))
        .containsExactly(List.of(1L, "a", 10L), List.of(2L, "b", 21L), List.of(2L, "c", 30L));
    config.put("merge_exclude_columns", List.of("n"));
    config.put("incremental_predicates", List.of("DBT_INTERNAL_DEST.id < 5"));
    if (!format().supports(FormatFeature.PARTIAL_MERGE)) {
      assertThatThrownBy(
              () -> engine.execute(Fixtures.model(table, first, config), RefreshMode.NORMAL))
          .hasMessageStartingWith("file_format " + format().dbtName() + " merges whole rows");
      return;
    }
    run(table, "select * from values (1, 'a', 99), (7, 'd', 70) as t(id, kind, n)", config);
    assertThat(rows("select id, n from " + table + " where id in (1, 7) order by id"))
        .containsExactly(List.of(1L, 10L), List.of(7L, 70L));
  }

  @Test
  void deleteInsertReplacesTheRowsOfItsKeysOrIsRefused() {
    Relation table = table("keyed");
    Map<String, Object> config = incremental("delete+insert", "id");
    config.put("unique_key", List.of("id", "kind"));
    String first =
        "select * from values (1, 'a', 10), (1, 'a', 11), (2, 'b', 20), (3, null, 30) as t(id, kind,"
            + " n)";
    if (!format().supports(FormatFeature.DELETE_INSERT)) {
      assertThatThrownBy(
              () -> engine.execute(Fixtures.model(table, first, config), RefreshMode.NORMAL))
          .hasMessage(
              "Invalid incremental strategy provided: delete+insert\n    You can only choose this"
                  + " strategy when file_format is set to 'delta' or 'iceberg' or 's3tables'");
      return;
    }
    run(table, first, config);
    config.put("predicates", List.of("n < 20")); // dbt-glue's other name for it
    run(
        table,
        "select * from values ('a', 1, 12), ('a', 1, 13), ('a', 1, 14), ('b', 2, 21), (null, 3, 31)"
            + " as t(kind, id, n)",
        config);
    assertThat(rows("select n from " + table + " order by n"))
        .containsExactly(
            List.of(12L),
            List.of(13L),
            List.of(14L),
            List.of(20L),
            List.of(21L),
            List.of(30L),
            List.of(31L));
  }

  /** How incremental models are written: only rows newer than what the table holds. */
  @Test
  void aQueryMayReadTheTableThatItFills() {
    STRATEGIES.forEach(
        (strategy, feature) -> {
          if (format().supports(feature)) {
            Relation table = table("self_" + strategy.replace('+', '_'));
            assertThat(twoRunsOverItself(table, strategy))
                .as(strategy)
                .containsExactly(
                    List.of(1L, 10L, "x"),
                    List.of(2L, 20L, "y"),
                    List.of(3L, 30L, "z"),
                    List.of(11L, 10L, "x"));
          }
        });
  }

  private List<List<Object>> twoRunsOverItself(Relation table, String strategy) {
    Map<String, Object> config = incremental(strategy, "id");
    config.put("partition_by", List.of("day"));
    run(table, "select * from values (1, 10, 'x'), (2, 20, 'y') as t(id, n, day)", config);
    run(
        table,
        String.format(
            "with held as (select id from %1$s)"
                + " select t.* from values (1, 99, 'x'), (2, 15, 'y'), (3, 30, 'z') as t(id, n, day)"
                + " left anti join held on held.id = t.id where n > (select max(n) from %1$s)"
                + " union all select id + step, n, day from %1$s, (select 0 as step union select 10)"
                + " where id = 1 and not exists (select 1 from %1$s as old where old.id = 11)",
            table),
        config);
    return rows("select distinct id, n, day from " + table + " order by id");
  }

  /** Such as {@code uuid()}; so are {@code first} and {@code collect_list} to Spark. */
  @Test
  void aQueryMayGiveOtherRowsEachTime() {
    STRATEGIES.forEach(
        (strategy, feature) -> {
          if (format().supports(feature) && feature != FormatFeature.APPEND) {
            Relation table = table("random_" + strategy.replace('+', '_'));
            Map<String, Object> config = incremental(strategy, "id");
            run(table, "select 1 as id, uuid() as mark, 0 as n", config);
            run(
                table,
                "select 1L as id, first(mark) as mark, null as n from (select uuid() as mark)",
                config);
            assertThat(rows("select id, length(mark), n from " + table))
                .as(strategy)
                .containsExactly(Arrays.asList(1L, 36L, null));
          }
        });
    Relation table = table("random_versions");
    CompiledNode snapshot = Fixtures.snapshot(table, config("snapshot"));
    String columns = " as id, uuid() as name, 'v%1$d' as version, cast(null as int) as until";
    snap(snapshot, "select 1" + columns.formatted(1), "");
    snap(
        snapshot,
        "select 2" + columns.formatted(2) + ", 'insert' as dbt_change_type, 2 as dbt_unique_key",
        "");
    assertThat(rows("select id, length(name), until from " + table + " order by id"))
        .containsExactly(Arrays.asList(1L, 36L, null), Arrays.asList(2L, 36L, null));
  }

  @Test
  void aFullRefreshTakesTheQuerysColumns() {
    Relation table = table("refreshed");
    run(table, "select 1 as id, 'x' as day", incremental("append", "id"));
    CompiledNode again =
        Fixtures.model(table, "select 0.5d as n, 7 as id", incremental("append", "id"));
    assertThat(engine.execute(again, RefreshMode.FULL_REFRESH).status())
        .isEqualTo(RunStatus.SUCCESS);
    assertThat(content(table)).containsExactly(List.of(0.5, 7L));
  }

  @Test
  @Tag("spark41")
  void newColumnsAreAppendedWhereTheModelWantsIt() {
    Relation table = table("growing");
    Map<String, Object> config = incremental("append", "id");
    config.put("partition_by", List.of("day"));
    config.put("on_schema_change", "append_new_columns");
    run(table, "select 1 as id, 'x' as day", config);
    run(table, "select 2 as id, 0.5d as price, 'y' as day", config);
    assertThat(rows("select id, price, day from " + table + " order by id"))
        .containsExactly(Arrays.asList(1L, null, "x"), List.of(2L, 0.5, "y"));
    config.put("on_schema_change", "fail");
    CompiledNode less = Fixtures.model(table, "select 3 as id, 'z' as day", config);
    assertThatThrownBy(() -> engine.execute(less, RefreshMode.NORMAL))
        .hasMessageStartingWith("The source and target schemas on this incremental model")
        .hasMessageContaining("Target columns not in source: [price double]");
    assertThat(rows("select count(*) from " + table)).containsExactly(List.of(2L));
  }

  @Test
  void columnsAreDroppedOnlyWhereTheFormatCan() {
    Relation table = table("shrinking");
    Map<String, Object> config = incremental("append", "id");
    config.put("on_schema_change", "sync_all_columns");
    run(table, "select 1 as id, 2 as n, 'x' as gone", config);
    CompiledNode less = Fixtures.model(table, "select 2 as id, 3L as n", config);
    if (!format().supports(FormatFeature.CHANGE_COLUMNS)) {
      assertThatThrownBy(() -> engine.execute(less, RefreshMode.NORMAL))
          .hasMessageContaining("does not support dropping columns: [gone string]");
      assertThat(names(table)).containsExactly("id", "n", "gone");
      return;
    }
    engine.execute(less, RefreshMode.NORMAL);
    assertThat(names(table)).containsExactly("id", "n");
    assertThat(engine.warehouse().columns(table).get(1).dataType()).isEqualTo("bigint");
    assertThat(content(table)).containsExactly(List.of(1L, 2L), List.of(2L, 3L));
  }

  @Test
  @Tag("spark41")
  void aViewBecomesATable() {
    Relation table = table("turned");
    Relation plain = Relation.of(table.schema(), table.identifier());
    run(plain, "select 1 as id", Map.of("materialized", "view"));
    CompiledNode model = Fixtures.model(table, "select 2 as id", config("table"));
    engine.execute(model, RefreshMode.NORMAL);
    assertThat(content(table)).containsExactly(List.of(2L));
    assertThat(engine.warehouse().listRelations(table.schema()))
        .filteredOn(relation -> relation.identifier().equals("turned"))
        .hasSize(1);
    assertThat(engine.warehouse().findRelation(table).flatMap(Relation::type))
        .contains(RelationType.TABLE);
    run(table, "select 3 as id, 4 as n", config("table"));
    assertThat(content(table)).containsExactly(List.of(3L, 4L));
  }

  @Test
  void aTableOfAnotherFormatGivesUpItsNameOnceTheNewOneIsReady() {
    Relation table = table("reshaped");
    Relation plain = Relation.of(table.schema(), table.identifier());
    TableFormat other = format() == TableFormat.DELTA ? TableFormat.HUDI : TableFormat.DELTA;
    Map<String, Object> old = Map.of("materialized", "table", "file_format", other.dbtName());
    run(plain, "select 1 as id, 'x' as kind", old);
    CompiledNode failing =
        Fixtures.model(
            table, "select id from range(9) where assert_true(id < 5) is null", config("table"));
    assertThatThrownBy(() -> engine.execute(failing, RefreshMode.NORMAL))
        .hasMessageContaining("is not true");
    assertThat(rows("select id, kind from " + plain)).containsExactly(List.of(1L, "x"));
    run(table, "select 2 as id, 'y' as day", config("table", "partition_by", "day"));
    assertThat(content(table)).containsExactly(List.of(2L, "y"));
    TableFormat found = format() == TableFormat.S3TABLES ? TableFormat.ICEBERG : format();
    assertThat(engine.warehouse().findRelation(table).flatMap(Relation::format)).contains(found);
    run(plain, "select 3 as id", Map.of("materialized", "view"));
    assertThat(content(plain)).containsExactly(List.of(3L));
    assertThat(engine.warehouse().listRelations(table.schema()))
        .noneMatch(relation -> relation.identifier().contains("__epoxy"))
        .filteredOn(relation -> relation.identifier().equals("reshaped"))
        .hasSize(1);
  }

  /** Iceberg's catalog has names of its own here; {@code ModelPlannerTest} has Glue's plans. */
  @Test
  void anIcebergTableOfTheSameNameGoesOnceTheNewOneIsReady() {
    Relation table = table("thawed");
    Relation frozen = Relation.of(table.schema(), table.identifier()).inCatalog("glue_catalog");
    Map<String, Object> iceberg = Map.of("materialized", "table", "file_format", "iceberg");
    run(frozen, "select 1 as id, 'x' as kind", iceberg);
    CompiledNode failing =
        Fixtures.model(
            table, "select id from range(9) where assert_true(id < 5) is null", config("table"));
    assertThatThrownBy(() -> engine.execute(failing, RefreshMode.NORMAL))
        .hasMessageContaining("is not true");
    assertThat(rows("select id, kind from " + frozen)).containsExactly(List.of(1L, "x"));
    for (int run = 0; run < 2; run++) {
      run(table, "select " + run + " as id", config("table"));
      assertThat(content(table)).containsExactly(List.of((long) run));
      assertThat(engine.warehouse().findRelation(frozen).isPresent())
          .isEqualTo(format().supports(FormatFeature.OWN_CATALOG));
    }
    run(frozen, "select 5 as n", iceberg);
    assertThat(rows("select n from " + frozen)).containsExactly(List.of(5L));
    assertThat(engine.warehouse().listRelations(table.schema()))
        .filteredOn(relation -> relation.identifier().equals("thawed"))
        .containsExactly(frozen.ofType(RelationType.TABLE).storedAs(TableFormat.ICEBERG));
  }

  private Relation table(String name) {
    Relation plain = Relation.of("contract_" + format().dbtName(), name);
    return format().supports(FormatFeature.OWN_CATALOG) ? plain.inCatalog("glue_catalog") : plain;
  }

  private Map<String, Object> config(String materialized, Object... more) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("materialized", materialized);
    config.put("file_format", format().dbtName());
    for (int i = 0; i < more.length; i += 2) {
      config.put((String) more[i], more[i + 1]);
    }
    return config;
  }

  private Map<String, Object> incremental(String strategy, String key) {
    return config("incremental", "incremental_strategy", strategy, "unique_key", key);
  }

  private void run(Relation relation, String sql, Map<String, Object> config) {
    CompiledNode model = Fixtures.model(relation, sql, config);
    assertThat(engine.execute(model, RefreshMode.NORMAL).status()).isEqualTo(RunStatus.SUCCESS);
  }

  private void promise(
      Relation table,
      String sql,
      Map<String, Object> config,
      List<ColumnInfo> columns,
      Constraint constraint) {
    CompiledNode model = Fixtures.model(table, sql, config);
    engine.execute(Fixtures.promising(model, columns, List.of(constraint)), RefreshMode.NORMAL);
  }

  /** Columns of the query: a format may add some of its own. */
  private List<String> names(Relation table) {
    return engine.warehouse().columns(table).stream()
        .map(Column::name)
        .filter(name -> !name.equals("update_hudi_ts"))
        .toList();
  }

  private List<List<Object>> content(Relation table) {
    return rows("select " + String.join(", ", names(table)) + " from " + table + " order by 1");
  }

  private List<List<Object>> rows(String sql) {
    return engine.warehouse().query(sql).rows();
  }
}
