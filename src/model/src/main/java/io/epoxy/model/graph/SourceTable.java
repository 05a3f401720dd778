package io.epoxy.model.graph;

import io.epoxy.model.config.Data;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A table of a source.
 *
 * @param info its name is the table's name in YAML
 * @param sourceName the source's name
 * @param relation where it lies (identifier, schema and catalog as configured)
 * @param database the source's {@code database}, whether or not it is part of the relation's name
 * @param external the {@code external:} mapping as written: location, file_format, partitions ...
 * @param freshness the merged freshness mapping; see {@link Data}
 * @param loadedAtQuery the query that tells how fresh it is, as written
 * @param quoting which parts of its name are quoted, where written: database, schema, identifier,
 *     column
 * @param unrenderedDatabase the source's {@code database} before Jinja
 * @param unrenderedSchema the source's {@code schema} before Jinja
 */
public record SourceTable(
    NodeInfo info,
    String sourceName,
    String sourceDescription,
    Map<String, Object> sourceMeta,
    String loader,
    Relation relation,
    Optional<String> database,
    Optional<Map<String, Object>> external,
    Optional<Map<String, Object>> freshness,
    Optional<String> loadedAtField,
    Optional<String> loadedAtQuery,
    Map<String, Object> quoting,
    Optional<String> unrenderedDatabase,
    Optional<String> unrenderedSchema)
    implements GraphMember {
  public SourceTable {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(sourceName, "sourceName");
    Objects.requireNonNull(sourceDescription, "sourceDescription");
    sourceMeta = Data.copy(sourceMeta);
    Objects.requireNonNull(loader, "loader");
    Objects.requireNonNull(relation, "relation");
    Objects.requireNonNull(database, "database");
    external = external.map(Data::copy);
    freshness = freshness.map(Data::copy);
    Objects.requireNonNull(loadedAtField, "loadedAtField");
    Objects.requireNonNull(loadedAtQuery, "loadedAtQuery");
    quoting = Data.copy(quoting);
    Objects.requireNonNull(unrenderedDatabase, "unrenderedDatabase");
    Objects.requireNonNull(unrenderedSchema, "unrenderedSchema");
  }

  /** The same table, described. */
  public SourceTable described(NodeInfo otherInfo, String otherSourceDescription) {
    return new SourceTable(
        otherInfo,
        sourceName,
        otherSourceDescription,
        sourceMeta,
        loader,
        relation,
        database,
        external,
        freshness,
        loadedAtField,
        loadedAtQuery,
        quoting,
        unrenderedDatabase,
        unrenderedSchema);
  }

  /** Whether it can ever be too old (dbt-core 1.12 {@code has_freshness}). */
  public boolean hasFreshness() {
    return freshness.filter(all -> isSet(all.get("warn_after"))).isPresent()
        || freshness.filter(all -> isSet(all.get("error_after"))).isPresent();
  }

  private static boolean isSet(Object threshold) {
    return threshold instanceof Map<?, ?> map
        && map.get("count") != null
        && map.get("period") != null;
  }

  @Override
  public List<UniqueId> dependsOn() {
    return List.of();
  }
}
