package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import io.epoxy.engine.format.Ddl;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.FormatFeature;
import java.util.List;
import java.util.Optional;

/**
 * A table built from nothing. Plain files go to a fresh folder that becomes the table by a catalog
 * update; a format that can replaces by its own commit. Until then the old table is as it was.
 */
public final class TablePlanner {
  private TablePlanner() {}

  static List<PlanStep> plan(ModelSpec model, RelationState state, PlanContext context) {
    boolean own = model.format().format().supports(FormatFeature.OWN_CATALOG);
    state
        .existing()
        .filter(existing -> own ? !isSameFormat(model, existing) : !isReplaceable(existing))
        .ifPresent(
            existing -> {
              throw model.error(
                  ErrorCode.NOT_SUPPORTED,
                  "Model '"
                      + model.id().value()
                      + "' is a table of file_format "
                      + model.format().format().dbtName()
                      + ", but "
                      + model.relation()
                      + " is "
                      + describe(existing)
                      + ", which cannot be turned into it yet. Drop it by hand, then run again.");
            });
    return own ? iceberg(model, context) : files(model, context, Optional.empty());
  }

  /** The steps that make a query's rows the whole table. */
  public static List<PlanStep> files(
      ModelSpec model, PlanContext context, Optional<List<Column>> columns) {
    String root = context.locations().tableRoot(model.relation(), model.customLocation());
    String location = root + "/" + context.version();
    String provider = model.format().provider();
    return List.of(
        new PlanStep.WriteFiles(
            model.relation(), provider, location, model.partitionBy(), columns, model.sql()),
        new PlanStep.PublishTable(
            model.relation(),
            new Ddl(
                provider,
                model.partitionBy(),
                model.tableProperties(),
                Optional.of(location),
                model.comment()),
            model.columnComments()),
        new PlanStep.DeleteOldFiles(model.relation(), root, model.grace()));
  }

  private static List<PlanStep> iceberg(ModelSpec model, PlanContext context) {
    Ddl ddl =
        new Ddl(
            model.format().provider(),
            model.partitionBy(),
            model.tableProperties(),
            context.locations().icebergLocation(model.relation(), model.customLocation()),
            model.comment());
    ImmutableList.Builder<PlanStep> steps = ImmutableList.builder();
    steps.add(new PlanStep.CreateIcebergAsSelect(model.relation(), ddl, model.sql()));
    if (!model.columnComments().isEmpty()) {
      steps.add(new PlanStep.CommentColumns(model.relation(), model.columnComments()));
    }
    return steps.build();
  }

  static boolean isFileTable(RelationState.Existing existing) {
    return existing.isTable()
        && existing.format().filter(format -> !format.supports(FormatFeature.MERGE)).isPresent();
  }

  static String describe(RelationState.Existing existing) {
    if (!existing.isTable()) {
      return "a view";
    }
    return existing
        .format()
        .map(format -> "a table of format " + format.dbtName())
        .orElse("a table of a format unknown to Epoxy");
  }

  private static boolean isReplaceable(RelationState.Existing existing) {
    return !existing.isTable() || isFileTable(existing);
  }

  private static boolean isSameFormat(ModelSpec model, RelationState.Existing existing) {
    return existing.isTable()
        && existing.format().filter(model.format().format()::equals).isPresent();
  }
}
