package io.epoxy.compiler.parse;

import io.epoxy.model.graph.AnalysisNode;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.SeedNode;
import io.epoxy.model.graph.SnapshotNode;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Optional;

/** A parsed node whose refs are not resolved yet. */
record NodeDraft(
    NodeInfo info,
    NodeCode code,
    Relation relation,
    Optional<ModelNode.Version> version,
    Optional<TestPart> test) {

  /** What only tests have. */
  record TestPart(
      Optional<TestNode.GenericTest> generic,
      Optional<UniqueId> attachedNode,
      Optional<String> columnName,
      Optional<String> fileKeyName) {
    static final TestPart SINGULAR =
        new TestPart(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  UniqueId id() {
    return info.uniqueId();
  }

  boolean isEnabled() {
    return info.config().flag("enabled", true);
  }

  /** The node with its resolved parents. */
  Node toNode(List<UniqueId> parents) {
    NodeCode linked = code.withDependsOnNodes(parents);
    TestPart part = test.orElse(TestPart.SINGULAR);
    return switch (info.uniqueId().resourceType()) {
      case MODEL -> new ModelNode(info, linked, relation, version);
      case SEED -> new SeedNode(info, linked, relation);
      case SNAPSHOT -> new SnapshotNode(info, linked, relation);
      case ANALYSIS -> new AnalysisNode(info, linked, relation);
      case TEST ->
          new TestNode(
              info,
              linked,
              relation,
              part.generic(),
              part.attachedNode(),
              part.columnName(),
              part.fileKeyName());
      default -> throw new IllegalStateException("no node: " + info.uniqueId());
    };
  }
}
