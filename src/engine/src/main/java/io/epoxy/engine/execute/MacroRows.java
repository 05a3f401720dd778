package io.epoxy.engine.execute;

import io.epoxy.engine.plan.RowStep;
import io.epoxy.engine.plan.Sql;
import io.epoxy.engine.plan.StrategyStatements;
import java.util.function.Consumer;

/** Changes tables as macros of a project say. */
record MacroRows(StrategyStatements strategies, RelationCache relations) {
  /**
   * Stages the rows, asks the macro and runs what it answers; the staging view goes in any case.
   *
   * @param warehouse sees the session that {@code own} runs in
   * @param own runs statements of ours
   * @param users runs statements of the user's
   */
  void change(
      RowStep.ByMacro step, SparkWarehouse warehouse, Statements own, Consumer<String> users) {
    own.run(step.stage());
    try {
      SessionWarehouse session = SessionWarehouse.within(warehouse, relations);
      String statement = strategies.statement(step, warehouse.columns(step.relation()), session);
      Sql.statements(statement).forEach(users);
    } finally {
      own.run("drop view if exists " + Sql.quote(step.staging()));
    }
  }
}
