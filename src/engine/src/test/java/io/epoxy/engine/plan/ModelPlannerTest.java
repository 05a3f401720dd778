package io.epoxy.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.Fixtures;
import io.epoxy.engine.strategy.IncrementalStrategies;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.TableFormat;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Plans as text, without Spark. */
class ModelPlannerTest {
  private static final Relation PLAIN = Relation.of("shop", "orders");
  private static final Relation ICEBERG = PLAIN.inCatalog("glue_catalog");
  private static final List<Column> COLUMNS =
      List.of(Column.of("id", "bigint"), Column.of("n", "int"), Column.of("day", "string"));
  private static final List<Column> QUERY =
      List.of(
          Column.of("id", "bigint"), Column.of("N", "bigint"), Column.of("extra", "array<int>"));
  private static final List<Column> PARTED =
      List.of(Column.of("id", "bigint"), Column.of("day", "string"), Column.of("hour", "string"));
  private static final RelationState VIEW = state(RelationType.VIEW, Optional.empty(), List.of());
  private static final RelationState PARQUET =
      state(RelationType.TABLE, Optional.of(TableFormat.PARQUET), List.of("day"));
  private static final RelationState DELTA =
      state(RelationType.TABLE, Optional.of(TableFormat.DELTA), List.of());
  private static final RelationState HUDI =
      state(RelationType.TABLE, Optional.of(TableFormat.HUDI), List.of("day"));
  private static final RelationState ICEBERG_THERE =
      new RelationState(
          true,
          Optional.of(
              new RelationState.Existing(
                  RelationType.TABLE,
                  Optional.of(TableFormat.ICEBERG),
                  COLUMNS,
                  List.of(),
                  new RelationState.Files(
                      Optional.of("s3a://bucket/root/shop/orders"),
                      Map.of(),
                      Optional.empty(),
                      Optional.empty()),
                  RelationState.Existing.Build.DONE)));
  private static final RelationState ICEBERG_TABLE =
      state(RelationType.TABLE, Optional.of(TableFormat.ICEBERG), List.of());

  @Test
  void aViewIsOneStep() {
    assertThat(print(PLAIN, Map.of("materialized", "view"), RelationState.none()))
        .isEqualTo("create or replace view shop.orders\nas\nselect 1 as id");
  }

  @Test
  void aTableIsWrittenPublishedAndCleanedUp() {
    Map<String, Object> config =
        Map.of(
            "materialized", "table",
            "file_format", "ORC",
            "partition_by", "day, `hour`",
            "table_properties", Map.of("k", "it's"),
            "persist_docs", Map.of("relation", true));
    RelationState fresh = new RelationState(false, Optional.empty());
    assertThat(print(PLAIN, config, fresh))
        .isEqualTo(
            """
            create schema if not exists shop;

            -- only if s3://bucket/root/shop/orders holds no files of anybody else than shop.orders;

            insert overwrite directory 's3://bucket/root/shop/orders/epoxy-20260101T000000000Z-0000000a' using orc
            -- in folders of day, hour
            select 1 as id;

            -- columns as just written
            create or replace table shop.orders
            using orc
            partitioned by (day, hour)
            tblproperties ('k'='it\\'s')
            location 's3://bucket/root/shop/orders/epoxy-20260101T000000000Z-0000000a'
            comment 'one row per id';

            -- delete versions of shop.orders under s3://bucket/root/shop/orders that were replaced more than 60 minutes ago""");
  }

  @Test
  void anIcebergTableIsOneCommit() {
    Map<String, Object> config =
        Map.of(
            "materialized", "table",
            "file_format", "iceberg",
            "partition_by", List.of("bucket(4, id)"),
            "custom_location", "s3://elsewhere/orders/",
            "table_properties", Map.of("format-version", 2));
    assertThat(print(ICEBERG, config, ICEBERG_TABLE))
        .isEqualTo(
            """
            -- only if s3://elsewhere/orders/ holds no files of anybody else than glue_catalog.shop.orders;

            create or replace table glue_catalog.shop.orders
            using iceberg
            partitioned by (bucket(4, id))
            tblproperties ('format-version'='2')
            location 's3://elsewhere/orders/'
            as
            select 1 as id""");
  }

