package io.epoxy.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.Fixtures;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.TableFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandoverTest {
  private static final List<Column> QUERY =
      List.of(Column.of("id", "int"), Column.of("Day", "string"));

  @ParameterizedTest
  @CsvSource({
    "view, '', view, '', false",
    "view, '', parquet, '', true",
    "parquet, '', view, '', true",
    "iceberg, '', view, '', true",
    "parquet, '', parquet, '', false",
    "parquet, Day, parquet, day, false",
    "parquet, '', parquet, day, true",
    "parquet, Day, parquet, '', true",
    "parquet, '', orc, '', true",
    "parquet, '', iceberg, '', true",
    "iceberg, '', parquet, '', true",
    "iceberg, '', iceberg, day, false",
    "iceberg, '', delta, '', true",
    "delta, '', delta, day, false",
    "delta, '', hudi, '', true",
    "hudi, '', hudi, '', false",
    "hudi, '', hudi, day, true",
    "hudi, Day, hudi, day, false",
  })
  void aNameIsHandedOverWhereItsEntryIsOfAnotherKind(
      String from, String oldPartition, String to, String partition, boolean handedOver) {
    Map<String, Object> config = new HashMap<>();
    config.put("materialized", to.equals("view") ? "view" : "table");
    config.put("unique_key", "id");
    if (!to.equals("view")) {
      config.put("file_format", to);
    }
    if (!partition.isEmpty()) {
      config.put("partition_by", partition);
    }
    RelationState old =
        from.equals("view")
            ? ModelPlannerTest.state(RelationType.VIEW, Optional.empty(), List.of())
            : ModelPlannerTest.state(
                RelationType.TABLE,
                TableFormat.find(from),
                oldPartition.isEmpty() ? List.of() : List.of(oldPartition));
    Relation relation = Relation.of("shop", "orders");
    List<PlanStep> steps =
        ModelPlanner.plan(
                Fixtures.model(
                    to.equals("iceberg") ? relation.inCatalog("glue_catalog") : relation,
                    "select 1 as id, 'a' as Day",
                    config),
                RefreshMode.NORMAL,
                old,
                ModelPlannerTest.context(QUERY))
            .steps();
    assertThat(Handover.isOne(old.existing().orElseThrow(), steps)).isEqualTo(handedOver);
  }
}
