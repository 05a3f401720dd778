package io.epoxy.bundle.artifact;

import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.UniqueId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The maps beside the nodes: a key for every node and source, and sorted ids below it.
 *
 * @param groups ids by the group that their config names
 */
record EdgeMaps(
    Map<String, SortedSet<String>> parents,
    Map<String, SortedSet<String>> children,
    Map<String, SortedSet<String>> groups) {
  static EdgeMaps of(Manifest manifest) {
    Map<String, SortedSet<String>> parents = new LinkedHashMap<>();
    Map<String, SortedSet<String>> children = new LinkedHashMap<>();
    for (Collection<UniqueId> ids :
        List.of(manifest.nodes().keySet(), manifest.sources().keySet())) {
      for (UniqueId id : ids) {
        parents.put(id.value(), new TreeSet<>());
        children.put(id.value(), new TreeSet<>());
      }
    }
    for (UniqueId id : manifest.nodes().keySet()) {
      for (UniqueId parent : manifest.parents(id)) {
        parents.get(id.value()).add(parent.value());
        children.computeIfAbsent(parent.value(), none -> new TreeSet<>()).add(id.value());
      }
    }
    Map<String, SortedSet<String>> groups = new LinkedHashMap<>();
    for (Node node : manifest.nodes().values()) {
      node.info()
          .config()
          .string("group")
          .ifPresent(
              group ->
                  groups
                      .computeIfAbsent(group, none -> new TreeSet<>())
                      .add(node.uniqueId().value()));
    }
    return new EdgeMaps(parents, children, groups);
  }
}
