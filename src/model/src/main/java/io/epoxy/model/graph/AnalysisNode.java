package io.epoxy.model.graph;

import io.epoxy.model.relation.Relation;
import java.util.Objects;

/** A analysis. */
public record AnalysisNode(NodeInfo info, NodeCode code, Relation relation) implements Node {
  public AnalysisNode {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(relation, "relation");
  }

  @Override
  public AnalysisNode with(NodeInfo otherInfo, NodeCode otherCode) {
    return new AnalysisNode(otherInfo, otherCode, relation);
  }
}
