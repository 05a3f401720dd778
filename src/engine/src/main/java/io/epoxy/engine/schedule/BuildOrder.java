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
 */
public final class BuildOrder {
  private BuildOrder() {}

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
            .filter(below -> !isTest(below))
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

  private static boolean isTest(UniqueId id) {
    return id.resourceType() == ResourceType.TEST;
  }
}
