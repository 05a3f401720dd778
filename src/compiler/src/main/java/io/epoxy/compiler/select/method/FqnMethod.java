package io.epoxy.compiler.select.method;

import com.google.common.base.Splitter;
import io.epoxy.compiler.select.spec.Criterion;
import io.epoxy.model.graph.ResourceType;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code fqn:}, also without the word: the leaf's name, or a dotted prefix with or without the
 * package (dbt-core 1.12, {@code graph/selector_methods.py}). Sources have {@code source:}.
 */
final class FqnMethod implements SelectorMethod {
  @Override
  public Predicate<Candidate> matcher(Criterion criterion, Surroundings surroundings) {
    Wanted wanted = new Wanted(criterion.text());
    return candidate ->
        candidate.type() != ResourceType.SOURCE
            && (wanted.matches(candidate.info().fqn(), candidate)
                || wanted.matches(withoutPackage(candidate.info().fqn()), candidate));
  }

  private static List<String> withoutPackage(List<String> fqn) {
    return fqn.subList(Math.min(1, fqn.size()), fqn.size());
  }

  /** A value, taken apart once. */
  private static final class Wanted {
    private final String value;
    private final List<String> parts;
    private final int firstWildcard;
    private final Predicate<String> rest;

    Wanted(String value) {
      this.value = value;
      this.parts = Splitter.on('.').splitToList(value);
      int first = 0;
      while (first < parts.size() && !Wildcard.isIn(parts.get(first))) {
        first++;
      }
      this.firstWildcard = first;
      this.rest = Wildcard.of(String.join(".", parts.subList(first, parts.size())));
    }

    boolean matches(List<String> fqn, Candidate candidate) {
      return !fqn.isEmpty()
          && (matchesLeaf(fqn, candidate.version().isPresent()) || isPrefixOf(fqn));
    }

    /** A versioned model is {@code name}, {@code name.v2} or {@code name_v2}. */
    private boolean matchesLeaf(List<String> fqn, boolean isVersioned) {
      String leaf = fqn.get(fqn.size() - 1);
      if (!isVersioned || fqn.size() < 2) {
        return leaf.equals(value);
      }
      String name = fqn.get(fqn.size() - 2);
      String tail = String.join("_", parts.subList(Math.max(0, parts.size() - 2), parts.size()));
      return name.equals(value) || tail.equals(name + "_" + leaf);
    }

    /**
     * Dots in a model's name separate like folders. From the first wildcard on, all the rest
     * counts.
     */
    private boolean isPrefixOf(List<String> fqn) {
      List<String> flat = flat(fqn);
      if (flat.size() < parts.size()
          || !flat.subList(0, firstWildcard).equals(parts.subList(0, firstWildcard))) {
        return false;
      }
      return firstWildcard == parts.size()
          || rest.test(String.join(".", flat.subList(firstWildcard, flat.size())));
    }

    private static List<String> flat(List<String> fqn) {
      return fqn.stream().noneMatch(step -> step.contains("."))
          ? fqn
          : Splitter.on('.').splitToList(String.join(".", fqn));
    }
  }
}
