package io.epoxy.compiler.select;

import com.google.common.collect.Sets;
import io.epoxy.compiler.select.method.Candidate;
import io.epoxy.compiler.select.spec.IndirectSelection;
import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tests that come with what they test (dbt-core 1.12 {@code graph/selector.py}): some at once, some
 * only when a combination has brought in all that they need.
 */
final class IndirectTests {
  private final Map<UniqueId, Candidate> candidates;
  private final DependencyGraph graph;

  IndirectTests(Map<UniqueId, Candidate> candidates, DependencyGraph graph) {
    this.candidates = candidates;
    this.graph = graph;
  }

  /** The tests of a criterion's resources, those that may come and those that must wait. */
  Found expand(Set<UniqueId> selected, IndirectSelection mode) {
    if (mode == IndirectSelection.EMPTY) {
      return new Found(selected, Set.of());
    }
    Set<UniqueId> direct = new LinkedHashSet<>(selected);
    Set<UniqueId> waiting = new LinkedHashSet<>();
    Set<UniqueId> covered =
        mode == IndirectSelection.BUILDABLE ? withAncestors(selected) : selected;
    for (UniqueId id : selected) {
      for (UniqueId child : graph.children(id)) {
        if (isTest(child)) {
          boolean comes =
              mode == IndirectSelection.EAGER
                  || isCovered(child, covered, mode == IndirectSelection.BUILDABLE);
          (comes ? direct : waiting).add(child);
        }
      }
    }
    return new Found(direct, waiting);
  }

  /** Lets waiting tests join a combination that has all they need. */
  Set<UniqueId> join(Set<UniqueId> direct, Set<UniqueId> waiting, IndirectSelection mode) {
    if (mode == IndirectSelection.EAGER
        || mode == IndirectSelection.EMPTY
        || direct.equals(waiting)) {
      return direct;
    }
    Set<UniqueId> covered = mode == IndirectSelection.BUILDABLE ? withAncestors(direct) : direct;
    Set<UniqueId> joined = new LinkedHashSet<>(direct);
    for (UniqueId id : waiting) {
      // A unit test has one parent, so it never waits.
      if (candidates.get(id).isNode() && isCovered(id, covered, false)) {
        joined.add(id);
      }
    }
    return joined;
  }

  private Set<UniqueId> withAncestors(Set<UniqueId> selected) {
    return Sets.union(selected, graph.ancestors(selected, Integer.MAX_VALUE));
  }

  private boolean isCovered(UniqueId id, Set<UniqueId> covered, boolean sourcesCount) {
    for (UniqueId parent : candidates.get(id).parents()) {
      if (!covered.contains(parent)
          && !(sourcesCount && parent.resourceType() == ResourceType.SOURCE)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTest(UniqueId id) {
    return id.resourceType() == ResourceType.TEST || id.resourceType() == ResourceType.UNIT_TEST;
  }

  /** What a selection found, and which tests wait for more of their parents. */
  record Found(Set<UniqueId> direct, Set<UniqueId> waiting) {}
}
