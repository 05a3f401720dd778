package io.epoxy.engine.strategy;

import io.epoxy.engine.plan.IncrementalStrategy;
import io.epoxy.engine.plan.ModelSpec;
import io.epoxy.engine.plan.PlanContext;
import io.epoxy.engine.plan.PlanStep;
import io.epoxy.engine.plan.RelationState;
import io.epoxy.engine.plan.RowStep;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.FormatFeature;
import java.util.List;

/**
 * One batch: the rows of its time are replaced where the format can do that in one commit, else, as
 * in dbt-spark, the partitions that the batch has rows for.
 */
final class MicrobatchStrategy implements IncrementalStrategy {
  @Override
  public List<PlanStep> plan(
      ModelSpec model, RelationState.Existing existing, PlanContext context) {
    if (!model.format().format().supports(FormatFeature.DELETE_INSERT)) {
      return new InsertOverwriteStrategy().plan(model, existing, context);
    }
    ModelSpec.BatchRows rows =
        model
            .incremental()
            .batch()
            .orElseThrow(() -> new IllegalStateException("a microbatch model without a batch"));
    List<String> columns = existing.columns().stream().map(Column::name).toList();
    if (columns.stream().noneMatch(rows.column()::equalsIgnoreCase)) {
      throw model.error(
          ErrorCode.COMPILATION,
          "Microbatch model '"
              + model.id().value()
              + "' has event_time '"
              + rows.column()
              + "', which is no column of "
              + model.relation()
              + ": its columns are "
              + String.join(", ", columns)
              + ".");
    }
    return List.of(
        new RowStep.ReplaceTimes(
            model.relation(), rows, model.incremental().predicates(), columns, model.rows()));
  }
}
