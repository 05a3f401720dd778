package io.epoxy.compiler.select;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.MessageSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Turns a selection into ids. Blanks join alternatives, commas demand all; every value of {@code
 * --select} is one more alternative, {@code --exclude} takes away. Tests come with what they test
 * (dbt's indirect selection, eager), on both sides.
 */
public final class NodeSelector {
  private final Manifest manifest;
  private final MessageSink messages;
  private final Map<UniqueId, Candidate> candidates = new LinkedHashMap<>();
  private final DependencyGraph graph;

  public NodeSelector(Manifest manifest, MessageSink messages) {
    this.manifest = manifest;
    this.messages = messages;
    Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();
    for (SourceTable source : manifest.sources().values()) {
      candidates.put(source.uniqueId(), Candidate.of(source));
      parents.put(source.uniqueId(), List.of());
    }
    for (Node node : manifest.nodes().values()) {
      candidates.put(node.uniqueId(), Candidate.of(node));
      parents.put(node.uniqueId(), node.code().dependsOnNodes());
    }
    this.graph = DependencyGraph.of(parents);
  }

  /**
   * The selected ids, parents first.
   *
   * @param select each value as given; empty selects everything
   * @param exclude each value as given
   * @param types only these; empty means every type
   * @throws io.epoxy.model.error.EpoxyException SELECTION when a criterion cannot be read
   */
  public List<UniqueId> select(List<String> select, List<String> exclude, Set<ResourceType> types) {
    Set<UniqueId> selected =
        select.isEmpty() ? new LinkedHashSet<>(candidates.keySet()) : anyOf(select);
    selected.removeAll(anyOf(exclude));
    if (!types.isEmpty()) {
      selected.removeIf(id -> !types.contains(id.resourceType()));
    }
    return parentsFirst(selected);
  }

  private Set<UniqueId> anyOf(List<String> values) {
    Set<UniqueId> union = new LinkedHashSet<>();
    for (String value : values) {
      for (String alternative :
          Splitter.on(CharMatcher.whitespace()).omitEmptyStrings().split(value)) {
        union.addAll(allOf(alternative));
      }
    }
    return union;
  }

  private Set<UniqueId> allOf(String alternative) {
    Set<UniqueId> all = null;
    for (String token : Splitter.on(',').omitEmptyStrings().split(alternative)) {
      Set<UniqueId> found = find(Criterion.parse(token));
      if (all == null) {
        all = found;
      } else {
        all.retainAll(found);
      }
    }
    return all == null ? Set.of() : all;
  }

  private Set<UniqueId> find(Criterion criterion) {
    Predicate<Candidate> matcher =
        SelectorMethods.load(criterion).matcher(criterion, manifest.projectName());
    Set<UniqueId> matched = new LinkedHashSet<>();
    for (Candidate candidate : candidates.values()) {
      if (matcher.test(candidate)) {
        matched.add(candidate.id());
      }
    }
    if (matched.isEmpty()) {
      messages.message(
          MessageSink.Level.WARN,
          "NoNodesForSelectionCriteria",
          "The selection criterion '" + criterion.raw() + "' does not match any enabled nodes");
    }
    Set<UniqueId> selected = new LinkedHashSet<>(matched);
    matched.forEach(id -> addNeighbours(id, criterion, selected));
    addTests(selected);
    return selected;
  }

  private void addNeighbours(UniqueId id, Criterion criterion, Set<UniqueId> selected) {
    criterion.parentsDepth().ifPresent(depth -> selected.addAll(graph.ancestors(id, depth)));
    criterion.childrenDepth().ifPresent(depth -> selected.addAll(graph.descendants(id, depth)));
    if (criterion.childrensParents()) {
      Set<UniqueId> below = graph.descendants(id, Integer.MAX_VALUE);
      selected.addAll(below);
      selected.addAll(graph.ancestors(id, Integer.MAX_VALUE));
      below.forEach(child -> selected.addAll(graph.ancestors(child, Integer.MAX_VALUE)));
    }
  }

  private void addTests(Set<UniqueId> selected) {
    for (UniqueId id : List.copyOf(selected)) {
      for (UniqueId child : graph.children(id)) {
        if (child.resourceType() == ResourceType.TEST) {
          selected.add(child);
        }
      }
    }
  }

  private List<UniqueId> parentsFirst(Set<UniqueId> selected) {
    DependencyGraph kept = graph.restrictedTo(selected);
    Map<UniqueId, Integer> waiting = new HashMap<>();
    Deque<UniqueId> ready = new ArrayDeque<>();
    for (UniqueId id : kept.ids()) {
      waiting.put(id, kept.parents(id).size());
      if (kept.parents(id).isEmpty()) {
        ready.add(id);
      }
    }
    List<UniqueId> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      UniqueId id = ready.remove();
      order.add(id);
      for (UniqueId child : kept.children(id)) {
        if (waiting.merge(child, -1, Integer::sum) == 0) {
          ready.add(child);
        }
      }
    }
    return order;
  }
}
