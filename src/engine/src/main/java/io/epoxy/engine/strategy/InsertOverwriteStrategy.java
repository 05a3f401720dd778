package io.epoxy.engine.strategy;

import com.google.common.collect.ImmutableList;
import io.epoxy.engine.format.Ddl;
import io.epoxy.engine.format.FormatSupport.Replacement;
import io.epoxy.engine.plan.IncrementalStrategy;
import io.epoxy.engine.plan.ModelSpec;
import io.epoxy.engine.plan.NameStep;
import io.epoxy.engine.plan.PlanContext;
import io.epoxy.engine.plan.PlanStep;
import io.epoxy.engine.plan.RelationState;
import io.epoxy.engine.plan.RowStep;
import io.epoxy.engine.plan.RowStep.OverwriteRows.Extent;
import io.epoxy.engine.plan.TablePlanner;
import io.epoxy.engine.plan.TableStep;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.FormatFeature;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces the partitions that the query has rows for, never another one; a table without
 * partitions is replaced whole.
 */
final class InsertOverwriteStrategy implements IncrementalStrategy {
  @Override
  public List<PlanStep> plan(
      ModelSpec model, RelationState.Existing existing, PlanContext context) {
    List<Column> columns = existing.columns();
    if (model.format().format().supports(FormatFeature.OWN_COMMITS)) {
      List<String> names = columns.stream().map(Column::name).toList();
      return List.of(
          new RowStep.OverwriteRows(
              model.relation(), extent(model, existing), names, model.rows()));
    }
    requireSamePartitions(model, existing);
    if (existing.partitionColumns().isEmpty()) {
      return TablePlanner.files(model, context, Optional.of(columns));
    }
    requireSameFiles(model, existing);
    String root = context.locations().tableRoot(model.relation(), model.customLocation());
    String location = context.freshFolder(root);
    Ddl ddl =
        new Ddl(
            model.format().provider(),
            existing.partitionColumns(),
            existing.files().buckets(),
            existing.files().options(),
            Map.of(),
            Optional.of(location),
            Optional.empty());
    ImmutableList.Builder<PlanStep> steps = ImmutableList.builder();
    steps.add(
        new TableStep.WriteFiles(model.relation(), ddl, Optional.of(columns), model.rows()),
        new TableStep.PublishPartitions(model.relation(), location));
    if (!model.incremental().isBetweenBatches()) {
      // Beside another batch this would take its unpublished files for leftovers.
      steps.add(new NameStep.DeleteOldFiles(model.relation(), root, model.grace()));
    }
    return steps.build();
  }

  /**
   * To a dynamic overwrite of Iceberg's a table without partitions is one partition, which a query
   * without rows leaves as it was; Delta's replaces the table.
   */
  private static Extent extent(ModelSpec model, RelationState.Existing existing) {
    return model.format().replacement() == Replacement.STATEMENT
            && existing.partitionColumns().isEmpty()
        ? Extent.TABLE
        : Extent.PARTITIONS;
  }

  /** The partitions that stay were written so. */
  private static void requireSameFiles(ModelSpec model, RelationState.Existing existing) {
    RelationState.Files files = existing.files();
    if (!model.isWrittenWith(files.options()) || !files.buckets().equals(model.buckets())) {
      throw model.error(
          ErrorCode.COMPILATION,
          "Model '"
              + model.id().value()
              + "' has other write_options or buckets than "
              + model.relation()
              + " was built with. Run it with --full-refresh to build it anew.");
    }
  }

  private static void requireSamePartitions(ModelSpec model, RelationState.Existing existing) {
    boolean same =
        model.partitionBy().size() == existing.partitionColumns().size()
            && model.partitionBy().stream()
                .allMatch(
                    column ->
                        existing.partitionColumns().stream().anyMatch(column::equalsIgnoreCase));
    if (!same) {
      throw model.error(
          ErrorCode.COMPILATION,
          "Model '"
              + model.id().value()
              + "' has partition_by "
              + model.partitionBy()
              + ", but "
              + model.relation()
              + " is partitioned by "
              + existing.partitionColumns()
              + ". Run it with --full-refresh to build it anew.");
    }
  }
}
