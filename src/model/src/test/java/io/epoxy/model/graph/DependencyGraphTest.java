package io.epoxy.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {
  @Test
  void cycleIsReportedFromItsFirstNodeBackToItself() {
    DependencyGraph graph = graph("a: c", "b: a", "c: b", "d:");

    assertThat(graph.findCycle()).contains(List.of(id("a"), id("b"), id("c"), id("a")));
  }

  @Test
  void diamondHasNoCycle() {
    assertThat(graph("a:", "b: a", "c: a", "d: b c").findCycle()).isEmpty();
  }

  @Test
  void deepChainNeedsNoStack() {
    Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();
    parents.put(id("n0"), List.of());
    for (int i = 1; i < 50_000; i++) {
      parents.put(id("n" + i), List.of(id("n" + (i - 1))));
    }
    DependencyGraph graph = DependencyGraph.of(parents);

    assertThat(graph.findCycle()).isEmpty();
    assertThat(graph.ancestors(id("n49999"), Integer.MAX_VALUE)).hasSize(49_999);
  }

  @Test
  void depthLimitsTheReach() {
    DependencyGraph graph = graph("a:", "b: a", "c: b");

    assertThat(graph.ancestors(id("c"), 1)).containsExactly(id("b"));
    assertThat(graph.descendants(id("a"), 2)).containsExactly(id("b"), id("c"));
  }

  @Test
  void restrictionKeepsPathsThroughNodesThatWereLeftOut() {
    DependencyGraph kept =
        graph("a:", "b: a", "c: b", "d: c").restrictedTo(Set.of(id("a"), id("d")));

    assertThat(kept.ids()).containsExactly(id("a"), id("d"));
    assertThat(kept.parents(id("d"))).containsExactly(id("a"));
  }

  @Test
  void parentOutsideTheGraphIsLeftOut() {
    assertThat(graph("a: elsewhere").parents(id("a"))).isEmpty();
  }

  private static UniqueId id(String name) {
    return UniqueId.of(ResourceType.MODEL, "p", name);
  }

  private static DependencyGraph graph(String... lines) {
    Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      String above = line.substring(colon + 1).trim();
      List<UniqueId> ids =
          above.isEmpty()
              ? List.of()
              : Arrays.stream(above.split(" ", -1)).map(DependencyGraphTest::id).toList();
      parents.put(id(line.substring(0, colon)), ids);
    }
    return DependencyGraph.of(parents);
  }
}