  @Test
  void aDeltaTableIsMadeAtItsLocationAndThenOverwrittenThere() {
    Map<String, Object> config =
        Map.of(
            "materialized", "table",
            "file_format", "delta",
            "partition_by", "day",
            "table_properties", Map.of("delta.appendOnly", "false"),
            "persist_docs", Map.of("columns", true));
    assertThat(print(PLAIN, config, RelationState.none()))
        .isEqualTo(
            """
            -- only if s3://bucket/root/shop/orders holds no files of anybody else than shop.orders;

            -- with comments on id
            create table shop.orders
            using delta
            partitioned by (day)
            tblproperties ('delta.appendOnly'='false')
            location 's3://bucket/root/shop/orders'
            as
            select 1 as id""");
    assertThat(print(PLAIN, config, DELTA))
        .isEqualTo(
            """
            -- schema, partitions and rows in one commit, at the table's own location
            -- with comments on id
            create or replace table shop.orders
            using delta
            partitioned by (day)
            tblproperties ('delta.appendOnly'='false')
            as
            select 1 as id""");
  }

  @Test
  void aDeltaMergeReadsItsOwnTableThroughAView() {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("materialized", "incremental");
    config.put("file_format", "delta");
    config.put("incremental_strategy", "merge");
    config.put("unique_key", "id");
    assertThat(printed("select 1 as id where 1 > (select max(id) from shop.orders)", config))
        .isEqualTo(
            """
            create or replace temporary view `orders__dbt_tmp` as
            select 1 as id where 1 > (select max(id) from shop.orders);

            merge into shop.orders as DBT_INTERNAL_DEST
            using (
            select * from `orders__dbt_tmp`
            ) as DBT_INTERNAL_SOURCE
            on DBT_INTERNAL_SOURCE.`id` = DBT_INTERNAL_DEST.`id`
            when matched then update set *
            when not matched then insert *""");
    assertThat(print(PLAIN, config, DELTA)).startsWith("merge into shop.orders");
    config.put("incremental_strategy", "append");
    assertThat(printed("select max(id) as id from shop.orders", config))
        .startsWith("insert into shop.orders");
  }

  @Test
  void aDeltaTableTakesTheNameOfAnotherRelation() {
    Map<String, Object> config = Map.of("materialized", "table", "file_format", "delta");
    for (RelationState old : List.of(VIEW, PARQUET)) {
      assertThat(print(PLAIN, config, old))
          .isEqualTo(
              """
              -- only if s3://bucket/root/shop/orders holds no files of anybody else than shop.orders;

              create table shop.orders__epoxy_20260101t000000000z_0000000a
              using delta
              location 's3://bucket/root/shop/orders/epoxy-20260101T000000000Z-0000000a'
              as
              select 1 as id;

              -- in one catalog update, in the place of what has the name
              alter table shop.orders__epoxy_20260101t000000000z_0000000a rename to shop.orders;

              -- delete versions of shop.orders under s3://bucket/root/shop/orders that were replaced more than 60 minutes ago""");
    }
  }

  @Test
  void mergeMatchesByEveryKey() {
    Map<String, Object> config = new HashMap<>();
    config.put("materialized", "incremental");
    config.put("incremental_strategy", "merge");
    config.put("file_format", "iceberg");
    config.put("unique_key", List.of("id", "day"));
    config.put("incremental_predicates", List.of("DBT_INTERNAL_DEST.day > 'x'"));
    config.put("iceberg_expire_snapshots", false);
    assertThat(print(ICEBERG, config, ICEBERG_TABLE))
        .isEqualTo(
            """
            merge into glue_catalog.shop.orders as DBT_INTERNAL_DEST
            using (
            select 1 as id
            ) as DBT_INTERNAL_SOURCE
            on (DBT_INTERNAL_DEST.day > 'x') and DBT_INTERNAL_SOURCE.`id` = DBT_INTERNAL_DEST.`id` and DBT_INTERNAL_SOURCE.`day` = DBT_INTERNAL_DEST.`day`
            when matched then update set *
            when not matched then insert *""");
    config.put("merge_exclude_columns", List.of("ID"));
    assertThat(print(ICEBERG, config, ICEBERG_TABLE))
        .contains("update set `n` = DBT_INTERNAL_SOURCE.`n`, `day` = DBT_INTERNAL_SOURCE.`day`\n");
    config.remove("merge_exclude_columns");
    config.put("merge_update_columns", "n");
    config.put("iceberg_expire_snapshots", "True");
    assertThat(print(ICEBERG, config, ICEBERG_TABLE))
        .contains("update set `n` = DBT_INTERNAL_SOURCE.`n`\n")
        .endsWith(
            "call glue_catalog.system.expire_snapshots(table => 'shop.orders', older_than => <the"
                + " newest commit>, retain_last => 1)");
    config.remove("unique_key");
    assertThat(print(ICEBERG, config, ICEBERG_TABLE))
        .contains("on false\nwhen not matched then insert *")
        .doesNotContain("update set");
  }

