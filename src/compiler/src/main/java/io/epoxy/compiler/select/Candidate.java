package io.epoxy.compiler.select;

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

  Optional<TestNode> test() {
    return node.filter(TestNode.class::isInstance).map(TestNode.class::cast);
  }
}
