package io.epoxy.model.graph;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
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
  DOC,
  /** A query of the command line. */
  SQL_OPERATION;

  private static final ImmutableMap<String, ResourceType> BY_NAME =
      Maps.uniqueIndex(Arrays.asList(values()), ResourceType::dbtName);

  private static final ResourceType[] ALL = values();

  private final String dbtName = name().toLowerCase(Locale.ROOT);
  private final Optional<ResourceType> found = Optional.of(this);

  public String dbtName() {
    return dbtName;
  }

  public static Optional<ResourceType> find(String dbtName) {
    return Optional.ofNullable(BY_NAME.get(dbtName));
  }

  /** The type that a unique_id starts with. Asked very often, so it makes no new text. */
  static Optional<ResourceType> ofId(String id) {
    int end = id.indexOf('.');
    for (ResourceType type : ALL) {
      if (type.dbtName.length() == end && id.startsWith(type.dbtName)) {
        return type.found;
      }
    }
    return Optional.empty();
  }
}
