package io.epoxy.model.graph;

import java.util.Locale;
import java.util.Optional;

/** Who may refer to a model; the lower-case name is the spelling in YAML. */
public enum Access {
  PRIVATE,
  PROTECTED,
  PUBLIC;

  public String dbtName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Access> find(String dbtName) {
    for (Access access : values()) {
      if (access.dbtName().equals(dbtName)) {
        return Optional.of(access);
      }
    }
    return Optional.empty();
  }
}
