package io.epoxy.engine.plan;

import java.util.Locale;
import java.util.Optional;

/** dbt's incremental strategies, as far as dbt-glue has them. */
public enum StrategyName {
  APPEND,
  INSERT_OVERWRITE,
  MERGE;

  static Optional<StrategyName> find(String dbtName) {
    for (StrategyName name : values()) {
      if (name.dbtName().equals(dbtName)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  public String dbtName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
