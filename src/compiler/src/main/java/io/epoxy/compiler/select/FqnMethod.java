package io.epoxy.compiler.select;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code fqn:}, also without the word: the leaf's name, or a dotted prefix with or without the
 * package (dbt-core 1.12, {@code graph/selector_methods.py}).
 */
final class FqnMethod implements SelectorMethod {
  @Override
  public String name() {
    return "fqn";
  }

  @Override
  public Predicate<Candidate> matcher(Criterion criterion, String projectName) {
    String value = criterion.value();
    List<String> parts = Splitter.on('.').splitToList(value);
    return candidate -> candidate.node().isPresent() && matches(candidate, value, parts);
  }

  private static boolean matches(Candidate candidate, String value, List<String> parts) {
    List<String> fqn = candidate.info().fqn();
    return matchesLeaf(fqn, candidate.version().isPresent(), value, parts)
        || isPrefix(parts, fqn)
        || isPrefix(parts, fqn.subList(1, fqn.size()));
  }

  /** A versioned model is {@code name}, {@code name.v2} or {@code name_v2}. */
  private static boolean matchesLeaf(
      List<String> fqn, boolean isVersioned, String value, List<String> parts) {
    String leaf = fqn.get(fqn.size() - 1);
    if (!isVersioned || fqn.size() < 2) {
      return leaf.equals(value);
    }
    String name = fqn.get(fqn.size() - 2);
    String tail = String.join("_", parts.subList(Math.max(0, parts.size() - 2), parts.size()));
    return name.equals(value) || tail.equals(name + "_" + leaf);
  }

  /**
   * Dots in a model's name separate like folders. From the first wildcard on, all the rest counts.
   */
  private static boolean isPrefix(List<String> parts, List<String> fqn) {
    List<String> flat = Splitter.on('.').splitToList(String.join(".", fqn));
    if (flat.size() < parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (Wildcard.isIn(parts.get(i))) {
        return Wildcard.matches(
            String.join(".", flat.subList(i, flat.size())),
            String.join(".", parts.subList(i, parts.size())));
      }
      if (!flat.get(i).equals(parts.get(i))) {
        return false;
      }
    }
    return true;
  }
}
