package io.epoxy.engine.plan;

import io.epoxy.engine.format.Ddl;
import io.epoxy.engine.plan.PlanStep.TableAs.Shape;
import io.epoxy.engine.plan.PlanStep.TableAs.Way;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table built from nothing. Plain files go to a fresh folder that becomes the table by a catalog
 * update; a format that can replaces by its own commit. Until then the old table is as it was.
 */
public final class TablePlanner {
  /** The name's end of a relation that is made beside the one whose name it will take. */
  public static final String PASSING = "__epoxy_new";

  private TablePlanner() {}

  static List<PlanStep> plan(ModelSpec model, RelationState state, PlanContext context) {
    Optional<RelationState.Existing> existing = state.existing();
    boolean same = existing.filter(old -> isSameFormat(model, old)).isPresent();
    if (!same) {
      boolean ownCatalog = model.format().format().supports(FormatFeature.OWN_CATALOG);
      existing
          .filter(old -> ownCatalog || !canGiveUpItsName(old))
          .ifPresent(old -> refuse(model, old));
    }
    switch (model.format().replacement()) {
      case STATEMENT:
        return List.of(replace(model, context));
      case OVERWRITE:
        return same
            ? List.of(tableAs(Way.OVERWRITE, model, context, Optional.empty()))
            : create(model, existing, context);
      case CATALOG:
        return files(model, context, promised(model, context));
      case WRITER:
        return HudiPlanner.table(model, context, promised(model, context));
      default:
        throw new IllegalStateException("no plan for " + model.format().replacement());
    }
  }

  private static void refuse(ModelSpec model, RelationState.Existing existing) {
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
  }

  /** The steps that make a query's rows the whole table. */
  public static List<PlanStep> files(
      ModelSpec model, PlanContext context, Optional<List<Column>> columns) {
    String root = context.locations().tableRoot(model.relation(), model.customLocation());
    String location = root + "/" + context.version();
    String provider = model.format().provider();
    return List.of(
        new PlanStep.WriteFiles(
            model.relation(), provider, location, model.partitionBy(), columns, model.rows()),
        new PlanStep.PublishTable(
            model.relation(), ddl(model, Optional.of(location)), model.columnComments()),
        new PlanStep.DeleteOldFiles(model.relation(), root, model.grace()));
  }

  /** The columns of the contract, when one is enforced. */
  private static Optional<List<Column>> promised(ModelSpec model, PlanContext context) {
    return model
        .contract()
        .map(contract -> contract.columns(context.queryColumns()))
        .map(
            columns ->
                Stream.concat(
                        columns.stream(),
                        model.stamp().stream().map(name -> Column.of(name, "timestamp")))
                    .toList());
  }

  private static PlanStep replace(ModelSpec model, PlanContext context) {
    Optional<String> location =
        context.locations().icebergLocation(model.relation(), model.customLocation());
    return tableAs(Way.REPLACE, model, context, location);
  }

  /** Under a free name at once; else beside the old relation, whose name the table then takes. */
  private static List<PlanStep> create(
      ModelSpec model, Optional<RelationState.Existing> existing, PlanContext context) {
    Relation target = model.relation();
    String root = context.locations().tableRoot(target, model.customLocation());
    if (existing.isEmpty()) {
      return List.of(tableAs(Way.CREATE, model, context, Optional.of(root)));
    }
    Relation passing = target.named(target.identifier() + PASSING);
    String location = root + "/" + context.version();
    return List.of(
        tableAs(Way.CREATE, model.named(passing), context, Optional.of(location)),
        new PlanStep.TakeName(passing, target, Map.of()),
        new PlanStep.DeleteOldFiles(target, root, model.grace()));
  }

  /** Rows are held against the checks while they are written: only then can they be the table's. */
  private static PlanStep tableAs(
      Way way, ModelSpec model, PlanContext context, Optional<String> location) {
    Optional<Contract> held =
        model.contract().filter(contract -> model.format().format().supports(FormatFeature.CHECKS));
    return new PlanStep.TableAs(
        model.relation(),
        way,
        ddl(model, location),
        new Shape(
            model.columnComments(),
            promised(model, context),
            held.map(Contract::checks).orElse(Map.of())),
        held.map(contract -> contract.guarded(model.rows())).orElse(model.rows()));
  }

  private static Ddl ddl(ModelSpec model, Optional<String> location) {
    return new Ddl(
        model.format().provider(),
        model.partitionBy(),
        model.tableProperties(),
        location,
        model.comment());
  }

  /** What the session's catalog names goes by an update of that catalog, whatever it is. */
  static boolean canGiveUpItsName(RelationState.Existing existing) {
    return !existing.isTable()
        || existing
            .format()
            .filter(format -> !format.supports(FormatFeature.OWN_CATALOG))
            .isPresent();
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

  private static boolean isSameFormat(ModelSpec model, RelationState.Existing existing) {
    return existing.isTable()
        && existing.format().filter(model.format().format()::equals).isPresent();
  }
}
