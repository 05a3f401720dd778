package io.epoxy.engine.strategy;

import io.epoxy.engine.plan.IncrementalStrategy;
import io.epoxy.engine.plan.ModelSpec;
import io.epoxy.engine.plan.PlanContext;
import io.epoxy.engine.plan.PlanStep;
import io.epoxy.engine.plan.RelationState;
import io.epoxy.engine.plan.RowStep;
import io.epoxy.model.relation.Column;
import java.util.List;

/**
 * Inserts every row, after those of the same keys went; without a key nothing goes (dbt-adapters,
 * {@code get_delete_insert_merge_sql}, which needs two statements for it).
 */
final class DeleteInsertStrategy implements IncrementalStrategy {
  @Override
  public List<PlanStep> plan(
      ModelSpec model, RelationState.Existing existing, PlanContext context) {
    List<String> columns = existing.columns().stream().map(Column::name).toList();
    ModelSpec.Incremental incremental = model.incremental();
    if (incremental.uniqueKey().isEmpty()) {
      return List.of(new RowStep.AppendRows(model.relation(), columns, model.rows()));
    }
    return List.of(
        new RowStep.ReplaceRows(
            model.relation(),
            incremental.uniqueKey(),
            incremental.predicates(),
            columns,
            model.rows()));
  }
}
