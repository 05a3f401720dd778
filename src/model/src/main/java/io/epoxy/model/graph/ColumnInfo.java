package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.Data;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A column as a property file describes it.
 *
 * @param docBlocks the docs blocks that its description calls
 * @param semantics the keys {@code granularity}, {@code dimension} and {@code entity} where
 *     written, as the manifest shows them
 * @param other keys that dbt does not know, as written
 */
public record ColumnInfo(
    String name,
    String description,
    Optional<String> dataType,
    Optional<Boolean> quote,
    List<String> tags,
    Map<String, Object> meta,
    List<Constraint> constraints,
    List<UniqueId> docBlocks,
    Map<String, Object> semantics,
    Map<String, Object> other) {

  public ColumnInfo {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(dataType, "dataType");
    Objects.requireNonNull(quote, "quote");
    tags = ImmutableList.copyOf(tags);
    meta = Data.copy(meta);
    constraints = ImmutableList.copyOf(constraints);
    docBlocks = ImmutableList.copyOf(docBlocks);
    semantics = Data.copy(semantics);
    other = Data.copy(other);
  }

  /** A column with nothing but its description. */
  public static ColumnInfo of(String name, String description) {
    return new ColumnInfo(
        name,
        description,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of());
  }

  /** The same column under other constraints. */
  public ColumnInfo constrained(List<Constraint> others) {
    return new ColumnInfo(
        name, description, dataType, quote, tags, meta, others, docBlocks, semantics, other);
  }
}
