package io.epoxy.model.graph;

import java.util.Locale;
import java.util.Optional;

/** dbt's resource types; the lower-case name is the spelling in artifacts. */
public enum ResourceType {
  MODEL,
  TEST,
  UNIT_TEST,
  SEED,
  SNAPSHOT,
  ANALYSIS,
  OPERATION,
  SOURCE,
  EXPOSURE,
  METRIC,
  GROUP,
  SAVED_QUERY,
  SEMANTIC_MODEL,
  FUNCTION,
  MACRO,
  DOC;

  public String dbtName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ResourceType> find(String dbtName) {
    for (ResourceType type : values()) {
      if (type.dbtName().equals(dbtName)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
