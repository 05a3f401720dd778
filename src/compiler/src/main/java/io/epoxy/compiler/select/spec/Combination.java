package io.epoxy.compiler.select.spec;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Several selections made into one.
 *
 * @param indirect how tests that the parts held back may still join; empty as the command says
 * @param expected the words to warn with when nothing is found; empty when that is no surprise
 */
public record Combination(
    Kind kind,
    List<SelectionSpec> parts,
    Optional<IndirectSelection> indirect,
    Optional<String> expected)
    implements SelectionSpec {
  public Combination {
    Objects.requireNonNull(kind, "kind");
    parts = ImmutableList.copyOf(parts);
    Objects.requireNonNull(indirect, "indirect");
    Objects.requireNonNull(expected, "expected");
  }

  /** A combination as YAML writes it: its tests join eagerly, and nothing is expected of it. */
  public static Combination of(Kind kind, List<SelectionSpec> parts) {
    return new Combination(kind, parts, Optional.of(IndirectSelection.EAGER), Optional.empty());
  }

  /** How the parts are made into one. */
  public enum Kind {
    UNION,
    INTERSECTION,
    /** The first part without all the others. */
    DIFFERENCE;

    public <T> Set<T> of(List<Set<T>> parts) {
      Set<T> result = new LinkedHashSet<>();
      for (int i = 0; i < parts.size(); i++) {
        if (i == 0 || this == UNION) {
          result.addAll(parts.get(i));
        } else if (this == INTERSECTION) {
          result.retainAll(parts.get(i));
        } else {
          result.removeAll(parts.get(i));
        }
      }
      return result;
    }
  }
}
