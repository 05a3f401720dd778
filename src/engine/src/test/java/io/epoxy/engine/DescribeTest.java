package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.TableDescription;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DescribeTest {
  @Test
  void aListingTellsColumnsCommentsAndCountsOfWhatIsAskedFor() {
    Warehouse warehouse = SharedEngine.get().warehouse();
    warehouse.createSchema("described");
    warehouse.query(
        "create table described.counted (zed int comment 'last', alpha string) using parquet"
            + " comment 'three rows'");
    warehouse.query("insert into described.counted values (1, 'a'), (2, 'b'), (3, 'c')");
    warehouse.query("analyze table described.counted compute statistics");
    warehouse.query("create view described.seen as select alpha from described.counted");
    warehouse.query("create table described.others (id int) using parquet");

    List<TableDescription> found =
        SharedEngine.get().describe("Described", Set.of("counted", "seen", "missing")).tables();

    assertThat(found)
        .extracting(table -> table.relation().identifier())
        .containsExactlyInAnyOrder("counted", "seen");
    TableDescription counted =
        found.stream().filter(it -> it.rows().isPresent()).findFirst().orElseThrow();
    assertThat(counted.rows()).hasValue(3);
    assertThat(counted.bytes().orElseThrow()).isPositive();
    assertThat(counted.comment()).contains("three rows");
    assertThat(counted.columns()).extracting(Column::name).containsExactly("zed", "alpha");
    assertThat(counted.columns().get(0).comment()).contains("last");
    assertThat(found)
        .extracting(table -> table.relation().type().orElseThrow())
        .contains(RelationType.VIEW);
    assertThat(SharedEngine.get().describe("no_such_schema", Set.of("a")).tables()).isEmpty();
  }
}
