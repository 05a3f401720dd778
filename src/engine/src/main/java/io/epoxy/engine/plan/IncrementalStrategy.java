package io.epoxy.engine.plan;

import java.util.List;

/** Brings new rows into a table that exists. Pure. */
public interface IncrementalStrategy {
  /**
   * @param existing a table of the model's format
   * @throws io.epoxy.model.error.EpoxyException when the format cannot do it
   */
  List<PlanStep> plan(ModelSpec model, RelationState.Existing existing, PlanContext context);
}
