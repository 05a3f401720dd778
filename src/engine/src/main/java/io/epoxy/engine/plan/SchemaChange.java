package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import io.epoxy.engine.plan.RelationState.Existing;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a table differs from its model's query, and what {@code on_schema_change} makes of it
 * (dbt-core 1.12, incremental materialization). Names compare in any case, types by their text
 * without sizes of strings, which Spark's queries do not know.
 *
 * @param added columns of the query that the table lacks
 * @param removed columns of the table that the query lacks
 * @param retyped columns of both, with the query's type
 */
record SchemaChange(List<Column> added, List<Column> removed, List<Column> retyped) {
  SchemaChange {
    added = ImmutableList.copyOf(added);
    removed = ImmutableList.copyOf(removed);
    retyped = ImmutableList.copyOf(retyped);
  }

  static SchemaChange between(List<Column> table, List<Column> query) {
    List<Column> retyped = new ArrayList<>();
    for (Column column : query) {
      find(table, column)
          .filter(old -> !Sql.unsized(old.dataType()).equals(Sql.unsized(column.dataType())))
          .ifPresent(old -> retyped.add(column));
    }
    return new SchemaChange(missing(query, table), missing(table, query), retyped);
  }

  boolean isNone() {
    return added.isEmpty() && removed.isEmpty() && retyped.isEmpty();
  }

  /**
   * The steps that bring the table to the query's columns, as far as the model wants it. A change
   * that may be refused by Spark comes first.
   *
   * @throws EpoxyException DATABASE when the model wants none, NOT_SUPPORTED when the format cannot
   */
  List<PlanStep> steps(ModelSpec model) {
    OnSchemaChange wanted = model.incremental().onSchemaChange();
    if (isNone() || wanted == OnSchemaChange.IGNORE) {
      return List.of();
    }
    if (wanted == OnSchemaChange.FAIL) {
      throw outOfSync(model);
    }
    ImmutableList.Builder<PlanStep> steps = ImmutableList.builder();
    boolean sync = wanted == OnSchemaChange.SYNC_ALL_COLUMNS;
    if (sync) {
      require(model, FormatFeature.CHANGE_COLUMNS, removed, "dropping columns");
      require(model, FormatFeature.CHANGE_COLUMNS, retyped, "changing types of columns");
      retyped.forEach(
          column ->
              steps.add(
                  alter(
                      model,
                      "alter column " + Sql.quote(column.name()) + " type " + column.dataType())));
    }
    require(model, FormatFeature.ADD_COLUMNS, added, "adding columns");
    if (!added.isEmpty()) {
      steps.add(addColumns(model, added));
    }
    if (sync && !removed.isEmpty()) {
      String columns =
          removed.stream()
              .map(column -> Sql.quote(column.name()))
              .collect(Collectors.joining(", "));
      steps.add(alter(model, "drop columns (" + columns + ")"));
    }
    return steps.build();
  }

  /** The table once the steps are done. */
  Existing applied(ModelSpec model, Existing table) {
    boolean sync = model.incremental().onSchemaChange() == OnSchemaChange.SYNC_ALL_COLUMNS;
    if (model.incremental().onSchemaChange() == OnSchemaChange.IGNORE) {
      return table;
    }
    List<Column> columns = new ArrayList<>();
    List<Column> partitions = new ArrayList<>();
    for (Column column : table.columns()) {
      if (sync && find(removed, column).isPresent()) {
        continue;
      }
      boolean partition =
          !model.format().format().supports(FormatFeature.OWN_COMMITS)
              && table.partitionColumns().stream().anyMatch(column.name()::equalsIgnoreCase);
      Column changed = sync ? find(retyped, column).orElse(column) : column;
      (partition ? partitions : columns).add(changed);
    }
    columns.addAll(added);
    columns.addAll(partitions);
    return table.withColumns(columns);
  }

  static PlanStep addColumns(ModelSpec model, List<Column> columns) {
    return addition(model.relation(), columns);
  }

  static PlanStep addition(Relation relation, List<Column> columns) {
    return new PlanStep.AlterTable(
        relation,
        columns.stream()
            .map(column -> Sql.quote(column.name()) + " " + column.dataType())
            .collect(Collectors.joining(", ", "add columns (", ")")));
  }

  private EpoxyException outOfSync(ModelSpec model) {
    return model.error(
        ErrorCode.DATABASE,
        "The source and target schemas on this incremental model are out of sync!\n"
            + "Set on_schema_change to append_new_columns or sync_all_columns, run the model with"
            + " --full-refresh, or change the table by hand.\n"
            + "   Source columns not in target: "
            + described(added)
            + "\n   Target columns not in source: "
            + described(removed)
            + "\n   New column types: "
            + described(retyped));
  }

  private static void require(
      ModelSpec model, FormatFeature feature, List<Column> columns, String doing) {
    if (!columns.isEmpty() && !model.format().format().supports(feature)) {
      throw model.error(
          ErrorCode.NOT_SUPPORTED,
          "Model '"
              + model.id().value()
              + "' has on_schema_change: "
              + model.incremental().onSchemaChange().dbtName()
              + ", but file_format "
              + model.format().format().dbtName()
              + " does not support "
              + doing
              + ": "
              + described(columns)
              + ". Run it with --full-refresh to build "
              + model.relation()
              + " anew.");
    }
  }

  private static PlanStep alter(ModelSpec model, String action) {
    return new PlanStep.AlterTable(model.relation(), action);
  }

  private static String described(List<Column> columns) {
    return columns.stream()
        .map(column -> column.name() + " " + column.dataType())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static List<Column> missing(List<Column> of, List<Column> in) {
    return of.stream().filter(column -> find(in, column).isEmpty()).toList();
  }

  private static Optional<Column> find(List<Column> columns, Column wanted) {
    return columns.stream()
        .filter(column -> column.name().equalsIgnoreCase(wanted.name()))
        .findFirst();
  }
}
