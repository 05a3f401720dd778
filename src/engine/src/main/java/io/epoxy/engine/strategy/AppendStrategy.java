package io.epoxy.engine.strategy;

import io.epoxy.engine.plan.IncrementalStrategy;
import io.epoxy.engine.plan.ModelSpec;
import io.epoxy.engine.plan.PlanContext;
import io.epoxy.engine.plan.PlanStep;
import io.epoxy.engine.plan.RelationState;
import io.epoxy.engine.plan.RowStep;
import io.epoxy.model.relation.Column;
import java.util.List;

/** Adds every row. */
final class AppendStrategy implements IncrementalStrategy {
  @Override
  public List<PlanStep> plan(
      ModelSpec model, RelationState.Existing existing, PlanContext context) {
    List<String> columns = existing.columns().stream().map(Column::name).toList();
    return List.of(new RowStep.AppendRows(model.relation(), columns, model.rows()));
  }
}
