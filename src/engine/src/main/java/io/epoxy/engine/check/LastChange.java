package io.epoxy.engine.check;

import io.epoxy.model.port.QueryResult;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.TableFormat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a table's data last changed, as its own log of commits tells. What only moves files about is
 * no change, so that compacting a table does not make its data look fresh.
 */
public record LastChange(Warehouse warehouse) {
  /** Delta's operations that change no rows (docs.delta.io, "Operation metrics keys"). */
  private static final Set<String> UPKEEP = Set.of("OPTIMIZE", "VACUUM START", "VACUUM END");

  /** Whether tables of a format keep such a log. */
  public static boolean isKnownTo(TableFormat format) {
    return format == TableFormat.ICEBERG || format == TableFormat.DELTA;
  }

  /**
   * Asks the log.
   *
   * @param table as {@link Warehouse#findRelation} answers, of a format that keeps one
   * @return empty when nothing was ever written
   */
  public Optional<Instant> find(Relation table) {
    return switch (table.format().orElseThrow()) {
      case ICEBERG -> ofIceberg(table);
      case DELTA -> ofDelta(table);
      default -> throw new IllegalArgumentException(table + " keeps no log of its commits");
    };
  }

  /** Old commits may have expired: then a rewrite is all that is known. */
  private Optional<Instant> ofIceberg(Relation table) {
    QueryResult newest =
        warehouse.query(
            "select coalesce(max(case when operation <> 'replace' then committed_at end),"
                + " max(committed_at)) from "
                + table.render()
                + ".snapshots");
    return Optional.ofNullable((Instant) newest.rows().get(0).get(0));
  }

  private Optional<Instant> ofDelta(Relation table) {
    QueryResult history = warehouse.query("describe history " + table.render());
    int operation = index(history, "operation");
    int time = index(history, "timestamp");
    return history.rows().stream()
        .filter(row -> !UPKEEP.contains(row.get(operation)))
        .map(row -> (Instant) row.get(time))
        .findFirst();
  }

  private static int index(QueryResult result, String name) {
    List<String> names = result.columns().stream().map(Column::name).toList();
    return names.indexOf(name);
  }
}
