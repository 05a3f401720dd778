package io.epoxy.engine.plan;

import io.epoxy.model.relation.Relation;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a planner needs beside the node and the catalog's state.
 *
 * @param athenaPrefix {@code delta_athena_prefix} of the profile
 * @param version the folder name of a fresh version, from {@link #VERSION}; new for every plan
 * @param build whether the relation is to have rows at once
 */
public record PlanContext(
    String version,
    Locations locations,
    Optional<String> athenaPrefix,
    Strategies strategies,
    QueryColumns queryColumns,
    Build build) {
  /** {@code epoxy-<UTC start>-<random>}; a name that no other writer makes. */
  public static final Pattern VERSION = Pattern.compile("epoxy-\\d{8}T\\d{9}Z-[0-9a-f]{8}");

  /** Begins the name of a folder where rows of a version wait; the version follows. */
  public static final String WAITING = "_epoxy_rows-";

  /** What a plan makes of a name. */
  public enum Build {
    WHOLE,
    /** A relation without rows, marked by {@link RelationState#FIRST_BUILD}. */
    EMPTY
  }

  public PlanContext(
      String version,
      Locations locations,
      Optional<String> athenaPrefix,
      Strategies strategies,
      QueryColumns queryColumns) {
    this(version, locations, athenaPrefix, strategies, queryColumns, Build.WHOLE);
  }

  public PlanContext {
    Objects.requireNonNull(locations, "locations");
    Objects.requireNonNull(athenaPrefix, "athenaPrefix");
    Objects.requireNonNull(strategies, "strategies");
    Objects.requireNonNull(queryColumns, "queryColumns");
    Objects.requireNonNull(build, "build");
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException("not a version: " + version);
    }
  }

  /** The same, for a query that cannot be analysed yet. */
  PlanContext knowing(QueryColumns columns) {
    return new PlanContext(version, locations, athenaPrefix, strategies, columns, build);
  }

  /** Whether a relation without rows is made. */
  boolean isEmpty() {
    return build == Build.EMPTY;
  }

  /** The properties that a relation gets for having no rows yet. */
  Map<String, String> marks() {
    return isEmpty() ? Map.of(RelationState.FIRST_BUILD, version) : Map.of();
  }

  /** Under which a relation is made that will take this one's name. */
  public Relation passing(Relation target) {
    return new PassingName(target, version).relation();
  }

  /** The folder in a table's folder where rows of this plan may wait; no reader looks there. */
  public String waitingFolder(String root) {
    return (root.endsWith("/") ? root : root + "/") + WAITING + version;
  }

  /** The folder of this plan's version in a table's folder. */
  public String freshFolder(String root) {
    return root.endsWith("/") ? root + version : root + "/" + version;
  }
}
