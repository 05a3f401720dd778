package io.epoxy.engine.schedule;

import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order of {@code build}: a node waits for the tests of everything above it, so that a failed
 * test skips what lies below the tested node (dbt-core 1.12, {@code compilation.py}, test edges).
 * What only uses nodes, as an exposure does, waits for no test.
 */
public final class BuildOrder {
  private BuildOrder() {}

  /**
   * The graph with unit tests: each runs when what its model reads is there, and before the model,
   * which is skipped when one fails (dbt-core 1.12 task/build.py).
   *
   * @param parents of all other nodes
   * @param tested the models of the unit tests
   */
  public static DependencyGraph withUnitTests(
      Map<UniqueId, List<UniqueId>> parents, Map<UniqueId, UniqueId> tested) {
    Map<UniqueId, Set<UniqueId>> all = new LinkedHashMap<>();
    parents.forEach((id, above) -> all.put(id, new LinkedHashSet<>(above)));
    tested.forEach(
        (test, model) -> {
          all.put(test, new LinkedHashSet<>(parents.get(model)));
          all.get(model).add(test);
        });
    return DependencyGraph.of(all);
  }

  /**
   * The graph with an edge from each test to the nodes that have all of the test's parents above
   * them. For a test of one node its children are enough, since what is below them follows.
   */
  public static DependencyGraph withTestEdges(DependencyGraph graph) {
    Map<UniqueId, Set<UniqueId>> parents = new LinkedHashMap<>();
    graph.ids().forEach(id -> parents.put(id, new LinkedHashSet<>(graph.parents(id))));
    for (UniqueId id : graph.ids()) {
      if (isTest(id)) {
        belowAll(graph, List.copyOf(graph.parents(id))).stream()
            .filter(BuildOrder::waitsForTests)
            .forEach(below -> parents.get(below).add(id));
      }
    }
    return DependencyGraph.of(parents);
  }

  private static Set<UniqueId> belowAll(DependencyGraph graph, List<UniqueId> tested) {
    if (tested.isEmpty()) {
      return Set.of();
    }
    if (tested.size() == 1) {
      return graph.children(tested.get(0));
    }
    Set<UniqueId> below = graph.descendants(tested.get(0), Integer.MAX_VALUE);
    tested.stream()
        .skip(1)
        .forEach(id -> below.retainAll(graph.descendants(id, Integer.MAX_VALUE)));
    return below;
  }

  private static boolean waitsForTests(UniqueId id) {
    return switch (id.resourceType()) {
      case MODEL, SEED, SNAPSHOT, ANALYSIS, OPERATION, UNIT_TEST -> true;
      default -> false;
    };
  }

  private static boolean isTest(UniqueId id) {
    return id.resourceType() == ResourceType.TEST;
  }
}
