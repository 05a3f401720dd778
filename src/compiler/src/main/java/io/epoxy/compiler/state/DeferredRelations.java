package io.epoxy.compiler.state;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import io.epoxy.compiler.state.PreviousState.PreviousManifest;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the nodes of this project lie in another state: whatever can be reffed and is stored, and
 * functions (dbt-core 1.12 {@code Manifest.merge_from_artifact}).
 */
public final class DeferredRelations {
  private static final Set<ResourceType> REFABLE =
      ImmutableSet.of(
          ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT, ResourceType.FUNCTION);

  private DeferredRelations() {}

  public static Map<UniqueId, Relation> of(PreviousManifest other, Manifest manifest) {
    Map<UniqueId, Relation> relations = new LinkedHashMap<>();
    other
        .resources()
        .forEach(
            (id, resource) -> {
              boolean stored =
                  REFABLE.contains(id.resourceType())
                      && !resource.text("config", "materialized").equals(Optional.of("ephemeral"));
              if (stored && manifest.findNode(id).isPresent()) {
                relation(resource).ifPresent(relation -> relations.put(id, relation));
              }
            });
    return relations;
  }

  private static Optional<Relation> relation(ShownResource resource) {
    Optional<String> alias = resource.text("alias").filter(name -> !name.isEmpty());
    String schema = resource.text("schema").orElse("");
    boolean view = resource.text("config", "materialized").equals(Optional.of("view"));
    return alias
        .map(name -> Relation.of(schema, name))
        .map(relation -> catalog(resource).map(relation::inCatalog).orElse(relation))
        .map(relation -> relation.ofType(view ? RelationType.VIEW : RelationType.TABLE));
  }

  /** Only a rendered name tells of the Spark catalog; dbt has no key for it. */
  private static Optional<String> catalog(ShownResource resource) {
    String name = resource.text("relation_name").orElse("").replace("`", "");
    String rest = resource.text("schema").orElse("") + "." + resource.text("alias").orElse("");
    if (!name.endsWith("." + rest)) {
      return Optional.empty();
    }
    List<String> before =
        Splitter.on('.').splitToList(name.substring(0, name.length() - rest.length() - 1));
    return before.size() == 1 ? Optional.of(before.get(0)) : Optional.empty();
  }
}
