package io.epoxy.model.graph;

import io.epoxy.model.relation.Relation;
import java.util.Objects;

/**
 * A statement of {@code on-run-start} or {@code on-run-end}: what dbt calls an operation.
 *
 * @param index its place in its package's list, from 0
 */
public record HookNode(NodeInfo info, NodeCode code, Relation relation, int index) implements Node {

  public HookNode {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(relation, "relation");
    if (index < 0) {
      throw new IllegalArgumentException("a hook's index must not be negative: " + index);
    }
  }

  @Override
  public HookNode with(NodeInfo otherInfo, NodeCode otherCode) {
    return new HookNode(otherInfo, otherCode, relation, index);
  }
}
