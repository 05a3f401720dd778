package io.epoxy.compiler.context.node;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Relation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where {@code --defer} finds nodes that this run does not build (dbt-core 1.12 {@code
 * RuntimeRefResolver.create_relation}).
 *
 * @param relations the nodes of the other state
 * @param favorState {@code --favor-state}: the other state wins over a table that exists
 * @param selected what this run builds, which is never taken from the other state by favour
 */
public record Deferral(
    Map<UniqueId, Relation> relations, boolean favorState, Set<UniqueId> selected) {
  public static final Deferral NONE = new Deferral(Map.of(), false, Set.of());

  public Deferral {
    relations = ImmutableMap.copyOf(relations);
    selected = ImmutableSet.copyOf(selected);
  }

  /** {@code defer_relation} of a node. */
  Optional<Relation> find(UniqueId id) {
    return Optional.ofNullable(relations.get(id));
  }

  /** The relation that a ref() of a node means. */
  public Relation relationOf(Node node, Warehouse warehouse) {
    Relation other = relations.get(node.uniqueId());
    if (other == null) {
      return node.relation();
    }
    boolean favoured = favorState && !selected.contains(node.uniqueId());
    return favoured || warehouse.findRelation(node.relation()).isEmpty() ? other : node.relation();
  }
}
