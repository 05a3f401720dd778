package io.epoxy.model.graph;

import io.epoxy.model.relation.Relation;

/** A node of the project that has code. */
public sealed interface Node permits ModelNode, TestNode, SeedNode, SnapshotNode, AnalysisNode {
  NodeInfo info();

  NodeCode code();

  /** Where its result is stored (for a test: where failures would be stored). */
  Relation relation();

  default UniqueId uniqueId() {
    return info().uniqueId();
  }

  default String name() {
    return info().name();
  }

  default ResourceType resourceType() {
    return uniqueId().resourceType();
  }

  /** The {@code materialized} config; {@code view} when absent, as dbt's default is. */
  default String materialization() {
    return info().config().string("materialized").orElse("view");
  }
}
