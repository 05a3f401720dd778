package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;

/**
 * What a snapshot's macros answer: SQL over its source.
 *
 * @param query the rows of a new table; of one that is there, its changes: the source's columns,
 *     the key's, dbt's own, and {@code dbt_change_type}
 * @param key expressions by which a row of the query is recognised
 * @param scdId dbt's column that names a version
 * @param validTo dbt's column with a version's end
 * @param isCurrent whether a version of the table, {@code DBT_INTERNAL_DEST}, has not ended
 */
public record SnapshotRows(
    String query, List<String> key, String scdId, String validTo, String isCurrent) {
  public SnapshotRows {
    Objects.requireNonNull(query, "query");
    key = ImmutableList.copyOf(key);
    Objects.requireNonNull(scdId, "scdId");
    Objects.requireNonNull(validTo, "validTo");
    Objects.requireNonNull(isCurrent, "isCurrent");
  }

  /** The same rows, read by another query. */
  public SnapshotRows from(String other) {
    return new SnapshotRows(other, key, scdId, validTo, isCurrent);
  }

  /** Who is asked for them. */
  @FunctionalInterface
  public interface Source {
    /**
     * @param exists whether there is a table
     * @throws io.epoxy.model.error.EpoxyException when a macro fails
     */
    SnapshotRows rows(boolean exists);
  }
}
