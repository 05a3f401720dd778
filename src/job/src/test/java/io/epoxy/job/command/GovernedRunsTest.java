package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.epoxy.aws.testing.LakeFormationOverlay;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs as a Glue job makes them, in this JVM's Spark and a stand-in for Lake Formation. */
class GovernedRunsTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/";

  private final LakeFormationOverlay aws = LakeFormationOverlay.start();
  private final List<String> seen = new ArrayList<>();
  @TempDir private Path folder;
  private SparkSession spark;
  private CommandProject project;

  @BeforeEach
  void start() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toUri().toString())
            .getOrCreate();
    project = new CommandProject(folder);
    writeProfile("");
    aws.state().defineTag("stage", "gold", "raw");
    aws.state().defineTag("pii", "yes", "no");
    aws.state().tablesOf(name -> spark.catalog().tableExists(name));
    aws.onCall(
        call -> {
          if (call.isWriting() && !call.operation().endsWith("Permissions")) {
            see(call.operation(), call.body());
          }
        });
  }

  private void writeProfile(String arguments) {
    project.write(
        "profiles.yml",
        "shop:\n  target: dev\n  outputs:\n    dev:\n      {type: glue, schema: shop,"
            + " threads: 1, role_arn: '"
            + LakeFormationOverlay.ROLE
            + "', default_arguments: '"
            + arguments
            + "', location: '"
            + folder.resolve("lake").toUri()
            + "'}\n");
  }

  /** What others can read of a table while a call is made. */
  private void see(String operation, JsonNode body) {
    if (body.findValue("Database") != null) {
      seen.add(operation + " database");
      return;
    }
    JsonNode named = body.findValue("TableName");
    String table = (named == null ? body.findValue("Name") : named).asText();
    Dataset<Row> rows = spark.table("shop." + table);
    String more =
        List.of(rows.columns()).contains("more")
            ? ", more " + rows.where("more is not null").count()
            : "";
    seen.add(operation + " " + table + " " + rows.count() + more);
  }

  @AfterEach
  void stop() {
    spark.stop();
    aws.close();
  }

  private CommandProject.Done run(Command command, FlagValues flags) {
    seen.clear();
    aws.forgetCalls();
    CommandProject.Done done = project.runAsJob(command, flags);
    assertThat(done.exit()).as(done.text()).isEqualTo(ExitCode.OK);
    return done;
  }

  private void writeOrders(String stage, String filters, String columns) {
    project.write(
        "models/orders.sql",
        """
        {{ config(materialized='table',
          lf_tags_config={'enabled': true, 'drop_existing': true, 'tags_table': {'stage': '%s'},
            'tags_columns': {'pii': {'yes': ['name']}}},
          lf_grants={'data_cell_filters': {'enabled': true, 'drop_existing': true,
            'filters': %s}}) }}
        select 1 as id, 'a' as name%s union all select 2, 'b'%s
        """
            .formatted(stage, filters, columns, columns.isEmpty() ? "" : ", 3"));
  }

  private static String filter(String name, String rows, String who) {
    return "'%s': {'row_filter': '%s', 'principals': '%s%s'}".formatted(name, rows, ROLE, who);
  }

  @Test
  void aModelWithTagsColumnTagsAndTwoFiltersIsBuiltChangedRebuiltAndDropped() {
    String one = filter("one", "id = 1", "a");
    writeOrders("gold", "{" + one + ", " + filter("two", "id = 2", "b") + "}", "");

    run(Command.RUN, FlagValues.NONE);
    assertThat(aws.state().permitted("shop"))
        .containsExactly(LakeFormationOverlay.ROLE + ": ALTER, CREATE_TABLE, DESCRIBE, DROP");
    assertThat(seen)
        .containsExactly(
            "AddLFTagsToResource orders 0",
            "AddLFTagsToResource orders 0",
            "CreateDataCellsFilter orders 0",
            "CreateDataCellsFilter orders 0");
    assertHeld("gold", "one", "two");

    run(Command.RUN, FlagValues.NONE.with(Flag.FULL_REFRESH, true));
    assertThat(aws.writes()).isEmpty();

    String without = ", 'excluded_column_names': 'more'}";
    String changed = filter("one", "id > 1 and more < 9", "c").replace("}", without);
    writeOrders("raw", "{" + changed + "}", ", 3 as more");
    run(Command.RUN, FlagValues.NONE);
    assertThat(seen)
        .containsExactly(
            "AddLFTagsToResource orders 2, more 0",
            "UpdateDataCellsFilter orders 2, more 0",
            "DeleteDataCellsFilter orders 2, more 0");
    assertThat(aws.writes())
        .containsExactly(
            "AddLFTagsToResource",
            "BatchRevokePermissions",
            "UpdateDataCellsFilter",
            "BatchGrantPermissions",
            "BatchRevokePermissions",
            "DeleteDataCellsFilter");
    assertHeld("raw", "one");
    assertThat(aws.state().permitted("shop.orders.one")).containsExactly(ROLE + "c: SELECT");
    assertThat(aws.state().permitted("shop.orders.two")).isEmpty();

    spark.sql("drop table shop.orders");
    aws.state().dropTable("shop.orders");
    run(Command.RUN, FlagValues.NONE);
    assertThat(seen)
        .containsExactly(
            "AddLFTagsToResource orders 0, more 0",
            "AddLFTagsToResource orders 0, more 0",
            "CreateDataCellsFilter orders 0, more 0");
    assertHeld("raw", "one");
    assertThat(spark.table("shop.orders").count()).isEqualTo(2);
  }

  private void assertHeld(String stage, String... filters) {
    assertThat(aws.state().assigned("shop.orders")).isEqualTo(Map.of("stage", stage));
    assertThat(aws.state().assigned("shop.orders.name")).isEqualTo(Map.of("pii", "yes"));
    for (String filter : filters) {
      assertThat(aws.state().filter("shop.orders." + filter)).isNotNull();
      assertThat(aws.state().permitted("shop.orders." + filter)).hasSize(1);
    }
    aws.forgetCalls();
  }

  /** Whatever is new is tagged empty. */
  @Test
  void seedsSnapshotsViewsAndIncrementalModelsAreTaggedBeforeTheyShowRows() {
    String tags = "lf_tags_config={'enabled': true, 'tags_table': {'stage': 'raw'}}";
    project
        .write("seeds/cities.csv", "id,name\n1,Rome\n2,Oslo\n")
        .write(
            "seeds/seeds.yml",
            "seeds:\n  - name: cities\n    config:\n"
                + "      lf_tags_config: {enabled: true, tags_table: {stage: raw}}\n")
        .write(
            "models/shown.sql",
            "{{ config(materialized='view', " + tags + ") }} select * from {{ ref('cities') }}")
        .write(
            "models/grown.sql",
            "{{ config(materialized='incremental', incremental_strategy='append', "
                + tags
                + ") }} select * from {{ ref('cities') }}")
        .write(
            "snapshots/kept.sql",
            "{% snapshot kept %}{{ config(strategy='check', check_cols='all', unique_key='id', "
                + "file_format='parquet', "
                + tags
                + ") }} select * from {{ ref('cities') }}{% endsnapshot %}");

    run(Command.BUILD, FlagValues.NONE);
    assertThat(seen)
        .containsExactlyInAnyOrder(
            "AddLFTagsToResource cities 0",
            "AddLFTagsToResource shown 0",
            "AddLFTagsToResource grown 0",
            "AddLFTagsToResource kept 0");
    for (String table : List.of("cities", "shown", "grown", "kept")) {
      assertThat(spark.table("shop." + table).count()).as(table).isEqualTo(2);
    }
    assertThat(
            spark
                .sql("select count(*) from shop.kept where dbt_valid_to is null")
                .first()
                .getLong(0))
        .isEqualTo(2);

    run(Command.BUILD, FlagValues.NONE.with(Flag.FULL_REFRESH, true));
    assertThat(aws.writes()).isEmpty();
    assertThat(spark.table("shop.kept").count()).isEqualTo(2);
  }

  /** As a run that died between the calls left them: with a name, without rows. */
  @Test
  void whatAKilledFirstBuildLeftIsNoHistory() {
    String config =
        "{{ config(materialized='incremental', incremental_strategy='%s', %s"
            + "lf_tags_config={'enabled': true, 'tags_table': {'stage': 'raw'}}) }}\n";
    String batches =
        "event_time='at', begin='2023-01-01', batch_size='year', lookback=1, partition_by='at', ";
    project
        .write(
            "models/grown.sql",
            config.formatted("append", "")
                + "select id from range(2) {% if is_incremental() %} where id > 100 {% endif %}")
        .write(
            "models/batches.sql",
            config.formatted("microbatch", batches)
                + "select to_date(left('{{ model.batch.id }}', 4), 'yyyy') as at, 1 as id");
    spark.sql("create database shop");
    for (String name : List.of("grown (id bigint)", "batches (at date, id int)")) {
      spark.sql(
          "create table shop." + name + " using parquet tblproperties ('epoxy.first_build'='x')");
    }
    int years = Year.now(ZoneOffset.UTC).getValue() - 2022;
    for (int i = 0; i < 2; i++) {
      run(Command.RUN, FlagValues.NONE);
      assertThat(spark.table("shop.grown").count()).isEqualTo(2);
      assertThat(spark.table("shop.batches").count()).isEqualTo(years);
    }
  }

  @Test
  void whatAMacroOfTheProjectBuildsIsGovernedBeforeItIfItIsThereAndToldOfIfNot() {
    project.write(
        "macros/own.sql",
        """
        {% materialization own, default %}
        {% set there = load_cached_relation(this) %}
        {% call statement('main') %}
        {{ 'insert overwrite ' ~ this if there else 'create table ' ~ this ~ ' using parquet as' }}
        {{ sql }}
        {% endcall %}
        {{ return({'relations': [this]}) }}
        {% endmaterialization %}
        """);
    writeOwn(2, "'tags_table': {'stage': 'raw'}, 'tags_database': {'stage': 'gold'}");
    assertThat(run(Command.RUN, FlagValues.NONE).text())
        .contains(
            "What a materialization of the project makes for the first time gets its LF-tags");
    assertThat(seen).containsExactly("AddLFTagsToResource database", "AddLFTagsToResource own 2");

    writeOwn(3, "'tags_table': {'stage': 'gold'}, 'tags_columns': {'pii': {'yes': ['id', 'new']}}");
    assertThat(run(Command.RUN, FlagValues.NONE).text()).doesNotContain("for the first time");
    assertThat(seen)
        .containsExactly(
            "AddLFTagsToResource own 2",
            "AddLFTagsToResource own 2",
            "AddLFTagsToResource own 3"); // of a column that is new
    assertThat(spark.table("shop.own").count()).isEqualTo(3);

    writeOwn(4, "'tags_table': {'stage': 'raw'}");
    aws.refuse("AddLFTagsToResource", 400, "InvalidInputException", "Not now");
    assertThat(run(Command.RUN, FlagValues.NONE).text())
        .contains("Lake Formation does not hold all that shop.own wants before it is built")
        .contains("InvalidInputException: Not now");
    assertThat(seen).containsExactly("AddLFTagsToResource own 3", "AddLFTagsToResource own 4");
  }

  private void writeOwn(int rows, String tags) {
    project.write(
        "models/own.sql",
        "{{ config(materialized='own', lf_tags_config={'enabled': true, "
            + tags
            + "}) }} select id from range("
            + rows
            + ")");
  }

  /** With sessions of their own, and with the one that fine-grained access control allows. */
  @ParameterizedTest
  @ValueSource(strings = {"", "--enable-lakeformation-fine-grained-access=true"})
  void batchesThatRunAtOnceAreGovernedBeforeAnyOfThemHasRows(String arguments) {
    writeProfile(arguments);
    project.write(
        "models/orders.sql",
        """
        {{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at',
          batch_size='day', begin='2024-01-01', concurrent_batches=true, partition_by='day',
          lf_tags_config={'enabled': true, 'tags_table': {'stage': 'gold'}},
          on_schema_change='append_new_columns') }}
        select id, timestamp '2024-01-01 12:00:00Z' + make_interval(0, 0, 0, id) as at,
          '{{ model.batch.id }}' as day{{ var('more', '') }}
        from values (0), (1), (2), (3), (4) as t(id)
        where '{{ model.batch.id }}' = date_format(date '2024-01-01' + id, 'yyyyMMdd')
        """);
    FlagValues days =
        FlagValues.NONE
            .with(Flag.EVENT_TIME_START, "2024-01-01")
            .with(Flag.EVENT_TIME_END, "2024-01-06")
            .with(Flag.THREADS, 3L);

    CommandProject.Done built = run(Command.RUN, days);

    assertThat(built.text()).doesNotContain("sequentially").contains("Batch 5 of 5 OK");
    assertThat(seen).containsExactly("AddLFTagsToResource orders 0");
    String ids = "select string(sort_array(collect_list(id))) from shop.orders";
    assertThat(spark.sql(ids).first().getString(0)).isEqualTo("[0, 1, 2, 3, 4]");

    run(Command.RUN, days.with(Flag.VARS, Map.of("more", ", 1 as more")));

    assertThat(seen).isEmpty();
    assertThat(spark.sql(ids + " where more = 1").first().getString(0))
        .isEqualTo("[0, 1, 2, 3, 4]");
  }
}