  @Test
  void deleteAndInsertAreOneStatement() {
    Map<String, Object> config = new HashMap<>();
    config.put("materialized", "incremental");
    config.put("incremental_strategy", "delete+insert");
    config.put("file_format", "delta");
    config.put("unique_key", "id");
    config.put("incremental_predicates", List.of("day > 'x'"));
    assertThat(print(PLAIN, config, DELTA))
        .isEqualTo(
            """
            merge into shop.orders as DBT_INTERNAL_DEST
            using (
            select `id` as `epoxy_new_id`, `n` as `epoxy_new_n`, `day` as `epoxy_new_day`, explode(array(true, false)) as epoxy_deletes
            from (
            select 1 as id
            )
            ) as DBT_INTERNAL_SOURCE
            on DBT_INTERNAL_SOURCE.epoxy_deletes
              and DBT_INTERNAL_DEST.`id` = DBT_INTERNAL_SOURCE.`epoxy_new_id`
              and (day > 'x')
            when matched then delete
            when not matched and not DBT_INTERNAL_SOURCE.epoxy_deletes then insert (`id`, `n`, `day`)
            values (DBT_INTERNAL_SOURCE.`epoxy_new_id`, DBT_INTERNAL_SOURCE.`epoxy_new_n`, DBT_INTERNAL_SOURCE.`epoxy_new_day`)""");
    config.remove("unique_key");
    assertThat(print(PLAIN, config, DELTA)).startsWith("insert into shop.orders\n");
  }

  @Test
  void aHudiTableIsWrittenByItsWriterWithTheUsersOptionsLast() {
    Map<String, Object> config = new HashMap<>();
    config.put("materialized", "incremental");
    config.put("file_format", "hudi");
    config.put("unique_key", List.of("ID", "hour"));
    config.put("partition_by", List.of("day"));
    config.put("hudi_options", Map.of("hoodie.index.type", "SIMPLE"));
    assertThat(print(PLAIN, config, RelationState.none()))
        .isEqualTo(
            """
            -- only if s3://bucket/root/shop/orders holds no files of anybody else than shop.orders;

            -- by Hudi's writer
            --   hoodie.table.name=orders
            --   hoodie.datasource.write.operation=bulk_insert
            --   hoodie.datasource.write.hive_style_partitioning=true
            --   hoodie.index.type=SIMPLE
            --   hoodie.bloom.index.update.partition.path=true
            --   hoodie.datasource.write.recordkey.field=id,hour
            --   hoodie.datasource.write.precombine.field=update_hudi_ts
            --   hoodie.datasource.write.partitionpath.field=day
            --   hoodie.datasource.write.schema.allow.auto.evolution.column.drop=true
            --   hoodie.internal.write.schema.canonicalize=false
            insert into hudi.`s3://bucket/root/shop/orders/epoxy-20260101T000000000Z-0000000a`
            select *, current_timestamp() as update_hudi_ts
            from (
            select 1 as id
            );

            create table shop.orders__epoxy_20260101t000000000z_0000000a
            using hudi
            location 's3://bucket/root/shop/orders/epoxy-20260101T000000000Z-0000000a';

            -- in one catalog update, in the place of what has the name
            alter table shop.orders__epoxy_20260101t000000000z_0000000a rename to shop.orders;

            -- delete versions of shop.orders under s3://bucket/root/shop/orders that were replaced more than 60 minutes ago""");
    assertRefused(
        PLAIN,
        config,
        HUDI,
        ErrorCode.COMPILATION,
        "Model 'model.shop.orders' needs the column update_hudi_ts in shop.orders, which was not"
            + " built as an incremental model. Run it with --full-refresh to build it anew.");
    config.remove("unique_key");
    assertRefused(
        PLAIN,
        config,
        RelationState.none(),
        ErrorCode.COMPILATION,
        "unique_key model configuration is required for HUDI incremental materializations.");
  }

