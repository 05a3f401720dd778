package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who depends on whom. Immutable; ids keep the order in which they were given. */
public final class DependencyGraph {
  private final ImmutableMap<UniqueId, ImmutableSet<UniqueId>> parents;
  private final ImmutableMap<UniqueId, ImmutableSet<UniqueId>> children;

  private DependencyGraph(Map<UniqueId, Set<UniqueId>> parents) {
    Map<UniqueId, Set<UniqueId>> down = new LinkedHashMap<>();
    parents.keySet().forEach(id -> down.put(id, new LinkedHashSet<>()));
    parents.forEach((id, above) -> above.forEach(parent -> down.get(parent).add(id)));
    this.parents = freeze(parents);
    this.children = freeze(down);
  }

  /**
   * Builds the graph; a parent that is not itself a key is left out.
   *
   * @param parents the direct parents of every id
   */
  public static DependencyGraph of(Map<UniqueId, ? extends Collection<UniqueId>> parents) {
    Map<UniqueId, Set<UniqueId>> known = new LinkedHashMap<>();
    parents.forEach(
        (id, above) -> {
          Set<UniqueId> kept = new LinkedHashSet<>();
          above.stream().filter(parents::containsKey).forEach(kept::add);
          known.put(id, kept);
        });
    return new DependencyGraph(known);
  }

  public Set<UniqueId> ids() {
    return parents.keySet();
  }

  public Set<UniqueId> parents(UniqueId id) {
    return parents.getOrDefault(id, ImmutableSet.of());
  }

  public Set<UniqueId> children(UniqueId id) {
    return children.getOrDefault(id, ImmutableSet.of());
  }

  /** Every id above, at most {@code depth} edges away. */
  public Set<UniqueId> ancestors(UniqueId id, int depth) {
    return reach(ImmutableSet.of(id), depth, parents);
  }

  /** Every id below, at most {@code depth} edges away. */
  public Set<UniqueId> descendants(UniqueId id, int depth) {
    return reach(ImmutableSet.of(id), depth, children);
  }

  /**
   * Every id above any of {@code ids}, at most {@code depth} edges away. One of {@code ids} is
   * itself among them only when it stands above another. Takes time in the size of the graph,
   * however many ids are given.
   */
  public Set<UniqueId> ancestors(Set<UniqueId> ids, int depth) {
    return reach(ids, depth, parents);
  }

  /** Every id below any of {@code ids}; as {@link #ancestors}. */
  public Set<UniqueId> descendants(Set<UniqueId> ids, int depth) {
    return reach(ids, depth, children);
  }

  /** The given ids, each behind all of its ancestors among them; otherwise in graph order. */
  public List<UniqueId> parentsFirst(Set<UniqueId> ids) {
    Map<UniqueId, Integer> waiting = new LinkedHashMap<>();
    Deque<UniqueId> ready = new ArrayDeque<>();
    for (UniqueId id : parents.keySet()) {
      waiting.put(id, parents(id).size());
      if (parents(id).isEmpty()) {
        ready.add(id);
      }
    }
    List<UniqueId> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      UniqueId id = ready.remove();
      if (ids.contains(id)) {
        order.add(id);
      }
      for (UniqueId child : children(id)) {
        if (waiting.merge(child, -1, Integer::sum) == 0) {
          ready.add(child);
        }
      }
    }
    return order;
  }

  /** The kept ids, with an edge wherever a path led through left-out ones. */
  public DependencyGraph restrictedTo(Set<UniqueId> kept) {
    Map<UniqueId, Set<UniqueId>> result = new LinkedHashMap<>();
    for (UniqueId id : parents.keySet()) {
      if (kept.contains(id)) {
        result.put(id, nearestKept(id, kept));
      }
    }
    return new DependencyGraph(result);
  }

  /** One cycle, first id repeated at the end; empty when there is none. */
  public Optional<List<UniqueId>> findCycle() {
    Set<UniqueId> done = new LinkedHashSet<>();
    for (UniqueId start : parents.keySet()) {
      Optional<List<UniqueId>> cycle = cycleFrom(start, done);
      if (cycle.isPresent()) {
        return cycle;
      }
    }
    return Optional.empty();
  }

  private Optional<List<UniqueId>> cycleFrom(UniqueId start, Set<UniqueId> done) {
    List<UniqueId> path = new ArrayList<>();
    Deque<Iterator<UniqueId>> open = new ArrayDeque<>();
    if (done.contains(start)) {
      return Optional.empty();
    }
    Set<UniqueId> onPath = new LinkedHashSet<>();
    path.add(start);
    onPath.add(start);
    open.push(children(start).iterator());
    while (!open.isEmpty()) {
      if (!open.peek().hasNext()) {
        open.pop();
        UniqueId finished = path.remove(path.size() - 1);
        onPath.remove(finished);
        done.add(finished);
        continue;
      }
      UniqueId next = open.peek().next();
      if (onPath.contains(next)) {
        List<UniqueId> cycle = new ArrayList<>(path.subList(path.indexOf(next), path.size()));
        cycle.add(next);
        return Optional.of(ImmutableList.copyOf(cycle));
      }
      if (!done.contains(next)) {
        path.add(next);
        onPath.add(next);
        open.push(children(next).iterator());
      }
    }
    return Optional.empty();
  }

  private Set<UniqueId> nearestKept(UniqueId id, Set<UniqueId> kept) {
    Set<UniqueId> found = new LinkedHashSet<>();
    Set<UniqueId> seen = new LinkedHashSet<>();
    Deque<UniqueId> open = new ArrayDeque<>(parents(id));
    while (!open.isEmpty()) {
      UniqueId next = open.pop();
      if (!seen.add(next)) {
        continue;
      }
      if (kept.contains(next)) {
        found.add(next);
      } else {
        open.addAll(parents(next));
      }
    }
    return found;
  }

  private static Set<UniqueId> reach(
      Set<UniqueId> ids, int depth, Map<UniqueId, ImmutableSet<UniqueId>> edges) {
    Set<UniqueId> found = new LinkedHashSet<>();
    Set<UniqueId> level = ids;
    for (int step = 0; step < depth && !level.isEmpty(); step++) {
      Set<UniqueId> next = new LinkedHashSet<>();
      for (UniqueId at : level) {
        for (UniqueId to : edges.getOrDefault(at, ImmutableSet.of())) {
          if (found.add(to)) {
            next.add(to);
          }
        }
      }
      level = next;
    }
    return found;
  }

  private static ImmutableMap<UniqueId, ImmutableSet<UniqueId>> freeze(
      Map<UniqueId, Set<UniqueId>> edges) {
    ImmutableMap.Builder<UniqueId, ImmutableSet<UniqueId>> copy = ImmutableMap.builder();
    edges.forEach((id, ids) -> copy.put(id, ImmutableSet.copyOf(ids)));
    return copy.buildOrThrow();
  }
}
