package io.epoxy.engine.governance;

import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.SnapshotRows;
import io.epoxy.model.port.Warehouse;
import java.util.Set;

/**
 * A relation that is new takes its name without rows, is governed, and gets its rows then, in one
 * atomic replacement: Glue has no other way to govern a relation before others can read it, because
 * tags and filters are bound to its name and Glue renames nothing.
 *
 * <p>It is marked until it has its rows, so that the next run does not take what a run that died in
 * between left for the history of an incremental model, nor for governed.
 */
public final class EmptyTable {
  private static final Set<String> FILLED_ANEW =
      Set.of("table", "view", "seed", "snapshot", "incremental");

  private EmptyTable() {}

  public static boolean comesFirst(CompiledNode node, Governor governor, Warehouse warehouse) {
    return FILLED_ANEW.contains(node.node().materialization())
        && governor.governs(node.node())
        && warehouse.findRelation(node.node().relation()).isEmpty();
  }

  /** The same node without rows. */
  public static CompiledNode of(CompiledNode node) {
    return new CompiledNode(
        node.node(),
        without(node.sql()),
        node.extraCtes(),
        node.preHooks(),
        node.postHooks(),
        node.strategy(),
        node.batch());
  }

  /** The same snapshot without versions. */
  public static SnapshotRows.Source of(SnapshotRows.Source rows) {
    return exists -> {
      SnapshotRows all = rows.rows(exists);
      return new SnapshotRows(
          without(all.query()), all.key(), all.scdId(), all.validTo(), all.isCurrent());
    };
  }

  private static String without(String query) {
    return "select * from (\n" + query + "\n) where false";
  }
}
