package io.epoxy.bundle.artifact;

import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The maps beside the nodes: a key for every member of the graph, and sorted ids below it.
 *
 * @param groups ids by the name of their group
 */
record EdgeMaps(
    Map<String, SortedSet<String>> parents,
    Map<String, SortedSet<String>> children,
    Map<String, SortedSet<String>> groups) {
  static EdgeMaps of(Manifest manifest) {
    Map<UniqueId, GraphMember> members = manifest.members();
    Map<String, SortedSet<String>> parents = new LinkedHashMap<>();
    Map<String, SortedSet<String>> children = new LinkedHashMap<>();
    for (UniqueId id : members.keySet()) {
      parents.put(id.value(), new TreeSet<>());
      children.put(id.value(), new TreeSet<>());
    }
    Map<String, SortedSet<String>> groups = new LinkedHashMap<>();
    manifest.groups().values().forEach(group -> groups.put(group.name(), new TreeSet<>()));
    for (GraphMember member : members.values()) {
      String id = member.uniqueId().value();
      for (UniqueId parent : member.dependsOn()) {
        parents.get(id).add(parent.value());
        if (members.containsKey(parent)) {
          children.get(parent.value()).add(id);
        }
      }
      member.info().group().map(groups::get).ifPresent(ids -> ids.add(id));
    }
    return new EdgeMaps(parents, children, groups);
  }
}
