package io.epoxy.compiler.select;

import io.epoxy.compiler.select.spec.IndirectSelection;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Manifests of many models, each with one data test. */
final class LargeGraph {
  private LargeGraph() {}

  /** Models m0, m1 ... each reading the one before. */
  static Manifest chain(int length) {
    Map<UniqueId, Node> nodes = new LinkedHashMap<>();
    for (int i = 0; i < length; i++) {
      add(nodes, "m" + i, i == 0 ? List.of() : List.of(id("m" + (i - 1))));
    }
    return Manifest.builder("p", "glue").nodes(nodes).build();
  }

  /** Models mLAYER_INDEX, each reading up to three of the layer above. */
  static Manifest layers(int layers, int width) {
    Map<UniqueId, Node> nodes = new LinkedHashMap<>();
    for (int layer = 0; layer < layers; layer++) {
      for (int i = 0; i < width; i++) {
        List<UniqueId> parents = new ArrayList<>();
        for (int k = 0; layer > 0 && k < 3; k++) {
          UniqueId parent = id("m" + (layer - 1) + "_" + (i * 7 + k * 3 + layer) % width);
          if (!parents.contains(parent)) {
            parents.add(parent);
          }
        }
        add(nodes, "m" + layer + "_" + i, parents);
      }
    }
    return Manifest.builder("p", "glue").nodes(nodes).build();
  }

  static Selection selection(List<String> select, List<String> exclude) {
    return new Selection(
        select,
        exclude,
        Optional.empty(),
        IndirectSelection.EAGER,
        EnumSet.allOf(ResourceType.class),
        Selection.EmptyNodes.KEPT);
  }

  static UniqueId id(String model) {
    return UniqueId.of(ResourceType.MODEL, "p", model);
  }

  private static void add(Map<UniqueId, Node> nodes, String name, List<UniqueId> parents) {
    UniqueId id = id(name);
    nodes.put(id, new ModelNode(info(id, name), code(parents), Relation.of("s", name)));
    UniqueId test = UniqueId.of(ResourceType.TEST, "p", "test_" + name);
    nodes.put(
        test,
        new TestNode(
            info(test, "test_" + name),
            code(List.of(id)),
            Relation.of("s", "test_" + name),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private static NodeCode code(List<UniqueId> parents) {
    return new NodeCode("select 1", "", List.of(), List.of(), parents, List.of());
  }

  private static NodeInfo info(UniqueId id, String name) {
    String file = "models/" + name + ".sql";
    return NodeInfo.builder(id, name, "p").files(file, file).fqn(List.of("p", name)).build();
  }
}
