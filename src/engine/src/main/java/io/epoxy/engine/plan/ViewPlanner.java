package io.epoxy.engine.plan;

import io.epoxy.model.error.ErrorCode;
import java.util.List;

/** One step: the executor makes the new view before it gives up the old relation. */
final class ViewPlanner {
  private ViewPlanner() {}

  static List<PlanStep> plan(ModelSpec model, RelationState state, PlanContext context) {
    state
        .existing()
        .filter(existing -> !TablePlanner.canGiveUpItsName(existing))
        .ifPresent(
            existing -> {
              throw model.error(
                  ErrorCode.NOT_SUPPORTED,
                  "Model '"
                      + model.id().value()
                      + "' is a view, but "
                      + model.relation()
                      + " is "
                      + TablePlanner.describe(existing)
                      + ". Drop it by hand, then run again.");
            });
    PlanStep view = new PlanStep.CreateView(model.relation(), model.sql());
    if (state.existing().filter(RelationState.Existing::isTable).isEmpty()) {
      return List.of(view);
    }
    String root = context.locations().tableRoot(model.relation(), model.customLocation());
    return List.of(view, new PlanStep.DeleteOldFiles(model.relation(), root, model.grace()));
  }
}
