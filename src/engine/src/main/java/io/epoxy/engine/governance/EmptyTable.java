package io.epoxy.engine.governance;

import io.epoxy.engine.plan.Handover;
import io.epoxy.engine.plan.PlanStep;
import io.epoxy.engine.plan.QueryColumns;
import io.epoxy.engine.plan.RelationState.Existing;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.SnapshotNode;
import io.epoxy.model.graph.SnapshotRows;
import java.util.List;
import java.util.Optional;
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

  /** The view of rows that wait. */
  public static final String WAITING = "epoxy_waiting";

  private EmptyTable() {}

  /**
   * Whether the name is free.
   *
   * @param there what has it
   */
  public static boolean comesFirst(CompiledNode node, Governor governor, Optional<Existing> there) {
    return FILLED_ANEW.contains(node.node().materialization())
        && governor.governs(node.node())
        && there.isEmpty();
  }

  /**
   * Whether the name goes to another kind of relation, which loses what is bound to it.
   *
   * @param there what has it, where it is to be governed
   * @throws EpoxyException NOT_SUPPORTED when that is a snapshot's: without its tags nobody may see
   *     its history, and without its history it may not be, lest that is lost with the run
   */
  public static boolean takesOver(
      CompiledNode node, Optional<Existing> there, List<PlanStep> steps) {
    boolean another = there.filter(old -> Handover.isOne(old, steps)).isPresent();
    if (another && node.node() instanceof SnapshotNode) {
      throw new EpoxyException(
          ErrorCode.NOT_SUPPORTED,
          "Snapshot '"
              + node.node().name()
              + "' has another partition_by or other buckets than "
              + node.node().relation()
              + ". That makes it another table to the Data Catalog: its LF-tags, filters and"
              + " permissions would go, and its history could be read without them. Nothing was"
              + " changed. Set them as they were; or take the snapshot under another alias and copy"
              + " the history there.",
          node.node().info().location());
    }
    return another;
  }

  /** Whether rows can be put aside: a view has none, a seed has a file, some types have no file. */
  public static boolean canWait(CompiledNode node, QueryColumns columns) {
    return node.node() instanceof ModelNode
        && !node.node().materialization().equals("view")
        && columns.of(node.sql()).stream()
            .noneMatch(column -> column.dataType().matches(".*\\b(void|interval)\\b.*"));
  }

  /** The same node, its rows those of a view. */
  public static CompiledNode reading(CompiledNode node, String view) {
    return with(node, "select * from " + view);
  }

  /** The same node without rows. */
  public static CompiledNode of(CompiledNode node) {
    return with(node, without(node.sql()));
  }

  private static CompiledNode with(CompiledNode node, String sql) {
    return new CompiledNode(
        node.node(),
        sql,
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
      return all.from(without(all.query()));
    };
  }

  private static String without(String query) {
    return "select * from (\n" + query + "\n) where false";
  }
}
