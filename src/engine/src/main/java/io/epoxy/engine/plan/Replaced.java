package io.epoxy.engine.plan;

import io.epoxy.engine.plan.RelationState.Existing;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left of a relation whose name another kind of relation took. On this machine Iceberg's
 * catalog has names of its own, so that old and new are both there for a moment; in Glue there is
 * one name, which changed hands already.
 */
final class Replaced {
  private Replaced() {}

  static List<PlanStep> steps(ModelSpec model, Existing old, PlanContext context) {
    boolean here = context.locations().site() == Locations.Site.HERE;
    boolean wasIceberg = isOfOwnCatalog(old);
    boolean isIceberg =
        model.materialization() != Materialization.VIEW
            && model.format().format().supports(FormatFeature.OWN_CATALOG);
    List<PlanStep> steps = new ArrayList<>();
    if (here && isIceberg && !wasIceberg) {
      Relation relation = model.relation();
      steps.add(new NameStep.ForgetRelation(Relation.of(relation.schema(), relation.identifier())));
    }
    if (wasIceberg && !isIceberg && (here || model.dropped() == ModelSpec.Dropped.PURGED)) {
      old.files()
          .location()
          .ifPresent(path -> steps.add(new NameStep.DeleteIceberg(model.relation(), path)));
    }
    return steps;
  }

  private static boolean isOfOwnCatalog(Existing old) {
    return old.format().filter(format -> format.supports(FormatFeature.OWN_CATALOG)).isPresent();
  }
}
