package io.epoxy.engine.plan;

import io.epoxy.engine.plan.RelationState.Existing;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is left of a relation whose name another kind of relation took. On this machine Iceberg's
 * catalog has names of its own, so that old and new are both there for a moment; in Glue there is
 * one name, which changed hands already.
 */
final class Replaced {
  private Replaced() {}

  /** What comes before the name changes hands: afterwards nobody would know of the files. */
  static List<PlanStep> before(ModelSpec model, Existing old, PlanContext context) {
    return isHere(context)
        ? List.of()
        : files(model, old, context).stream()
            .<PlanStep>map(
                location ->
                    new NameStep.NoteIceberg(model.relation(), root(model, context), location))
            .toList();
  }

  static List<PlanStep> steps(ModelSpec model, Existing old, PlanContext context) {
    List<PlanStep> steps = new ArrayList<>();
    if (isHere(context) && isIceberg(model) && !isOfOwnCatalog(old)) {
      Relation relation = model.relation();
      steps.add(new NameStep.ForgetRelation(Relation.of(relation.schema(), relation.identifier())));
    }
    files(model, old, context)
        .ifPresent(
            path ->
                steps.add(
                    new NameStep.DeleteIceberg(model.relation(), root(model, context), path)));
    return steps;
  }

  /** Where the files lie that go with the old table. */
  private static Optional<String> files(ModelSpec model, Existing old, PlanContext context) {
    boolean purged = isHere(context) || model.dropped() == ModelSpec.Dropped.PURGED;
    return isOfOwnCatalog(old) && !isIceberg(model) && purged
        ? old.files().location()
        : Optional.empty();
  }

  private static String root(ModelSpec model, PlanContext context) {
    return context.locations().tableRoot(model.relation(), model.customLocation());
  }

  private static boolean isHere(PlanContext context) {
    return context.locations().site() == Locations.Site.HERE;
  }

  private static boolean isIceberg(ModelSpec model) {
    return model.materialization() != Materialization.VIEW
        && model.format().format().supports(FormatFeature.OWN_CATALOG);
  }

  private static boolean isOfOwnCatalog(Existing old) {
    return old.format().filter(format -> format.supports(FormatFeature.OWN_CATALOG)).isPresent();
  }
}
