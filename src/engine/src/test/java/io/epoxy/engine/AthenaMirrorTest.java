package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.plan.NameStep;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.relation.Relation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** dbt-glue's {@code delta_athena_prefix}. */
class AthenaMirrorTest {
  private final SparkEngine engine = SharedEngine.get();

  @Test
  void theMirrorFollowsTheTablesFilesAndPartitions() throws IOException {
    Relation table = Relation.of("mirrors", "orders");
    for (String day : List.of("x", "y")) {
      Map<String, Object> config =
          Map.of("materialized", "table", "file_format", "delta", "partition_by", "day");
      CompiledNode model = Fixtures.model(table, "select '" + day + "' as day, 1 as id", config);
      engine.execute(model, RefreshMode.NORMAL);
      engine.execute(model, List.of(new NameStep.MirrorDelta(table, table.named("athena_orders"))));

      assertThat(rows("show partitions mirrors.athena_orders"))
          .containsExactly(List.of("day=" + day));
      List<List<Object>> described = rows("describe extended mirrors.athena_orders");
      assertThat(described.subList(0, 2))
          .extracting(row -> row.get(0))
          .containsExactly("id", "day");
      String location =
          described.stream()
              .filter(row -> row.get(0).equals("Location"))
              .map(row -> row.get(1).toString())
              .findFirst()
              .orElseThrow();
      assertThat(described)
          .contains(
              List.of("InputFormat", "org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat", ""));
      Path manifest = Path.of(URI.create(location)).resolve("day=" + day).resolve("manifest");
      assertThat(Files.readString(manifest)).contains("/orders/day=" + day + "/part-");
    }
  }

  private List<List<Object>> rows(String sql) {
    return engine.warehouse().query(sql).rows();
  }
}
