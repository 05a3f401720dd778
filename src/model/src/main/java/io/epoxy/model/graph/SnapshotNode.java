package io.epoxy.model.graph;

import io.epoxy.model.relation.Relation;
import java.util.Objects;

/** A snapshot. */
public record SnapshotNode(NodeInfo info, NodeCode code, Relation relation) implements Node {
  public SnapshotNode {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(relation, "relation");
  }

  @Override
  public SnapshotNode with(NodeInfo otherInfo, NodeCode otherCode) {
    return new SnapshotNode(otherInfo, otherCode, relation);
  }
}
