package io.epoxy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.engine.schedule.GraphRunner;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.result.RunStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nodes of one run at once: each on its own session, all in one catalog. */
class ParallelNodesTest {
  private static final int NODES = 16;

  @Test
  void nodesBuiltAtOnceAllSurviveTheRun() {
    SparkEngine engine = SharedEngine.get();
    Map<UniqueId, CompiledNode> nodes = new LinkedHashMap<>();
    Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();
    for (int i = 0; i < NODES; i++) {
      CompiledNode node = node(i);
      nodes.put(node.node().uniqueId(), node);
      parents.put(node.node().uniqueId(), List.of());
    }
    Map<UniqueId, RunStatus> statuses =
        new GraphRunner(DependencyGraph.of(parents), List.copyOf(nodes.keySet()), 4)
            .run(
                id -> engine.execute(nodes.get(id), RefreshMode.NORMAL).status(),
                (id, cause) -> {});
    assertThat(statuses.values()).hasSize(NODES).containsOnly(RunStatus.SUCCESS);
    SparkEngine next = SharedEngine.reopened();
    assertThat(next.warehouse().listRelations("parallel")).hasSize(NODES);
    for (int i = 0; i < NODES; i++) {
      assertThat(next.warehouse().query("select n, p from parallel.n" + i).rows())
          .containsExactly(List.of((long) i, "x"));
    }
  }

  /** The current catalog is neither a setting nor a view. */
  @Test
  void aNodeLeavesNothingOfItsHooksToTheNext() {
    SparkEngine engine = SharedEngine.get();
    List<String> hooks = List.of("set catalog glue_catalog");
    assertThat(catalogOf(engine, "elsewhere", hooks)).isEqualTo("glue_catalog");
    assertThat(catalogOf(engine, "after", List.of())).isEqualTo("spark_catalog");
  }

  private static Object catalogOf(SparkEngine engine, String name, List<String> hooks) {
    Relation relation = Relation.of("parallel", name);
    engine.execute(
        Fixtures.model(
            relation,
            "select current_catalog() as n",
            Map.of("materialized", "table"),
            hooks,
            List.of()),
        RefreshMode.NORMAL);
    return engine.warehouse().query("select n from spark_catalog." + relation).rows().get(0).get(0);
  }

  /** Every node makes a temporary view of the same name first: sessions must not share it. */
  private static CompiledNode node(int i) {
    Map<String, Object> config =
        i % 2 == 0
            ? Map.of("materialized", "table")
            : Map.of("materialized", "table", "partition_by", "p");
    return Fixtures.model(
        Relation.of("parallel", "n" + i),
        "select n, 'x' as p from mine",
        config,
        List.of("create or replace temporary view mine as select " + i + " as n"),
        List.of());
  }
}
