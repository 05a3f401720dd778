package io.epoxy.engine.strategy;

import com.google.common.collect.ImmutableList;
import io.epoxy.engine.plan.IncrementalStrategy;
import io.epoxy.engine.plan.ModelSpec;
import io.epoxy.engine.plan.PlanContext;
import io.epoxy.engine.plan.PlanStep;
import io.epoxy.engine.plan.RelationState;
import io.epoxy.engine.plan.RowStep;
import io.epoxy.engine.plan.Sql;
import io.epoxy.model.relation.Column;
import java.util.List;
import java.util.Optional;

/**
 * Updates rows of the same unique_key and inserts the others; without a key every row is inserted
 * (dbt-glue's rule). The names DBT_INTERNAL_DEST and DBT_INTERNAL_SOURCE are dbt's, since users
 * write them in incremental_predicates.
 */
final class MergeStrategy implements IncrementalStrategy {
  @Override
  public List<PlanStep> plan(
      ModelSpec model, RelationState.Existing existing, PlanContext context) {
    ModelSpec.Incremental incremental = model.incremental();
    ImmutableList.Builder<String> on = ImmutableList.builder();
    if (!incremental.uniqueKey().isEmpty()) {
      incremental.predicates().forEach(predicate -> on.add("(" + predicate + ")"));
      incremental
          .uniqueKey()
          .forEach(
              key ->
                  on.add(
                      "DBT_INTERNAL_SOURCE."
                          + Sql.quote(key)
                          + " = DBT_INTERNAL_DEST."
                          + Sql.quote(key)));
    }
    return List.of(
        new RowStep.MergeRows(
            model.relation(), on.build(), assignments(incremental, existing), model.rows()));
  }

  private static Optional<List<String>> assignments(
      ModelSpec.Incremental incremental, RelationState.Existing existing) {
    List<String> columns;
    if (!incremental.updateColumns().isEmpty()) {
      columns = incremental.updateColumns();
    } else if (!incremental.excludeColumns().isEmpty()) {
      columns =
          existing.columns().stream()
              .map(Column::name)
              .filter(
                  name -> incremental.excludeColumns().stream().noneMatch(name::equalsIgnoreCase))
              .toList();
    } else {
      return Optional.empty();
    }
    return Optional.of(
        columns.stream()
            .map(name -> Sql.quote(name) + " = DBT_INTERNAL_SOURCE." + Sql.quote(name))
            .toList());
  }
}
