package io.epoxy.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.Fixtures;
import io.epoxy.engine.plan.Locations;
import io.epoxy.engine.plan.ModelPlanner;
import io.epoxy.engine.plan.PlanContext;
import io.epoxy.engine.plan.QueryColumns;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.engine.plan.RelationState;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.Batch;
import io.epoxy.model.graph.BatchSize;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.CompiledNode.StrategySource;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.TableFormat;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicrobatchStrategyTest {
  private static final Batch DAY =
      new Batch(
          Instant.parse("2024-01-02T00:00:00Z"),
          Instant.parse("2024-01-02T12:00:00.5Z"),
          BatchSize.DAY,
          Batch.Kind.ADDS,
          1,
          3);

  private static String plan(String eventTime) {
    return plan(
        DAY,
        Map.of(
            "file_format",
            "delta",
            "full_refresh",
            true,
            "incremental_predicates",
            List.of("DBT_INTERNAL_DEST.id > 0"),
            "event_time",
            eventTime),
        List.of());
  }

  private static String plan(Batch batch, Map<String, ?> more, List<String> partitions) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("materialized", "incremental");
    config.put("incremental_strategy", "microbatch");
    config.put("batch_size", "day");
    Relation shop = Relation.of("shop", "m");
    Relation table = config.get("file_format").equals("iceberg") ? shop.inCatalog("lake") : shop;
    CompiledNode plain = Fixtures.model(table, "select 1 as id", config);
    CompiledNode node =
        new CompiledNode(
            plain.node(),
            plain.sql(),
            List.of(),
            List.of(),
            List.of(),
            StrategySource.BUILT_IN,
            Optional.of(batch));
    RelationState.Existing existing =
        new RelationState.Existing(
            RelationType.TABLE,
            TableFormat.find((String) config.get("file_format")),
            List.of(Column.of("id", "int"), Column.of("at", "timestamp")),
            partitions);
    PlanContext context =
        new PlanContext(
            "epoxy-20260101T000000000Z-0000000a",
            new Locations(
                Optional.of("s3://b"), Locations.Layout.WITH_SCHEMA, Locations.Site.CLOUD),
            Optional.empty(),
            IncrementalStrategies::strategy,
            new QueryColumns() {
              @Override
              public List<Column> of(String query) {
                return List.of(Column.of("id", "int"), Column.of("at", "void"));
              }

              @Override
              public boolean isDeterministic(String query) {
                return false;
              }
            });
    return ModelPlanner.plan(
            node, RefreshMode.NORMAL, new RelationState(true, Optional.of(existing)), context)
        .print();
  }

  /** Beside another batch they would be taken for what a killed run left. */
  @ParameterizedTest
  @CsvSource({"0, true", "1, false", "2, true"})
  void onlyTheFirstAndTheLastBatchDeleteOldFiles(int index, boolean deletes) {
    Batch batch = new Batch(DAY.start(), DAY.end(), DAY.size(), DAY.kind(), index, 3);
    String plan =
        plan(
            batch,
            Map.of("file_format", "parquet", "event_time", "at", "partition_by", "id"),
            List.of("id"));

    assertThat(plan.contains("-- delete versions of shop.m")).as(plan).isEqualTo(deletes);
  }

  @Test
  void oneCommitReplacesTheRowsOfTheTimeWhateverFullRefreshSays() {
    assertThat(plan("at"))
        .isEqualTo(
            """
            merge into shop.m as DBT_INTERNAL_DEST
            using (
            select cast(null as boolean) as epoxy_deletes, `id`, `at`
            from (
            select 1 as id
            )
            union all
            select true, null, null
            ) as DBT_INTERNAL_SOURCE
            on DBT_INTERNAL_SOURCE.epoxy_deletes = (DBT_INTERNAL_DEST.`at` is not null)
              and DBT_INTERNAL_DEST.`at` >= '2024-01-02 00:00:00+00:00'
              and DBT_INTERNAL_DEST.`at` < '2024-01-02 12:00:00.5+00:00'
              and (DBT_INTERNAL_DEST.id > 0)
            when matched then delete
            when not matched and DBT_INTERNAL_SOURCE.epoxy_deletes is null then insert (`id`, `at`)
            values (DBT_INTERNAL_SOURCE.`id`, DBT_INTERNAL_SOURCE.`at`)""");
  }

  /** Iceberg's MERGE would refuse such a query; Delta keeps its rows by itself. */
  @ParameterizedTest
  @CsvSource({"0, true", "1, false", "2, true"})
  void rowsThatDifferEachTimeAreWrittenDownFirst(int index, boolean deletes) {
    Batch batch = new Batch(DAY.start(), DAY.end(), DAY.size(), DAY.kind(), index, 3);
    String plan = plan(batch, Map.of("file_format", "iceberg", "event_time", "at"), List.of());

    assertThat(plan.contains("that a run which died put aside for lake.shop.m")).isEqualTo(deletes);
    assertThat(plan)
        .contains(
            """
            -- its rows wait in s3://b/shop/m/_epoxy_rows-epoxy-20260101T000000000Z-0000000a
            create temporary view `m__dbt_tmp_rows` as
            select `id`, cast(null as timestamp) as `at`
            from (
            select 1 as id
            );""")
        .contains("from (\nselect * from `m__dbt_tmp_rows`\n)\nunion all");
  }

  @Test
  void anEventTimeThatIsNoColumnIsTold() {
    assertThatThrownBy(() -> plan("happened"))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "Microbatch model 'model.shop.m' has event_time 'happened', which is no column of"
                + " shop.m: its columns are id, at.");
  }
}
