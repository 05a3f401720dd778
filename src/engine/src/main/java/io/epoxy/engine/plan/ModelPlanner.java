package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import io.epoxy.engine.text.SqlHeader;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.relation.TableFormat;
import java.util.List;

/** Plans a model. Pure: the same arguments give the same plan, and nothing else happens. */
public final class ModelPlanner {
  private static final Notice SNAPSHOTS_EXPIRE =
      new Notice(
          "IcebergSnapshotsExpire",
          "As in dbt-glue, each run of an incremental Iceberg model keeps only the newest snapshot"
              + " of its table: no time travel, no rollback. To keep them, put"
              + " '+iceberg_expire_snapshots: false' under 'models:' of dbt_project.yml.",
          Notice.Frequency.ONCE_A_RUN);

  private ModelPlanner() {}

  /**
   * Checks a model's config without looking at the catalog.
   *
   * @throws io.epoxy.model.error.EpoxyException COMPILATION or NOT_SUPPORTED
   */
  public static void check(CompiledNode node) {
    ModelSpecReader.read(node, RefreshMode.NORMAL);
  }

  /**
   * The plan, hooks included.
   *
   * @throws io.epoxy.model.error.EpoxyException COMPILATION or NOT_SUPPORTED
   */
  public static MaterializationPlan plan(
      CompiledNode node, RefreshMode mode, RelationState state, PlanContext context) {
    ModelSpec read = ModelSpecReader.read(node, mode);
    ImmutableList.Builder<PlanStep> steps = ImmutableList.builder();
    if (read.materialization() == Materialization.EPHEMERAL) {
      return new MaterializationPlan(read.id(), List.of(), List.of());
    }
    ModelSpec model = read.withoutOwnStamp(context.queryColumns());
    if (model.materialization() != Materialization.VIEW) {
      QueryChecks.check(model, context.queryColumns());
    }
    model.contract().ifPresent(contract -> contract.verify(model, context.queryColumns()));
    steps.addAll(beforeQuery(node));
    if (!state.schemaExists()) {
      steps.add(new PlanStep.CreateSchema(model.relation().schema()));
    }
    steps.addAll(build(model, state, context));
    context
        .athenaPrefix()
        .filter(prefix -> model.format().format() == TableFormat.DELTA)
        .filter(prefix -> !model.incremental().isBetweenBatches())
        .ifPresent(
            prefix ->
                steps.add(
                    new NameStep.MirrorDelta(
                        model.relation(),
                        model.relation().named(prefix + "_" + model.relation().identifier()))));
    ApplyGrants.of(node.node(), state).ifPresent(steps::add);
    node.postHooks().forEach(hook -> steps.add(new PlanStep.RunHook(hook)));
    return new MaterializationPlan(model.id(), steps.build(), notices(node.node(), model, context));
  }

  /** The first steps of a model's plan, which its query may need; an ephemeral model has none. */
  public static List<PlanStep> beforeQuery(CompiledNode node) {
    ImmutableList.Builder<PlanStep> steps = ImmutableList.builder();
    if (ModelSpecReader.read(node, RefreshMode.NORMAL).materialization()
        != Materialization.EPHEMERAL) {
      node.preHooks().forEach(hook -> steps.add(new PlanStep.RunHook(hook)));
      SqlHeader.statements(node.node()).forEach(sql -> steps.add(new PlanStep.RunSql(sql)));
    }
    return steps.build();
  }

  private static List<PlanStep> build(ModelSpec model, RelationState state, PlanContext context) {
    switch (model.materialization()) {
      case VIEW:
        return ViewPlanner.plan(model, state, context);
      case TABLE:
        return TablePlanner.plan(model, state, context);
      case INCREMENTAL:
        return IncrementalPlanner.plan(model, state, context);
      default:
        throw new IllegalStateException("no planner for " + model.materialization());
    }
  }

  private static List<Notice> notices(Node node, ModelSpec model, PlanContext context) {
    ImmutableList.Builder<Notice> notices = ImmutableList.builder();
    SessionOverrides.notice(node).ifPresent(notices::add);
    notices.addAll(model.notices());
    notices.addAll(NoEffect.of(model, context.locations()));
    // What a view ignores was told when its property file was read.
    if (model.materialization() != Materialization.VIEW) {
      model
          .contract()
          .ifPresent(contract -> notices.addAll(contract.notices(model.format().format())));
    }
    if (model.incremental().expireSnapshots() == ModelSpec.ExpireSnapshots.BY_DEFAULT) {
      notices.add(SNAPSHOTS_EXPIRE);
    }
    return notices.build();
  }
}
