package io.epoxy.engine;

import io.epoxy.engine.execute.EngineParts;
import io.epoxy.engine.execute.PlanExecutor;
import io.epoxy.engine.governance.EmptyTable;
import io.epoxy.engine.governance.GovernedPlan;
import io.epoxy.engine.governance.Governor;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorType;
import io.epoxy.model.graph.CompiledNode;

/** Carries out a node's plan so that its relation is governed before others can read its rows. */
record GovernedBuild(Planning planning, EngineParts parts, Governor governor) {
  /**
   * Makes the relation; post-hooks are left.
   *
   * @param plan of what is there now
   * @param planner plans anew from what is there then
   */
  void run(CompiledNode node, GovernedPlan plan, Planning.Planner planner, PlanExecutor executor) {
    if (EmptyTable.comesFirst(node, governor, parts.warehouse())) {
      buildEmptyFirst(node, plan.done(), planner, executor);
    } else {
      build(node, plan, executor);
    }
  }

  private void buildEmptyFirst(
      CompiledNode node, int done, Planning.Planner planner, PlanExecutor executor) {
    try {
      build(node, planned(planning.ofEmpty(), node, done, planner, executor), executor);
      build(node, planned(planning, node, done, planner, executor), executor);
    } catch (RuntimeException e) {
      drop(node, e);
      throw e;
    }
  }

  private static GovernedPlan planned(
      Planning planning,
      CompiledNode node,
      int done,
      Planning.Planner planner,
      PlanExecutor executor) {
    return GovernedPlan.of(node, planner.plan(planning, node, executor), done);
  }

  private void build(CompiledNode node, GovernedPlan plan, PlanExecutor executor) {
    plan.build().forEach(executor::run);
    governor.govern(node.node());
    parts.relations().forget(node.node().relation());
  }

  /** There was no relation before, so there is none after; unless nobody knows what there is. */
  private void drop(CompiledNode node, RuntimeException cause) {
    if (cause instanceof EpoxyException ours && ours.code().type() == ErrorType.STATE_UNKNOWN) {
      return;
    }
    try {
      parts.warehouse().dropRelation(node.node().relation());
    } catch (EpoxyException notDropped) {
      cause.addSuppressed(notDropped);
    }
  }
}
