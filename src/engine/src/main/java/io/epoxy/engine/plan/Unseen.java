package io.epoxy.engine.plan;

import io.epoxy.model.relation.Column;
import java.util.List;
import java.util.Optional;

/** What readers of a relation cannot see yet while its plan is carried out. */
public final class Unseen {
  private Unseen() {}

  /** How many of the first steps show no row that was not there before. */
  public static int steps(List<PlanStep> steps) {
    int first = 0;
    while (first < steps.size() && !makesRows(steps.get(first))) {
      first++;
    }
    return first;
  }

  private static boolean makesRows(PlanStep step) {
    return step instanceof RowStep
        || step instanceof TableStep
        || step instanceof NameStep.TakeName
        || step instanceof PlanStep.CreateView
        || step instanceof CloneTable;
  }

  /** Whether another catalog entry may take the relation's name, without what was bound to it. */
  public static boolean namesChange(List<PlanStep> steps) {
    return steps.stream()
        .anyMatch(step -> step instanceof NameStep.TakeName || step instanceof PlanStep.CreateView);
  }

  /** The columns of a relation that the steps make anew; none where they keep what is there. */
  public static List<Column> columns(List<PlanStep> steps, QueryColumns query) {
    boolean whole = steps.stream().anyMatch(TableStep.PublishTable.class::isInstance);
    return steps.stream()
        .flatMap(step -> made(step, whole, query).stream())
        .findFirst()
        .orElse(List.of());
  }

  private static Optional<List<Column>> made(PlanStep step, boolean whole, QueryColumns query) {
    if (step instanceof TableStep.WriteFiles files && whole) {
      return Optional.of(files.as().orElseGet(() -> query.of(files.sql())));
    } else if (step instanceof TableStep.TableAs table) {
      return Optional.of(table.shape().as().orElseGet(() -> query.of(table.sql())));
    } else if (step instanceof TableStep.WriteHudi hudi && hudi.location().isPresent()) {
      return Optional.of(hudi.as().orElseGet(() -> query.of(hudi.sql())));
    } else if (step instanceof PlanStep.CreateView view) {
      return Optional.of(query.of(view.sql()));
    }
    return Optional.empty();
  }
}
