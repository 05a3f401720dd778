package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import io.epoxy.engine.format.Ddl;
import io.epoxy.engine.format.FormatSupport;
import io.epoxy.engine.format.FormatSupport.Replacement;
import io.epoxy.engine.plan.TableStep.TableAs.Shape;
import io.epoxy.engine.plan.TableStep.TableAs.Way;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.TableFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table built from nothing. Plain files go to a fresh folder that becomes the table by a catalog
 * update; a format that can replaces by its own commit. Until then the old table is as it was.
 */
public final class TablePlanner {
  private TablePlanner() {}

  static List<PlanStep> plan(ModelSpec model, RelationState state, PlanContext context) {
    Optional<RelationState.Existing> existing = state.existing();
    existing.ifPresent(old -> requireKnown(model, old));
    Optional<String> folder = folder(model, context);
    boolean same = existing.filter(old -> old.isStoredAs(model.format())).isPresent();
    boolean there =
        existing.filter(old -> folder.isPresent() && old.liesIn(folder.get())).isPresent();
    boolean overwrite =
        model.format().replacement() == Replacement.OVERWRITE
            && same
            && (there || model.customLocation().isEmpty());
    ImmutableList.Builder<PlanStep> steps = ImmutableList.builder();
    if (!there && !overwrite) {
      folder.ifPresent(root -> steps.add(new NameStep.RequireOwnFolder(model.relation(), root)));
    }
    if (overwrite) {
      steps.add(tableAs(Way.OVERWRITE, model, context, Optional.empty()));
      folder
          .filter(root -> there && existing.get().liesInVersionOf(root))
          .ifPresent(
              root ->
                  steps.add(new NameStep.DeleteOldFiles(model.relation(), root, model.grace())));
      return ended(model, state, context, steps);
    }
    Optional<RelationState.Existing> other = same ? Optional.empty() : existing;
    other.ifPresent(old -> steps.addAll(Replaced.before(model, old, context)));
    steps.addAll(build(model, state, other, context));
    other.ifPresent(old -> steps.addAll(Replaced.steps(model, old, context)));
    return ended(model, state, context, steps);
  }

  /** The steps, and where a first build ends with them, what says so. */
  private static List<PlanStep> ended(
      ModelSpec model,
      RelationState state,
      PlanContext context,
      ImmutableList.Builder<PlanStep> steps) {
    if (state.isUnfinished() && !context.isEmpty()) {
      steps.add(new NameStep.EndFirstBuild(model.relation()));
    }
    return steps.build();
  }

  /** Where the table will lie, when that is ours to say. */
  private static Optional<String> folder(ModelSpec model, PlanContext context) {
    return model.format().replacement() == Replacement.STATEMENT
        ? icebergFolder(model, context)
        : Optional.of(context.locations().tableRoot(model.relation(), model.customLocation()));
  }

  /** S3 Tables choose for themselves, as Iceberg's local catalog does. */
  private static Optional<String> icebergFolder(ModelSpec model, PlanContext context) {
    return model.format().format() == TableFormat.S3TABLES
        ? Optional.empty()
        : context.locations().icebergLocation(model.relation(), model.customLocation());
  }

  /** A table that Epoxy could not have made stays. */
  static void requireKnown(ModelSpec model, RelationState.Existing existing) {
    if (existing.isTable() && existing.format().flatMap(FormatSupport::find).isEmpty()) {
      throw model.error(
          ErrorCode.NOT_SUPPORTED,
          "Model '"
              + model.id().value()
              + "' cannot take the name "
              + model.relation()
              + ": it is "
              + describe(existing)
              + ". Drop it by hand, then run again.");
    }
  }

  /** The steps that make a query's rows the whole table. */
  public static List<PlanStep> files(
      ModelSpec model, PlanContext context, Optional<List<Column>> columns) {
    String root = context.locations().tableRoot(model.relation(), model.customLocation());
    Ddl ddl = ddl(model, Optional.of(context.freshFolder(root)));
    return List.of(
        new TableStep.WriteFiles(model.relation(), ddl, columns, model.rows()),
        new TableStep.PublishTable(model.relation(), ddl, model.columnComments()),
        new NameStep.DeleteOldFiles(model.relation(), root, model.grace()));
  }

  /** The columns of the contract, when one is enforced, as far as the format can hold them. */
  private static Optional<List<Column>> promised(ModelSpec model, PlanContext context) {
    boolean sized = model.format().format().supports(FormatFeature.SIZED_TEXT);
    return model
        .contract()
        .map(contract -> sized ? contract : contract.unsized())
        .map(contract -> contract.columns(context.queryColumns()))
        .map(
            columns ->
                Stream.concat(
                        columns.stream(),
                        model.stamp().stream().map(name -> Column.of(name, "timestamp")))
                    .toList());
  }

  private static List<PlanStep> build(
      ModelSpec model,
      RelationState state,
      Optional<RelationState.Existing> other,
      PlanContext context) {
    switch (model.format().replacement()) {
      case STATEMENT:
        return replace(marked(model, state, context), other, context);
      case OVERWRITE:
        return create(model, state.existing(), context);
      case CATALOG:
        return files(marked(model, state, context), context, promised(model, context));
      case WRITER:
        return HudiPlanner.table(model, context, promised(model, context));
      default:
        throw new IllegalStateException("no plan for " + model.format().replacement());
    }
  }

  /** A mark stays until all rows are there: partitions come after their table. */
  private static ModelSpec marked(ModelSpec model, RelationState state, PlanContext context) {
    return context.isEmpty() || state.isUnfinished()
        ? model.withProperty(RelationState.FIRST_BUILD, context.version())
        : model;
  }

  /** In Glue a table of Iceberg's catalog cannot be made while another relation has its name. */
  private static List<PlanStep> replace(
      ModelSpec model, Optional<RelationState.Existing> other, PlanContext context) {
    Relation target = model.relation();
    Optional<String> location = icebergFolder(model, context);
    if (other.isEmpty() || context.locations().site() == Locations.Site.HERE) {
      return List.of(tableAs(Way.REPLACE, model, context, location));
    }
    Relation passing = context.passing(target);
    return List.of(
        tableAs(Way.REPLACE, model.named(passing), context, location.map(context::freshFolder)),
        new NameStep.TakeName(passing, target, Map.of()));
  }

  /**
   * Under a free name at once; else beside the old relation, whose name the table then takes. So
   * does one without rows, whose mark only the catalog has.
   */
  private static List<PlanStep> create(
      ModelSpec model, Optional<RelationState.Existing> existing, PlanContext context) {
    Relation target = model.relation();
    String root = context.locations().tableRoot(target, model.customLocation());
    if (existing.isEmpty() && !context.isEmpty()) {
      return List.of(tableAs(Way.CREATE, model, context, Optional.of(root)));
    }
    Relation passing = context.passing(target);
    String location = context.freshFolder(root);
    return List.of(
        tableAs(Way.CREATE, model.named(passing), context, Optional.of(location)),
        new NameStep.TakeName(passing, target, Map.of(), context.marks()),
        new NameStep.DeleteOldFiles(target, root, model.grace()));
  }

  /** Rows are held against the checks while they are written: only then can they be the table's. */
  private static PlanStep tableAs(
      Way way, ModelSpec model, PlanContext context, Optional<String> location) {
    Optional<Contract> held =
        model.contract().filter(contract -> model.format().format().supports(FormatFeature.CHECKS));
    return new TableStep.TableAs(
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
        model.buckets(),
        model.writeOptions(),
        model.tableProperties(),
        location,
        model.comment());
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
}
