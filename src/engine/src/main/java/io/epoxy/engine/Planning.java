package io.epoxy.engine;

import io.epoxy.engine.check.FailureStorage;
import io.epoxy.engine.execute.EngineParts;
import io.epoxy.engine.execute.PlanExecutor;
import io.epoxy.engine.governance.EmptyTable;
import io.epoxy.engine.plan.AddColumns;
import io.epoxy.engine.plan.ClonePlanner;
import io.epoxy.engine.plan.FailurePlanner;
import io.epoxy.engine.plan.Locations;
import io.epoxy.engine.plan.MaterializationPlan;
import io.epoxy.engine.plan.ModelPlanner;
import io.epoxy.engine.plan.NameStep;
import io.epoxy.engine.plan.PassingName;
import io.epoxy.engine.plan.PlanContext;
import io.epoxy.engine.plan.PlanStep;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.engine.plan.RelationState;
import io.epoxy.engine.plan.SeedPlanner;
import io.epoxy.engine.plan.SnapshotPlanner;
import io.epoxy.engine.plan.TableStep;
import io.epoxy.engine.strategy.IncrementalStrategies;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.config.SeedFormat;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.SnapshotRows;
import io.epoxy.model.port.SeedRows;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Gives the planners what they need to know: the catalog's state now, and a fresh version. */
record Planning(EngineOptions options, EngineParts parts, PlanContext.Build build) {
  Planning(EngineOptions options, EngineParts parts) {
    this(options, parts, PlanContext.Build.WHOLE);
  }

  /** What a planning plans. */
  interface Planner {
    MaterializationPlan plan(Planning planning, CompiledNode node, PlanExecutor executor);
  }

  /** The same of relations without rows. */
  Planning ofEmpty() {
    return new Planning(options, parts, PlanContext.Build.EMPTY);
  }

  private boolean isOfEmpty() {
    return build == PlanContext.Build.EMPTY;
  }

  MaterializationPlan model(CompiledNode node, RefreshMode mode, PlanExecutor executor) {
    CompiledNode planned = isOfEmpty() ? EmptyTable.of(node) : node;
    return ModelPlanner.plan(planned, mode, state(node), context(executor));
  }

  /** A full refresh begins with none of the rows that are there, whatever {@code seed_mode} is. */
  MaterializationPlan seed(
      CompiledNode node, SeedRows rows, RefreshMode refresh, PlanExecutor executor) {
    NodeConfig config = node.node().info().config();
    SeedPlanner.Mode mode =
        SeedPlanner.Mode.of(
            config
                .string("seed_mode")
                .or(() -> options.target().string("seed_mode"))
                .orElse("overwrite"));
    boolean anew = config.flag("full_refresh", refresh == RefreshMode.FULL_REFRESH);
    SeedPlanner.Setting setting =
        new SeedPlanner.Setting(
            SeedFormat.of(config, options.target()), anew ? SeedPlanner.Mode.OVERWRITE : mode);
    SeedRows planned = isOfEmpty() ? rows.withoutRows() : rows;
    return SeedPlanner.plan(node, planned, setting, state(node), context(executor));
  }

  MaterializationPlan snapshot(CompiledNode node, SnapshotRows.Source rows, PlanExecutor executor) {
    SnapshotRows.Source planned = isOfEmpty() ? EmptyTable.of(rows) : rows;
    return SnapshotPlanner.plan(node, planned, state(node), context(executor));
  }

  MaterializationPlan failures(CompiledNode test, FailureStorage storage, PlanExecutor executor) {
    return FailurePlanner.plan(test, storage, state(test), context(executor));
  }

  MaterializationPlan clone(Relation source, CompiledNode node, PlanExecutor executor) {
    return ClonePlanner.plan(
        node.node(), source, parts.warehouse().inspect(source), state(node), context(executor));
  }

  /** What has the node's name. */
  Optional<RelationState.Existing> existing(CompiledNode node) {
    return state(node).existing();
  }

  /** The step that puts a model's rows aside, as a view of this name. */
  TableStep.StageRows staged(CompiledNode node, String view, PlanExecutor executor) {
    return new TableStep.StageRows(view, context(executor).waitingFolder(root(node)), node.sql());
  }

  /** The step that deletes rows which a run that died put aside. */
  NameStep.DeleteWaiting unstaged(CompiledNode node) {
    return new NameStep.DeleteWaiting(node.node().relation(), root(node));
  }

  private String root(CompiledNode node) {
    Optional<String> custom = node.node().info().config().string("custom_location");
    return parts.locations().tableRoot(node.node().relation(), custom);
  }

  /** The step that gives a node's relation columns, without values. */
  AddColumns added(CompiledNode node, List<Column> columns, PlanExecutor executor) {
    Relation relation = node.node().relation();
    return new AddColumns(relation, context(executor).passing(relation), columns);
  }

  /**
   * The plan with what removes the names that killed runs left beside the node's own.
   *
   * @param at how many of its steps come first
   */
  MaterializationPlan cleaned(CompiledNode node, MaterializationPlan plan, int at) {
    Instant now = Instant.now();
    List<PlanStep> removed =
        parts.relations().passing(node.node().relation()).stream()
            .filter(name -> isLeftover(name, now))
            .<PlanStep>map(name -> new NameStep.ForgetRelation(name.relation()))
            .toList();
    return plan.with(at, removed);
  }

  /** On this machine no other run can be using it; on Glue one can, until it must have ended. */
  private boolean isLeftover(PassingName name, Instant now) {
    boolean isOver =
        parts.locations().site() == Locations.Site.HERE
            || name.madeAt().plus(PassingName.LONGEST_RUN).isBefore(now);
    return isOver && parts.warehouse().isOurs(name);
  }

  private RelationState state(CompiledNode node) {
    return parts.warehouse().inspect(node.node().relation());
  }

  private PlanContext context(PlanExecutor executor) {
    return new PlanContext(
        PassingName.version(Instant.now(), ThreadLocalRandom.current().nextInt()),
        parts.locations(),
        options.target().string("delta_athena_prefix").filter(prefix -> !prefix.isBlank()),
        IncrementalStrategies::strategy,
        executor.analysis(),
        build);
  }
}
