package io.epoxy.engine.plan;

import java.util.Locale;
import java.util.Optional;

/** The materializations of a model that the engine builds. */
public enum Materialization {
  VIEW,
  TABLE,
  INCREMENTAL,
  EPHEMERAL;

  static Optional<Materialization> find(String dbtName) {
    for (Materialization materialization : values()) {
      if (materialization.name().toLowerCase(Locale.ROOT).equals(dbtName)) {
        return Optional.of(materialization);
      }
    }
    return Optional.empty();
  }
}
