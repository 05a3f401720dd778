package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import io.epoxy.engine.format.FormatSupport.Replacement;
import io.epoxy.engine.plan.RelationState.Existing;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.relation.Column;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The first run and a full refresh build the table; other runs leave it to the strategy. */
final class IncrementalPlanner {
  private static final Set<StrategyName> MERGING =
      Sets.immutableEnumSet(
          StrategyName.MERGE, StrategyName.DELETE_INSERT, StrategyName.MICROBATCH);

  private IncrementalPlanner() {}

  static List<PlanStep> plan(ModelSpec model, RelationState state, PlanContext context) {
    ImmutableList.Builder<PlanStep> steps = ImmutableList.builder();
    Optional<Existing> table = state.finished().filter(Existing::isTable);
    if (table.isEmpty() || context.isEmpty() || model.refresh() == RefreshMode.FULL_REFRESH) {
      steps.addAll(TablePlanner.plan(model, state, context));
    } else {
      requireSameFormat(model, table.get());
      Existing changed = withStamp(model, table.get(), steps);
      if (model.incremental().onSchemaChange() != OnSchemaChange.IGNORE) {
        SchemaChange change =
            SchemaChange.between(changed.columns(), context.queryColumns().of(model.rows()));
        steps.addAll(change.steps(model));
        changed = change.applied(model, changed);
      }
      steps.addAll(rows(model, changed, context));
      boolean documented = model.comment().isPresent() || !model.columnComments().isEmpty();
      if (documented && !model.incremental().isBetweenBatches()) {
        steps.add(new PlanStep.Document(model.relation(), model.comment(), model.columnComments()));
      }
    }
    if (model.incremental().expireSnapshots() != ModelSpec.ExpireSnapshots.NO
        && !model.incremental().isBetweenBatches()) {
      steps.add(new PlanStep.ExpireSnapshots(model.relation()));
    }
    return steps.build();
  }

  private static List<PlanStep> rows(ModelSpec model, Existing table, PlanContext context) {
    String view = model.relation().identifier() + "__dbt_tmp";
    ImmutableList.Builder<PlanStep> steps = ImmutableList.builder();
    ModelSpec read = model;
    if (mayBeReadTwice(model) && StagedRows.areNeeded(model, model.sql(), context)) {
      String rows = view + "_rows"; // beside the view that a macro of the project finds
      steps.addAll(StagedRows.steps(model, rows, model.sql(), table.columns(), context));
      read = model.reading(Sql.quote(rows));
    } else if (mustBeAView(model)) {
      steps.add(
          new PlanStep.RunSql(
              "create or replace temporary view " + Sql.quote(view) + " as\n" + model.rows()));
      read = model.reading(Sql.quote(view));
    }
    return steps.addAll(changes(read, table, context)).build();
  }

  private static List<PlanStep> changes(ModelSpec model, Existing table, PlanContext context) {
    Optional<ModelSpec.MacroStrategy> macro = model.incremental().macro();
    if (macro.isPresent()) {
      return List.of(
          new RowStep.ByMacro(
              model.relation(), macro.get().name(), macro.get().staging(), model.rows()));
    }
    if (model.format().replacement() == Replacement.WRITER) {
      return HudiPlanner.change(model, table, context);
    }
    return context
        .strategies()
        .strategy(model.incremental().strategy())
        .plan(model, table, context);
  }

  private static boolean mayBeReadTwice(ModelSpec model) {
    return model.incremental().macro().isPresent()
        || MERGING.contains(model.incremental().strategy());
  }

  /**
   * Delta refuses to read the table that a MERGE changes in a subquery of its source, unless a view
   * stands between (delta-io/delta issue 3099; seen with Delta 3.3.2 where only Delta is on).
   */
  private static boolean mustBeAView(ModelSpec model) {
    String table = model.relation().identifier().toLowerCase(Locale.ROOT);
    return model.incremental().macro().isEmpty()
        && model.format().mergesItselfOnlyFromViews()
        && MERGING.contains(model.incremental().strategy())
        && model.sql().toLowerCase(Locale.ROOT).contains(table);
  }

  /** A table that was built before the model asked for the stamp of Iceberg gets its column. */
  private static Existing withStamp(
      ModelSpec model, Existing table, ImmutableList.Builder<PlanStep> steps) {
    Optional<String> missing =
        model
            .stamp()
            .filter(column -> model.format().replacement() != Replacement.WRITER)
            .filter(column -> table.columnNames().stream().noneMatch(column::equalsIgnoreCase));
    if (missing.isEmpty()) {
      return table;
    }
    Column stamp = Column.of(missing.get(), "timestamp");
    steps.add(SchemaChange.addColumns(model, List.of(stamp)));
    return table.withColumns(
        ImmutableList.<Column>builder().addAll(table.columns()).add(stamp).build());
  }

  private static void requireSameFormat(ModelSpec model, Existing existing) {
    if (!existing.isStoredAs(model.format())) {
      throw model.error(
          ErrorCode.COMPILATION,
          "Model '"
              + model.id().value()
              + "' has file_format "
              + model.format().format().dbtName()
              + ", but "
              + model.relation()
              + " is "
              + TablePlanner.describe(existing)
              + ". Run it with --full-refresh to build it anew.");
    }
  }
}
