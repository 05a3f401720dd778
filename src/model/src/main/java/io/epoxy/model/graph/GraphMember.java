package io.epoxy.model.graph;

import java.util.List;

/** What stands in the graph and can be selected: it has an id, a place, an fqn, tags, a config. */
public sealed interface GraphMember
    permits Node, SourceTable, Exposure, UnitTest, SemanticLayerNode {
  NodeInfo info();

  /** The resources that it reads from, resolved. */
  List<UniqueId> dependsOn();

  default UniqueId uniqueId() {
    return info().uniqueId();
  }

  default String name() {
    return info().name();
  }

  default ResourceType resourceType() {
    return uniqueId().resourceType();
  }
}
