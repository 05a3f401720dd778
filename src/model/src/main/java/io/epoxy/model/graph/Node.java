package io.epoxy.model.graph;

import io.epoxy.model.relation.Relation;
import java.util.List;

/** A resource of the project that has code. */
public sealed interface Node extends GraphMember
    permits ModelNode, TestNode, SeedNode, SnapshotNode, AnalysisNode, FunctionNode, HookNode {
  NodeCode code();

  /** Where its result is stored (for a test: where failures would be stored). */
  Relation relation();

  /** The same node with other facts and other code. */
  Node with(NodeInfo otherInfo, NodeCode otherCode);

  @Override
  default List<UniqueId> dependsOn() {
    return code().dependsOnNodes();
  }

  /** The {@code materialized} config; {@code view} when absent, as dbt's default is. */
  default String materialization() {
    return info().config().string("materialized").orElse("view");
  }
}
