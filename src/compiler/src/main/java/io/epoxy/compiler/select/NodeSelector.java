package io.epoxy.compiler.select;

import com.google.common.base.Joiner;
import io.epoxy.compiler.select.IndirectTests.Found;
import io.epoxy.compiler.select.method.Candidate;
import io.epoxy.compiler.select.method.SelectorMethods;
import io.epoxy.compiler.select.method.Surroundings;
import io.epoxy.compiler.select.spec.Combination;
import io.epoxy.compiler.select.spec.CommandLine;
import io.epoxy.compiler.select.spec.Criterion;
import io.epoxy.compiler.select.spec.Criterion.Reach;
import io.epoxy.compiler.select.spec.ProjectSelectors;
import io.epoxy.compiler.select.spec.SelectionSpec;
import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.MessageSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Turns a selection into ids. Its time grows with the graph and the number of criteria, not with
 * their product with the paths. Not thread-safe.
 */
public final class NodeSelector {
  private final ProjectSelectors selectors;
  private final Surroundings surroundings;
  private final MessageSink messages;
  private final Map<UniqueId, Candidate> candidates;
  private final DependencyGraph graph;
  private final IndirectTests tests;

  /**
   * A selector over a manifest.
   *
   * @param selectors what {@code --selector} and {@code selector:} may name
   * @param messages told of criteria that match nothing
   */
  public NodeSelector(
      Manifest manifest,
      ProjectSelectors selectors,
      Surroundings surroundings,
      MessageSink messages) {
    this.selectors = selectors;
    this.surroundings = surroundings;
    this.messages = messages;
    this.candidates = Candidate.of(manifest);
    Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();
    candidates.forEach((id, candidate) -> parents.put(id, candidate.parents()));
    this.graph = DependencyGraph.of(parents);
    this.tests = new IndirectTests(candidates, graph);
  }

  /**
   * The selected ids, parents first.
   *
   * @throws io.epoxy.model.error.EpoxyException SELECTION when a criterion cannot be read
   */
  public List<UniqueId> select(Selection selection) {
    return graph.parentsFirst(new Evaluation(selection).selected(spec(selection)));
  }

  private SelectionSpec spec(Selection selection) {
    if (selection.selector().isPresent()) {
      return selectors.load(selection.selector().get());
    }
    boolean saysNothing = selection.select().isEmpty() && selection.exclude().isEmpty();
    if (saysNothing && selectors.defaultName().isPresent()) {
      String name = selectors.defaultName().get();
      messages.message(
          MessageSink.Level.INFO,
          "DefaultSelector",
          "Using default selector " + name,
          Map.of("name", name));
      return selectors.load(name);
    }
    return CommandLine.parse(selection.select(), selection.exclude());
  }

  /** One selection on its way. */
  private final class Evaluation {
    private final Selection selection;
    private final Set<String> open = new LinkedHashSet<>();

    Evaluation(Selection selection) {
      this.selection = selection;
    }

    /** What a spec finds, of the types that the command works on. */
    Set<UniqueId> selected(SelectionSpec spec) {
      Set<UniqueId> found = new LinkedHashSet<>(find(spec).direct());
      found.removeIf(id -> !isWanted(candidates.get(id)));
      return found;
    }

    private boolean isWanted(Candidate candidate) {
      return selection.resourceTypes().contains(candidate.type())
          && (selection.emptyNodes() == Selection.EmptyNodes.KEPT || !candidate.isEmpty());
    }

    private Found find(SelectionSpec spec) {
      return spec instanceof Criterion criterion ? match(criterion) : combine((Combination) spec);
    }

    private Found match(Criterion criterion) {
      SelectorMethods.requireKnown(criterion);
      boolean named = criterion.method().equals(SelectorMethods.SELECTOR);
      Set<UniqueId> matched = named ? ofNamed(criterion) : matching(criterion);
      matched.addAll(relatives(criterion.reach(), matched));
      // A named selection has its tests already, and may have excluded some.
      return named
          ? new Found(matched, Set.of())
          : tests.expand(matched, criterion.indirect().orElse(selection.indirect()));
    }

    private Set<UniqueId> matching(Criterion criterion) {
      Predicate<Candidate> matcher =
          SelectorMethods.load(criterion).matcher(criterion, surroundings);
      Set<UniqueId> matched = new LinkedHashSet<>();
      for (Candidate candidate : candidates.values()) {
        if (matcher.test(candidate)) {
          matched.add(candidate.id());
        }
      }
      return matched;
    }

    private Set<UniqueId> relatives(Reach reach, Set<UniqueId> matched) {
      Set<UniqueId> relatives = new LinkedHashSet<>();
      if (reach.childrensParents()) {
        relatives.addAll(matched);
        relatives.addAll(graph.descendants(matched, Integer.MAX_VALUE));
        relatives.addAll(graph.ancestors(relatives, Integer.MAX_VALUE));
      }
      reach.parentsDepth().ifPresent(n -> relatives.addAll(graph.ancestors(matched, n)));
      reach.childrenDepth().ifPresent(n -> relatives.addAll(graph.descendants(matched, n)));
      return relatives;
    }

    private Set<UniqueId> ofNamed(Criterion criterion) {
      Set<UniqueId> found = new LinkedHashSet<>();
      List<String> names = SelectorMethods.selectorNames(criterion, selectors.byName().keySet());
      for (String name : names) {
        if (!open.add(name)) {
          throw criterion.error(
              "Circular dependency detected in selector: "
                  + Joiner.on(" -> ").join(open)
                  + " -> "
                  + name);
        }
        found.addAll(selected(selectors.load(name)));
        open.remove(name);
      }
      return found;
    }

    private Found combine(Combination combination) {
      List<Set<UniqueId>> direct = new ArrayList<>();
      List<Set<UniqueId>> all = new ArrayList<>();
      for (SelectionSpec part : combination.parts()) {
        Found found = find(part);
        direct.add(found.direct());
        Set<UniqueId> both = new LinkedHashSet<>(found.direct());
        both.addAll(found.waiting());
        all.add(both);
      }
      Set<UniqueId> waiting = combination.kind().of(all);
      Set<UniqueId> joined =
          tests.join(
              combination.kind().of(direct),
              waiting,
              combination.indirect().orElse(selection.indirect()));
      if (joined.isEmpty() && combination.expected().isPresent()) {
        messages.message(
            MessageSink.Level.WARN,
            "NoNodesForSelectionCriteria",
            "The selection criterion '"
                + combination.expected().get()
                + "' does not match any enabled nodes",
            Map.of("spec_raw", combination.expected().get()));
      }
      return new Found(joined, waiting);
    }
  }
}
