package io.epoxy.engine.plan;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Column;
import java.util.List;

/** Where strategies that are written as macros get their statements from. */
@FunctionalInterface
public interface StrategyStatements {
  /** For callers whose nodes have built-in strategies alone. */
  StrategyStatements NONE =
      (step, columns, session) -> {
        throw new IllegalStateException("no macro for strategy " + step.strategy());
      };

  /**
   * The statement that brings the staged rows into the table.
   *
   * @param columns of the table, as it is now
   * @param session sees the staged rows
   * @throws EpoxyException when the macro fails
   */
  String statement(RowStep.ByMacro step, List<Column> columns, Warehouse session);
}
