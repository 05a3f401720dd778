package io.epoxy.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** a -> b -> d and a -> c -> d; d -> e. */
class BuildOrderTest {
  private final Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();

  @Test
  void aTestOfOneNodeStandsBeforeItsChildren() {
    UniqueId test = test("t", model("a"));

    DependencyGraph order = BuildOrder.withTestEdges(graph());

    assertThat(order.children(test)).containsExactly(model("b"), model("c"));
  }

  @Test
  void aTestOfTwoNodesWaitsOnlyBeforeWhatIsBelowBoth() {
    UniqueId test = test("t", model("b"), model("c"));

    DependencyGraph order = BuildOrder.withTestEdges(graph());

    assertThat(order.children(test)).containsExactlyInAnyOrder(model("d"), model("e"));
    assertThat(order.findCycle()).isEmpty();
  }

  @Test
  void testsDoNotWaitForEachOther() {
    test("t", model("a"));
    UniqueId other = test("u", model("a"));

    assertThat(BuildOrder.withTestEdges(graph()).parents(other)).containsExactly(model("a"));
  }

  @Test
  void whatOnlyUsesNodesWaitsForNoTest() {
    UniqueId test = test("t", model("a"));
    UniqueId exposure = UniqueId.of(ResourceType.EXPOSURE, "p", "board");
    parents.put(exposure, List.of(model("a")));

    assertThat(BuildOrder.withTestEdges(graph()).parents(exposure)).containsExactly(model("a"));
    assertThat(BuildOrder.withTestEdges(graph()).parents(model("b"))).contains(test);
  }

  @Test
  void aUnitTestStandsBeforeItsModelAndBehindWhatThatReads() {
    UniqueId test = test("t", model("a"));
    UniqueId unit = UniqueId.of(ResourceType.UNIT_TEST, "p", "b", "u");
    graph();

    DependencyGraph order =
        BuildOrder.withTestEdges(BuildOrder.withUnitTests(parents, Map.of(unit, model("b"))));

    assertThat(order.parents(unit)).containsExactlyInAnyOrder(model("a"), test);
    assertThat(order.children(unit)).containsExactly(model("b"));
  }

  private DependencyGraph graph() {
    parents.put(model("a"), List.of());
    parents.put(model("b"), List.of(model("a")));
    parents.put(model("c"), List.of(model("a")));
    parents.put(model("d"), List.of(model("b"), model("c")));
    parents.put(model("e"), List.of(model("d")));
    return DependencyGraph.of(parents);
  }

  private UniqueId test(String name, UniqueId... tested) {
    UniqueId id = UniqueId.of(ResourceType.TEST, "p", name);
    parents.put(id, List.of(tested));
    return id;
  }

  private static UniqueId model(String name) {
    return UniqueId.of(ResourceType.MODEL, "p", name);
  }
}