  @Test
  void insertOverwriteTouchesThePartitionsItHasRowsFor() {
    Map<String, Object> config =
        Map.of("materialized", "incremental", "partition_by", List.of("day"));
    assertThat(print(PLAIN, config, PARQUET))
        .contains("-- in folders of day\n-- as columns id, n, day\nselect 1 as id")
        .contains("alter table shop.orders partition (...) set location")
        .doesNotContain("create or replace table");
    assertThat(print(PLAIN, config, VIEW)).contains("create or replace table");
    String full = plan(PLAIN, config, PARQUET, RefreshMode.FULL_REFRESH).print();
    assertThat(full).contains("create or replace table shop.orders");
    Map<String, Object> other = Map.of("materialized", "incremental", "partition_by", "id");
    assertRefused(
        PLAIN,
        other,
        PARQUET,
        ErrorCode.COMPILATION,
        "Model 'model.shop.orders' has partition_by [id], but shop.orders is partitioned by [day]."
            + " Run it with --full-refresh to build it anew.");
  }

  @Test
  void settingsOfAGlueSessionInMetaAreLeftOutWithANotice() {
    Map<String, Object> session = Map.of("meta", Map.of("worker_type", "G.2X", "workers", 9L));

    assertThat(plan(PLAIN, session, RelationState.none(), RefreshMode.NORMAL).notices())
        .singleElement()
        .satisfies(
            notice -> assertThat(notice.text()).contains("(workers, worker_type of 'orders')"));
    assertThat(
            plan(
                    PLAIN,
                    Map.of("meta", Map.of("owner", "me")),
                    RelationState.none(),
                    RefreshMode.NORMAL)
                .notices())
        .isEmpty();
  }

  @Test
  void wrongConfigsAreToldInDbtGluesWords() {
    assertRefused(
        PLAIN,
        incremental("incremental_strategy", "merge"),
        PARQUET,
        ErrorCode.COMPILATION,
        "Invalid incremental strategy provided: merge\n    You can only choose this strategy when"
            + " file_format is set to 'delta' or 'iceberg' or 'hudi' or 's3tables'");
    assertRefused(
        PLAIN,
        incremental("incremental_strategy", "upsert"),
        PARQUET,
        ErrorCode.COMPILATION,
        "Invalid incremental strategy provided: upsert\n    Expected one of: 'append', 'merge',"
            + " 'insert_overwrite', 'delete+insert', 'microbatch'\n    or a strategy of your own, but"
            + " dbt could not find an incremental strategy macro with the name"
            + " \"get_incremental_upsert_sql\" in shop");
    assertRefused(
        PLAIN,
        Map.of("materialized", "table", "file_format", "excel"),
        PARQUET,
        ErrorCode.COMPILATION,
        "Invalid file format provided: excel\n    Expected one of: text, csv, json, jdbc, parquet,"
            + " orc, hive, delta, iceberg, libsvm, hudi, s3tables");
  }

  @Test
  void whatCannotBeDoneYetIsNeverPassedOver() {
    Map<String, Map<String, Object>> refusals = new HashMap<>();
    refusals.put("materialized: clone cannot be built yet", Map.of("materialized", "clone"));
    refusals.put(
        "file_format: jdbc needs the connection of a database, which no config holds; it can be"
            + " read as a source that is registered in the catalog, not built as a model",
        Map.of("materialized", "table", "file_format", "jdbc"));
    refusals.put(
        "file_format: LibSVM holds a label and a vector of features, and no SQL query gives a"
            + " vector; build the model as parquet, with an array",
        incremental("file_format", "LibSVM"));
    refusals.put(
        "file_format delta has no buckets. Take clustered_by and buckets out, or use partition_by",
        Map.of(
            "materialized", "table", "file_format", "delta", "clustered_by", "id", "buckets", 3));
    refusals.put(
        "substitute_variables are Python expressions, which Epoxy does not evaluate; put the values"
            + " into the query by Jinja instead, for example with var() or run_query()",
        Map.of(
            "materialized", "incremental", "file_format", "hudi", "substitute_variables", "1+1"));
    refusals.forEach(
        (why, config) ->
            assertRefused(
                PLAIN,
                config,
                RelationState.none(),
                ErrorCode.NOT_SUPPORTED,
                "Model 'orders': " + why + "."));
  }

