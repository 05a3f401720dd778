package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.relation.Column;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One step: the executor makes the new view before it gives up the old relation. */
final class ViewPlanner {
  private ViewPlanner() {}

  static List<PlanStep> plan(ModelSpec model, RelationState state, PlanContext context) {
    state.existing().ifPresent(old -> TablePlanner.requireKnown(model, old));
    Optional<String> leftBehind = state.existing().flatMap(old -> leftBehind(model, old, context));
    PlanStep view =
        new PlanStep.CreateView(
            model.relation(),
            context.passing(model.relation()),
            model.comment(),
            columns(model, context),
            properties(leftBehind, context),
            model.sql());
    Optional<RelationState.Existing> table =
        state.existing().filter(RelationState.Existing::isTable);
    ImmutableList.Builder<PlanStep> steps = ImmutableList.builder();
    table.ifPresent(old -> steps.addAll(Replaced.before(model, old, context)));
    steps.add(view);
    leftBehind.ifPresent(
        root -> steps.add(new NameStep.DeleteOldFiles(model.relation(), root, model.grace())));
    table.ifPresent(old -> steps.addAll(Replaced.steps(model, old, context)));
    return steps.build();
  }

  private static Map<String, String> properties(Optional<String> leftBehind, PlanContext context) {
    Map<String, String> properties = new LinkedHashMap<>(context.marks());
    leftBehind.ifPresent(root -> properties.put(RelationState.LEFT_BEHIND, root));
    return properties;
  }

  /** Where a table lay, whose files go when no reader has them any more: perhaps a later run's. */
  private static Optional<String> leftBehind(
      ModelSpec model, RelationState.Existing old, PlanContext context) {
    return old.isTable()
        ? Optional.of(context.locations().tableRoot(model.relation(), model.customLocation()))
        : old.files().leftBehind();
  }

  /** A view names all of its columns to comment on one. */
  private static List<Column> columns(ModelSpec model, PlanContext context) {
    if (model.columnComments().isEmpty()) {
      return List.of();
    }
    Map<String, String> comments = new HashMap<>();
    model.columnComments().forEach((name, text) -> comments.put(lower(name), text));
    return context.queryColumns().of(model.sql()).stream()
        .map(
            column ->
                new Column(
                    column.name(),
                    column.dataType(),
                    Optional.ofNullable(comments.get(lower(column.name())))))
        .toList();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
