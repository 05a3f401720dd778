package io.epoxy.model.graph;

import io.epoxy.model.relation.Relation;
import java.util.Objects;

/** A model. */
public record ModelNode(NodeInfo info, NodeCode code, Relation relation) implements Node {
  public ModelNode {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(relation, "relation");
  }
}
