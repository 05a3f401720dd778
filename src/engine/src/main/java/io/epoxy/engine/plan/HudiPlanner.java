package io.epoxy.engine.plan;

import io.epoxy.engine.format.Ddl;
import io.epoxy.engine.plan.HudiOptions.Operation;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hudi tables. A new one is written to a fresh folder, registered beside the old relation and then
 * takes its name; rows of an existing one change by a commit of Hudi's.
 */
final class HudiPlanner {
  private HudiPlanner() {}

  static List<PlanStep> table(
      ModelSpec model, PlanContext context, Optional<List<Column>> columns) {
    Relation target = model.relation();
    Relation passing = context.passing(target);
    String root = context.locations().tableRoot(target, model.customLocation());
    String location = context.freshFolder(root);
    Ddl ddl =
        new Ddl(
            model.format().provider(),
            List.of(), // Hudi knows them from the folder
            Optional.empty(),
            Map.of(),
            model.tableProperties(),
            Optional.of(location),
            model.comment());
    return List.of(
        new TableStep.WriteHudi(
            target,
            Optional.of(location),
            HudiOptions.of(
                model,
                columns.orElseGet(() -> context.queryColumns().of(model.sql())),
                Operation.BULK_INSERT,
                context.locations().site()),
            columns,
            model.rows()),
        new NameStep.RegisterTable(passing, ddl),
        new NameStep.TakeName(passing, target, model.columnComments(), context.marks()),
        new NameStep.DeleteOldFiles(target, root, model.grace()));
  }

  static List<PlanStep> change(
      ModelSpec model, RelationState.Existing existing, PlanContext context) {
    model.stamp().ifPresent(column -> requireStamp(model, existing, column));
    return List.of(
        new TableStep.WriteHudi(
            model.relation(),
            Optional.empty(),
            HudiOptions.of(model, existing.columns(), operation(model), context.locations().site()),
            Optional.of(existing.columns()),
            model.rows()));
  }

  private static Operation operation(ModelSpec model) {
    return switch (model.incremental().strategy()) {
      case APPEND -> Operation.INSERT;
      case INSERT_OVERWRITE, MICROBATCH ->
          model.partitionBy().isEmpty()
              ? Operation.INSERT_OVERWRITE_TABLE
              : Operation.INSERT_OVERWRITE;
      case MERGE -> Operation.UPSERT;
      case DELETE_INSERT -> throw new IllegalStateException("was refused");
    };
  }

  private static void requireStamp(
      ModelSpec model, RelationState.Existing existing, String column) {
    if (existing.columns().stream().noneMatch(found -> found.name().equalsIgnoreCase(column))) {
      throw model.error(
          ErrorCode.COMPILATION,
          "Model '"
              + model.id().value()
              + "' needs the column "
              + column
              + " in "
              + model.relation()
              + ", which was not built as an incremental model. Run it with --full-refresh to build"
              + " it anew.");
    }
  }
}
