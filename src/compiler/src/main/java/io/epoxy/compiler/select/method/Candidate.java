package io.epoxy.compiler.select.method;

import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A resource that may be selected: a node or a source table. */
public record Candidate(NodeInfo info, Optional<Node> node, Optional<SourceTable> source) {
  /** All that a manifest has switched on. */
  public static Map<UniqueId, Candidate> of(Manifest manifest) {
    Map<UniqueId, Candidate> all = new LinkedHashMap<>();
    manifest
        .sources()
        .forEach(
            (id, source) ->
                all.put(id, new Candidate(source.info(), Optional.empty(), Optional.of(source))));
    manifest
        .nodes()
        .forEach(
            (id, node) ->
                all.put(id, new Candidate(node.info(), Optional.of(node), Optional.empty())));
    return all;
  }

  public UniqueId id() {
    return info.uniqueId();
  }

  public ResourceType resourceType() {
    return id().resourceType();
  }

  public List<UniqueId> parents() {
    return node.map(n -> n.code().dependsOnNodes()).orElse(List.of());
  }

  /** Whether there is nothing to run; a seed is never empty. */
  public boolean isEmpty() {
    return node.filter(n -> n.resourceType() != ResourceType.SEED)
        .filter(n -> n.code().rawCode().isBlank())
        .isPresent();
  }

  /** Which version of a model it is; empty for anything without versions. */
  Optional<ModelNode.Version> version() {
    return node.filter(ModelNode.class::isInstance).flatMap(n -> ((ModelNode) n).version());
  }

  Optional<TestNode> test() {
    return node.filter(TestNode.class::isInstance).map(TestNode.class::cast);
  }

  /** What dbt keeps among the nodes: models, seeds, snapshots, analyses, data tests and hooks. */
  public boolean isNode() {
    return node.isPresent();
  }
}
