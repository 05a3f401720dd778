package io.epoxy.compiler.parse;

import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The order of a kept manifest's nodes and sources when some are gone and others are new. */
final class MemberOrder {
  private final LinkedMemory.Outline kept;
  private final List<UniqueId> nodes;
  private final List<UniqueId> sources;
  private final Map<UniqueId, GraphMember> before;
  private final Map<UniqueId, GraphMember> after;

  MemberOrder(
      LinkedMemory.Outline kept,
      Map<UniqueId, GraphMember> before,
      Map<UniqueId, GraphMember> after) {
    this.kept = kept;
    this.before = before;
    this.after = after;
    this.nodes = left(kept.nodes());
    this.sources = left(kept.sources());
  }

  private List<UniqueId> left(List<UniqueId> all) {
    List<UniqueId> left = new ArrayList<>(all);
    left.removeIf(id -> before.containsKey(id) && !after.containsKey(id));
    return left;
  }

  /**
   * What stands before a new one and was there.
   *
   * @throws WholeParse when nothing does
   */
  UniqueId preceding(UniqueId id) {
    List<UniqueId> others = isSource(id) ? sources : nodes;
    int place = -1 - Collections.binarySearch(others, id);
    WholeParse.unless(place > 0);
    return others.get(place - 1);
  }

  LinkedMemory.Outline outline() {
    List<UniqueId> allNodes = new ArrayList<>(nodes);
    List<UniqueId> allSources = new ArrayList<>(sources);
    for (UniqueId id : after.keySet()) {
      if (!before.containsKey(id)) {
        (isSource(id) ? allSources : allNodes).add(id);
      }
    }
    Collections.sort(allNodes);
    Collections.sort(allSources);
    return kept.with(allNodes, allSources);
  }

  private static boolean isSource(UniqueId id) {
    return id.resourceType() == ResourceType.SOURCE;
  }
}
