package io.epoxy.compiler.select;

import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import java.util.Optional;

/** A resource that may be selected: a node or a source table. */
record Candidate(NodeInfo info, Optional<Node> node, Optional<SourceTable> source) {
  static Candidate of(Node node) {
    return new Candidate(node.info(), Optional.of(node), Optional.empty());
  }

  static Candidate of(SourceTable source) {
    return new Candidate(source.info(), Optional.empty(), Optional.of(source));
  }

  UniqueId id() {
    return info.uniqueId();
  }

  ResourceType resourceType() {
    return id().resourceType();
  }

  /** Which version of a model it is; empty for anything without versions. */
  Optional<ModelNode.Version> version() {
    return node.filter(ModelNode.class::isInstance).flatMap(n -> ((ModelNode) n).version());
  }

  Optional<TestNode> test() {
    return node.filter(TestNode.class::isInstance).map(TestNode.class::cast);
  }
}
