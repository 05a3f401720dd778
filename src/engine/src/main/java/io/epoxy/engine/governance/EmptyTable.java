package io.epoxy.engine.governance;

import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.TableFormat;

/**
 * A table that is new takes its name without rows, is governed, and gets its rows then, in one
 * atomic replacement: Glue has no other way to govern a table before others can read it, because
 * tags and filters are bound to its name and Glue renames nothing.
 *
 * <p>Only of {@code table}: an incremental model or a snapshot whose run dies in between would find
 * an empty table next time, and take it for its history. And not in Delta: if the rows fail, the
 * empty table goes again, and Delta makes no table where files of another one lie.
 */
public final class EmptyTable {
  private EmptyTable() {}

  public static boolean comesFirst(CompiledNode node, Governor governor, Warehouse warehouse) {
    boolean delta =
        node.node()
            .info()
            .config()
            .string("file_format")
            .flatMap(TableFormat::find)
            .filter(TableFormat.DELTA::equals)
            .isPresent();
    return node.node().materialization().equals("table")
        && !delta
        && governor.governs(node.node())
        && warehouse.findRelation(node.node().relation()).isEmpty();
  }

  /** The same node without rows. */
  public static CompiledNode of(CompiledNode node) {
    return new CompiledNode(
        node.node(),
        "select * from (\n" + node.sql() + "\n) where false",
        node.extraCtes(),
        node.preHooks(),
        node.postHooks(),
        node.strategy(),
        node.batch());
  }
}
