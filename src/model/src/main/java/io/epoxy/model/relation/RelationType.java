package io.epoxy.model.relation;

import java.util.Locale;

/** What kind of thing a relation is; the lower-case name is dbt's spelling. */
public enum RelationType {
  TABLE,
  VIEW,
  CTE,
  EXTERNAL;

  public String dbtName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
