package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import io.epoxy.engine.check.FailureStorage;
import io.epoxy.model.graph.CompiledNode;
import java.util.List;

/** Plans the table or view that keeps a data test's failing rows. Pure. */
public final class FailurePlanner {
  private FailurePlanner() {}

  /**
   * The plan.
   *
   * @param storage TABLE or VIEW
   */
  public static MaterializationPlan plan(
      CompiledNode test, FailureStorage storage, RelationState state, PlanContext context) {
    ModelSpec rows =
        ModelSpecReader.table(test, test.node().info().config().string("file_format"), test.sql());
    ImmutableList.Builder<PlanStep> steps = ImmutableList.builder();
    if (!state.schemaExists()) {
      steps.add(new PlanStep.CreateSchema(rows.relation().schema()));
    }
    steps.addAll(
        storage == FailureStorage.VIEW
            ? ViewPlanner.plan(rows, state, context)
            : TablePlanner.plan(rows, state, context));
    return new MaterializationPlan(rows.id(), steps.build(), List.of());
  }
}
