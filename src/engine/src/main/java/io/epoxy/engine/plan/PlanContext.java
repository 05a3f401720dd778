package io.epoxy.engine.plan;

import io.epoxy.model.relation.Relation;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a planner needs beside the node and the catalog's state.
 *
 * @param athenaPrefix {@code delta_athena_prefix} of the profile
 * @param version the folder name of a fresh version, from {@link #VERSION}; new for every plan
 */
public record PlanContext(
    String version,
    Locations locations,
    Optional<String> athenaPrefix,
    Strategies strategies,
    QueryColumns queryColumns) {
  /** {@code epoxy-<UTC start>-<random>}; a name that no other writer makes. */
  public static final Pattern VERSION = Pattern.compile("epoxy-\\d{8}T\\d{9}Z-[0-9a-f]{8}");

  public PlanContext {
    Objects.requireNonNull(locations, "locations");
    Objects.requireNonNull(athenaPrefix, "athenaPrefix");
    Objects.requireNonNull(strategies, "strategies");
    Objects.requireNonNull(queryColumns, "queryColumns");
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException("not a version: " + version);
    }
  }

  /** Under which a relation is made that will take this one's name. */
  public Relation passing(Relation target) {
    return new PassingName(target, version).relation();
  }

  /** The folder of this plan's version in a table's folder. */
  public String freshFolder(String root) {
    return root.endsWith("/") ? root + version : root + "/" + version;
  }
}
