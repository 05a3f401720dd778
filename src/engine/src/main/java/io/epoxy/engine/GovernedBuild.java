package io.epoxy.engine;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.epoxy.engine.execute.EngineParts;
import io.epoxy.engine.execute.PlanExecutor;
import io.epoxy.engine.governance.EmptyTable;
import io.epoxy.engine.governance.GovernedPlan;
import io.epoxy.engine.governance.Governor;
import io.epoxy.engine.plan.Handover;
import io.epoxy.engine.plan.MaterializationPlan;
import io.epoxy.engine.plan.Notice;
import io.epoxy.engine.plan.PlanStep;
import io.epoxy.engine.plan.RelationState.Existing;
import io.epoxy.engine.plan.Unseen;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorType;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.relation.Column;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Carries out a node's plan so that its relation is governed before others can read its rows. */
record GovernedBuild(Planning planning, EngineParts parts, Governor governor) {
  static final Notice READABLE_BEFORE =
      new Notice(
          "GovernanceWarning",
          "What a materialization of the project makes for the first time gets its LF-tags, filters"
              + " and permissions when that macro has ended: until then others can read it by what"
              + " its database gives them. A relation that is there gets them before.",
          Notice.Frequency.ONCE_A_RUN);

  /**
   * Makes the relation; post-hooks are left.
   *
   * @param plan of what is there now
   * @param planner plans anew from what is there then
   */
  void run(CompiledNode node, GovernedPlan plan, Planning.Planner planner, PlanExecutor executor) {
    Optional<Existing> begun =
        governor.governs(node.node()) ? planning.existing(node) : Optional.empty();
    Optional<Existing> there = begun.filter(old -> !old.isUnfinished());
    if (EmptyTable.comesFirst(node, governor, there)) {
      if (begun.isPresent()) {
        executor.run(planning.unstaged(node));
      }
      buildEmptyFirst(node, plan.done(), planner, executor);
    } else if (EmptyTable.takesOver(node, there, plan.build())) {
      takeOver(node, plan.done(), planner, executor);
    } else if (there.isPresent()) {
      rebuild(node, there.get(), plan.build(), executor);
    } else {
      build(node, plan, executor);
    }
  }

  /**
   * Makes a clone. A view is empty before it is governed; a clone of a Delta table cannot be.
   *
   * @param empty plans the same without rows
   */
  void runClone(
      CompiledNode node,
      List<PlanStep> steps,
      Supplier<MaterializationPlan> empty,
      PlanExecutor executor) {
    Optional<Existing> there =
        governor.governs(node.node())
            ? planning.existing(node).filter(old -> !old.isUnfinished())
            : Optional.empty();
    boolean view = steps.stream().anyMatch(PlanStep.CreateView.class::isInstance);
    boolean bound = there.filter(old -> !Handover.isOne(old, steps)).isPresent();
    try {
      if (governor.governs(node.node()) && view && !bound) {
        empty.get().steps().forEach(executor::run);
        governor.govern(node.node());
      }
      steps.forEach(executor::run);
      governor.govern(node.node());
    } catch (RuntimeException e) {
      if (governor.governs(node.node()) && there.isEmpty()) {
        drop(node, e);
      }
      throw e;
    }
  }

  /**
   * What is there is governed before it gets rows: all that can be, and what a column is to have
   * that is new. When nothing is left to do, and the catalog's entry stays, it is not asked again.
   */
  private void rebuild(
      CompiledNode node, Existing there, List<PlanStep> steps, PlanExecutor executor) {
    int unseen = Unseen.steps(steps);
    steps.subList(0, unseen).forEach(executor::run);
    Set<String> columns = lower(there.columns());
    if (steps.subList(0, unseen).stream().anyMatch(PlanStep.AlterTable.class::isInstance)) {
      columns = planning.existing(node).map(now -> lower(now.columns())).orElse(columns);
    }
    List<Column> added = added(node, columns, steps, executor);
    if (!added.isEmpty()) {
      executor.run(planning.added(node, added, executor));
    }
    Governor.Left left = governor.govern(node.node(), Sets.union(columns, lower(added)));
    steps.subList(unseen, steps.size()).forEach(executor::run);
    if (left == Governor.Left.SOMETHING || Unseen.namesChange(steps)) {
      governor.govern(node.node());
    }
    parts.relations().forget(node.node().relation());
  }

  /** The new columns that are to be governed. */
  private List<Column> added(
      CompiledNode node, Set<String> there, List<PlanStep> steps, PlanExecutor executor) {
    Set<String> missing = Sets.difference(governor.columns(node.node()), there);
    return missing.isEmpty()
        ? List.of()
        : Unseen.columns(steps, executor.analysis()).stream()
            .filter(column -> missing.contains(lower(column.name())))
            .toList();
  }

  private static Set<String> lower(List<Column> columns) {
    return columns.stream()
        .map(column -> lower(column.name()))
        .collect(ImmutableSet.toImmutableSet());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * The old relation stays until the rows of the new one are made; then its name goes to one
   * without rows, which is governed, and those rows go there.
   */
  private void takeOver(
      CompiledNode node, int done, Planning.Planner planner, PlanExecutor executor) {
    CompiledNode waiting = node;
    if (EmptyTable.canWait(node, executor.analysis())) {
      executor.run(planning.unstaged(node));
      executor.run(planning.staged(node, EmptyTable.WAITING, executor));
      waiting = EmptyTable.reading(node, EmptyTable.WAITING);
    }
    GovernedPlan empty = planned(planning.ofEmpty(), node, done, planner, executor);
    empty.build().forEach(executor::run);
    try {
      governor.govern(node.node());
      build(node, planned(planning, waiting, done, planner, executor), executor);
    } catch (EpoxyException e) {
      throw new EpoxyException(
          e.code(),
          e.getMessage()
              + "\n"
              + node.node().relation()
              + " has its new type or format, and no rows until a run of this model succeeds.",
          e.location().orElse(null),
          e);
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
