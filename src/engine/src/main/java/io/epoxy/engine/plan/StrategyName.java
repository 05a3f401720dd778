package io.epoxy.engine.plan;

import java.util.Optional;

/** dbt's incremental strategies. */
public enum StrategyName {
  APPEND("append"),
  INSERT_OVERWRITE("insert_overwrite"),
  MERGE("merge"),
  DELETE_INSERT("delete+insert"),
  MICROBATCH("microbatch");

  private final String dbtName;

  StrategyName(String dbtName) {
    this.dbtName = dbtName;
  }

  static Optional<StrategyName> find(String dbtName) {
    for (StrategyName name : values()) {
      if (name.dbtName().equals(dbtName)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  public String dbtName() {
    return dbtName;
  }
}
