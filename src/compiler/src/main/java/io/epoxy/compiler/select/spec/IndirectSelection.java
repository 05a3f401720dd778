package io.epoxy.compiler.select.spec;

import java.util.Locale;
import java.util.Optional;

/** Which tests come with what they test (dbt-core 1.12 {@code graph/selector_spec.py}). */
public enum IndirectSelection {
  /** Any parent is selected. */
  EAGER,
  /** All parents are selected. */
  CAUTIOUS,
  /** All parents are selected, or stand above something selected. */
  BUILDABLE,
  /** None. */
  EMPTY;

  public String dbtName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<IndirectSelection> find(String dbtName) {
    for (IndirectSelection mode : values()) {
      if (mode.dbtName().equals(dbtName)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }
}