  @Test
  void expiredSnapshotsAreWarnedOfOnceARun() {
    Map<String, Object> config = new HashMap<>();
    config.put("materialized", "incremental");
    config.put("incremental_strategy", "append");
    config.put("file_format", "iceberg");
    assertThat(plan(ICEBERG, config, ICEBERG_TABLE, RefreshMode.NORMAL).notices())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.frequency()).isEqualTo(Notice.Frequency.ONCE_A_RUN);
              assertThat(notice.text()).contains("+iceberg_expire_snapshots: false");
            });
    config.put("iceberg_expire_snapshots", true);
    assertThat(plan(ICEBERG, config, ICEBERG_TABLE, RefreshMode.NORMAL).notices()).isEmpty();
    config.put("iceberg_expire_snapshots", "False");
    assertThat(plan(ICEBERG, config, ICEBERG_TABLE, RefreshMode.NORMAL).notices()).isEmpty();
  }

  @Test
  void aChangedQueryChangesTheTableAsTheModelWants() {
    Map<String, Object> config = new HashMap<>();
    config.put("materialized", "incremental");
    config.put("incremental_strategy", "append");
    config.put("file_format", "iceberg");
    config.put("iceberg_expire_snapshots", false);
    assertThat(print(ICEBERG, config, ICEBERG_TABLE)).doesNotContain("alter");
    config.put("on_schema_change", "append_new_columns");
    assertThat(print(ICEBERG, config, ICEBERG_TABLE))
        .startsWith("alter table glue_catalog.shop.orders add columns (`extra` array<int>);\n")
        .contains("select `id`, `n`, `day`, `extra`\n");
    config.put("on_schema_change", "sync_all_columns");
    assertThat(print(ICEBERG, config, ICEBERG_TABLE))
        .startsWith(
            """
            alter table glue_catalog.shop.orders alter column `N` type bigint;

            alter table glue_catalog.shop.orders add columns (`extra` array<int>);

            alter table glue_catalog.shop.orders drop columns (`day`);
            """)
        .contains("select `id`, `N`, `extra`\n");
    config.put("on_schema_change", "fail");
    assertRefused(
        ICEBERG,
        config,
        ICEBERG_TABLE,
        ErrorCode.DATABASE,
        """
        The source and target schemas on this incremental model are out of sync!
        Set on_schema_change to append_new_columns or sync_all_columns, run the model with --full-refresh, or change the table by hand.
           Source columns not in target: [extra array<int>]
           Target columns not in source: [day string]
           New column types: [N bigint]""");
    config.put("on_schema_change", "sync_all_columns");
    config.put("file_format", "parquet");
    assertRefused(
        PLAIN,
        config,
        PARQUET,
        ErrorCode.NOT_SUPPORTED,
        "Model 'model.shop.orders' has on_schema_change: sync_all_columns, but file_format parquet"
            + " does not support dropping columns: [day string]. Run it with --full-refresh to"
            + " build shop.orders anew.");
  }

  @Test
  void inGlueOneNameChangesHandsOnceTheNewTableIsThere() {
    Map<String, Object> iceberg = Map.of("materialized", "table", "file_format", "iceberg");
    assertThat(print(ICEBERG, iceberg, PARQUET))
        .isEqualTo(
            """
            -- only if s3://bucket/root/shop/orders holds no files of anybody else than glue_catalog.shop.orders;

            create or replace table glue_catalog.shop.orders__epoxy_20260101t000000000z_0000000a
            using iceberg
            location 's3://bucket/root/shop/orders/epoxy-20260101T000000000Z-0000000a'
            as
            select 1 as id;

            -- in one catalog update, in the place of what has the name
            alter table glue_catalog.shop.orders__epoxy_20260101t000000000z_0000000a rename to glue_catalog.shop.orders""");
    Map<String, Object> parquet = new HashMap<>(Map.of("materialized", "table"));
    assertThat(print(PLAIN, parquet, ICEBERG_THERE)).doesNotContain("metadata", "only if");
    parquet.put("purge_dropped_iceberg_data", "True");
    String noted =
        "-- note in s3://bucket/root/shop/orders that the Iceberg table shop.orders, under"
            + " s3a://bucket/root/shop/orders, is to go;\n\n";
    assertThat(print(PLAIN, parquet, ICEBERG_THERE))
        .startsWith(noted)
        .endsWith(
            "-- delete metadata and data of the Iceberg table that was shop.orders, under"
                + " s3a://bucket/root/shop/orders");
    parquet.put("materialized", "view");
    assertThat(print(PLAIN, parquet, ICEBERG_THERE))
        .startsWith(noted + "create or replace view")
        .endsWith("under s3a://bucket/root/shop/orders");
    parquet.put("purge_dropped_iceberg_data", "tru");
    assertRefused(
        PLAIN,
        parquet,
        ICEBERG_THERE,
        ErrorCode.COMPILATION,
        "config 'purge_dropped_iceberg_data' must be true or false, not 'tru'");
  }

  @Test
  void aDeltaTableHasAMirrorForAthenaWhereTheProfileNamesAPrefix() {
    PlanContext plain = context(QUERY);
    PlanContext prefixed =
        new PlanContext(
            plain.version(),
            plain.locations(),
            Optional.of("athena"),
            plain.strategies(),
            plain.queryColumns());
    assertThat(
            ModelPlanner.plan(
                    Fixtures.model(
                        PLAIN,
                        "select 1 as id",
                        Map.of(
                            "materialized", "incremental",
                            "incremental_strategy", "append",
                            "file_format", "delta")),
                    RefreshMode.NORMAL,
                    DELTA,
                    prefixed)
                .print())
        .endsWith(
            """
            );

            generate symlink_format_manifest for table shop.orders;

            -- columns and partitions of shop.orders
            create or replace table shop.athena_orders
            stored as symlinks in <its location>/_symlink_format_manifest""");
  }

  @Test
  void s3TablesAreIcebergTablesThatSayNothingOfTheirLocation() {
    Map<String, Object> config = new HashMap<>();
    config.put("materialized", "table");
    config.put("file_format", "s3tables");
    config.put("custom_location", "s3://elsewhere/x");
    MaterializationPlan plan = plan(ICEBERG, config, ICEBERG_TABLE, RefreshMode.NORMAL);
    assertThat(plan.print())
        .isEqualTo(
            """
            create or replace table glue_catalog.shop.orders
            using iceberg
            as
            select 1 as id""");
    assertThat(plan.notices())
        .extracting(Notice::text)
        .containsExactly(
            "config custom_location has no effect: S3 Tables choose where a table lies.");
    config.put("materialized", "incremental");
    config.put("incremental_strategy", "append");
    assertThat(print(ICEBERG, config, ICEBERG_TABLE))
        .isEqualTo(
            """
            insert into glue_catalog.shop.orders
            select `id`, `n`, `day`
            from (
            select 1 as id
            )""");
  }

  @Test
  void aTableOfAnUnknownFormatStays() {
    RelationState unknown = state(RelationType.TABLE, Optional.empty(), List.of());
    for (String materialized : List.of("view", "table")) {
      assertRefused(
          PLAIN,
          Map.of("materialized", materialized),
          unknown,
          ErrorCode.NOT_SUPPORTED,
          "Model 'model.shop.orders' cannot take the name shop.orders: it is a table of a format"
              + " unknown to Epoxy. Drop it by hand, then run again.");
    }
  }

  @Test
  void aHeaderRunsStatementByStatementAfterTheHooks() {
    String header =
        "create temporary function f as 'a;b'; -- none;\n /* ; */ ;\nset x.`;` = '\\';'";
    assertThat(
            ModelPlanner.plan(
                    Fixtures.model(
                        PLAIN,
                        "select 1 as id",
                        Map.of("materialized", "view", "sql_header", header),
                        List.of("select 'hook'"),
                        List.of()),
                    RefreshMode.NORMAL,
                    RelationState.none(),
                    context(QUERY))
                .print())
        .isEqualTo(
            "select 'hook';\n\ncreate temporary function f as 'a;b';\n\n"
                + "set x.`;` = '\\';';\n\ncreate or replace view shop.orders\nas\nselect 1 as id");
  }

  @Test
  void aListOfSomethingElseThanTextsIsRefusedWithAllItsKeys() {
    Map<String, Object> config = new HashMap<>();
    config.put("materialized", "table");
    config.put("partition_by", Map.of("field", "day"));
    config.put("unique_key", 5L);
    config.put("merge_update_columns", List.of("a", List.of("b")));
    assertRefused(
        PLAIN,
        config,
        RelationState.none(),
        ErrorCode.COMPILATION,
        "config 'partition_by' must be a text or a list of texts, but it is a mapping of 'field'."
            + " That is BigQuery's form. Here it is partition_by: 'day'.\n"
            + "config 'unique_key' must be a text or a list of texts, but it is 5 without quotes.\n"
            + "config 'merge_update_columns' must be a text or a list of texts, but it is a list"
            + " with a list in it.");
  }

  @Test
  void whatHasNoEffectIsSaid() {
    Map<String, Object> config = new HashMap<>();
    config.put("materialized", "incremental");
    config.put("custom_temp_suffix", "stage");
    config.put("use_iceberg_temp_views", "False");
    config.put("add_iceberg_timestamp", true);
    config.put("substitute_variables", List.of("1 + 1"));
    config.put("clustered_by", "id");
    config.put("on_schema_change", "append_columns");
    assertThat(plan(PLAIN, config, RelationState.none(), RefreshMode.NORMAL).notices())
        .extracting(notice -> notice.event() + " " + notice.text().replaceAll(" has no.*", ""))
        .containsExactly(
            "ConfigHasNoEffect config custom_temp_suffix",
            "ConfigHasNoEffect config use_iceberg_temp_views",
            "ConfigHasNoEffect config add_iceberg_timestamp",
            "ConfigHasNoEffect config substitute_variables",
            "ConfigHasNoEffect model.shop.orders: Invalid value for on_schema_change"
                + " (append_columns) specified. Setting default value of ignore.",
            "ConfigHasNoEffect config clustered_by");
    assertThat(
            NoEffect.of(
                new Target("shop", "dev", "glue", "shop", 1, Map.of("temp_schema", "scratch"))))
        .extracting(Notice::text)
        .containsExactly(
            "temp_schema of the profile has no effect: rows of an incremental model are written by"
                + " one statement, without a staging table.");
    config.put("use_iceberg_temp_views", "Flase");
    assertRefused(
        PLAIN,
        config,
        RelationState.none(),
        ErrorCode.COMPILATION,
        "config 'use_iceberg_temp_views' must be true or false, not 'Flase'");
    config.put("file_format", "hudi");
    config.put("unique_key", "id");
    assertRefused(
        PLAIN,
        config,
        RelationState.none(),
        ErrorCode.NOT_SUPPORTED,
        "Model 'orders': substitute_variables are Python expressions, which Epoxy does not"
            + " evaluate; put the values into the query by Jinja instead, for example with var()"
            + " or run_query().");
  }

  private static Map<String, Object> incremental(String key, Object value) {
    return Map.of("materialized", "incremental", key, value);
  }

  static RelationState state(
      RelationType type, Optional<TableFormat> format, List<String> partitions) {
    return new RelationState(
        true, Optional.of(new RelationState.Existing(type, format, COLUMNS, partitions)));
  }

  private static String print(Relation relation, Map<String, ?> config, RelationState state) {
    return plan(relation, config, state, RefreshMode.NORMAL).print();
  }

  private static String printed(String sql, Map<String, ?> config) {
    return ModelPlanner.plan(
            Fixtures.model(PLAIN, sql, config), RefreshMode.NORMAL, DELTA, context(QUERY))
        .print();
  }

  private static MaterializationPlan plan(
      Relation relation, Map<String, ?> config, RelationState state, RefreshMode mode) {
    List<Column> query =
        config.containsKey("partition_by") && !config.containsKey("on_schema_change")
            ? PARTED
            : QUERY;
    return ModelPlanner.plan(
        Fixtures.model(relation, "select 1 as id;\n", config), mode, state, context(query));
  }

  static PlanContext context(List<Column> query) {
    Locations locations =
        new Locations(
            Optional.of("s3://bucket/root/"), Locations.Layout.WITH_SCHEMA, Locations.Site.CLOUD);
    return new PlanContext(
        "epoxy-20260101T000000000Z-0000000a",
        locations,
        Optional.empty(),
        IncrementalStrategies::strategy,
        sql -> query);
  }

  private static void assertRefused(
      Relation relation,
      Map<String, ?> config,
      RelationState state,
      ErrorCode code,
      String message) {
    assertThatThrownBy(() -> print(relation, config, state))
        .isInstanceOfSatisfying(
            EpoxyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.location().orElseThrow()).hasToString("models/orders.sql:1:1");
            })
        .hasMessage(message);
  }
}
