package io.epoxy.model.graph;

import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Optional;

/** A resource of the project that has code. */
public sealed interface Node extends GraphMember
    permits ModelNode,
        TestNode,
        UnitTestNode,
        SeedNode,
        SnapshotNode,
        AnalysisNode,
        FunctionNode,
        HookNode {
  NodeCode code();

  /** Where its result is stored (for a test: where failures would be stored). */
  Relation relation();

  /** The same node with other facts and other code. */
  Node with(NodeInfo otherInfo, NodeCode otherCode);

  @Override
  default List<UniqueId> dependsOn() {
    return code().dependsOnNodes();
  }

  /** The name of {@link #relation}, of a node that is stored somewhere. */
  default Optional<String> relationName() {
    boolean isStored =
        switch (resourceType()) {
          case MODEL -> !materialization().equals("ephemeral");
          case SEED, SNAPSHOT, FUNCTION -> true;
          case TEST -> storesFailures();
          default -> false;
        };
    return isStored ? Optional.of(relation().render()) : Optional.empty();
  }

  private boolean storesFailures() {
    return info()
        .config()
        .string("store_failures_as")
        .map(how -> !how.equals("ephemeral"))
        .orElseGet(() -> info().config().flag("store_failures", false));
  }

  /** The {@code materialized} config; {@code view} when absent, as dbt's default is. */
  default String materialization() {
    return info().config().string("materialized").orElse("view");
  }
}
