package io.epoxy.model.graph;

import io.epoxy.model.relation.Relation;
import java.util.Objects;

/** A seed. */
public record SeedNode(NodeInfo info, NodeCode code, Relation relation) implements Node {
  public SeedNode {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(relation, "relation");
  }

  @Override
  public SeedNode with(NodeInfo otherInfo, NodeCode otherCode) {
    return new SeedNode(otherInfo, otherCode, relation);
  }
}
