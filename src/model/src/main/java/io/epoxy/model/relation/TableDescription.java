package io.epoxy.model.relation;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a catalog tells of a table or view.
 *
 * @param columns in order, partition columns last as Spark has them
 * @param bytes the size of its files, where the catalog has counted
 * @param rows how many, where the catalog has counted
 */
public record TableDescription(
    Relation relation,
    Optional<String> comment,
    Optional<String> owner,
    List<Column> columns,
    OptionalLong bytes,
    OptionalLong rows) {
  public TableDescription {
    Objects.requireNonNull(relation, "relation");
    Objects.requireNonNull(comment, "comment");
    Objects.requireNonNull(owner, "owner");
    columns = ImmutableList.copyOf(columns);
    Objects.requireNonNull(bytes, "bytes");
    Objects.requireNonNull(rows, "rows");
  }
}
