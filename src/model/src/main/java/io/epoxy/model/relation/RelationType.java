package io.epoxy.model.relation;

import java.util.Locale;
import java.util.Optional;

/** What kind of thing a relation is; the lower-case name is dbt's spelling. */
public enum RelationType {
  TABLE,
  VIEW,
  CTE,
  MATERIALIZED_VIEW,
  EPHEMERAL,
  EXTERNAL,
  POINTER_TABLE,
  FUNCTION;

  public String dbtName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RelationType> find(String dbtName) {
    for (RelationType type : values()) {
      if (type.dbtName().equals(dbtName)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
