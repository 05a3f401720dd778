package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import io.epoxy.engine.format.FormatSupport.Replacement;
import io.epoxy.model.relation.Column;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows that are written down before a MERGE reads them. Spark reads the source of a MERGE into an
 * Iceberg table twice, once to find the files that it concerns, and refuses a query that may give
 * other rows the second time (INVALID_NON_DETERMINISTIC_EXPRESSIONS). dbt-glue stages the rows of
 * every run in a table; here only those of such queries are.
 */
final class StagedRows {
  private StagedRows() {}

  static boolean areNeeded(ModelSpec model, String query, PlanContext context) {
    return model.format().replacement() == Replacement.STATEMENT
        && !context.queryColumns().isDeterministic(query);
  }

  /**
   * The steps that make a query's rows a temporary view.
   *
   * @param table the columns that the rows are for
   */
  static List<PlanStep> steps(
      ModelSpec model, String view, String query, List<Column> table, PlanContext context) {
    String root = context.locations().tableRoot(model.relation(), model.customLocation());
    ImmutableList.Builder<PlanStep> steps = ImmutableList.builder();
    if (!model.incremental().isBetweenBatches()) {
      // Beside another batch this would take its rows for what a killed run left.
      steps.add(new NameStep.DeleteWaiting(model.relation(), root));
    }
    String sql = withoutVoids(query, table, context.queryColumns().of(query));
    return steps.add(new TableStep.StageRows(view, context.waitingFolder(root), sql)).build();
  }

  /** No file has a column of nulls without a type: it takes the type of the table's column. */
  private static String withoutVoids(String query, List<Column> table, List<Column> columns) {
    if (columns.stream().noneMatch(StagedRows::isVoid)) {
      return query;
    }
    return "select "
        + columns.stream()
            .map(column -> isVoid(column) ? typed(column, table) : Sql.quote(column.name()))
            .collect(Collectors.joining(", "))
        + "\nfrom (\n"
        + query
        + "\n)";
  }

  private static boolean isVoid(Column column) {
    return column.dataType().equals("void");
  }

  private static String typed(Column column, List<Column> table) {
    String type =
        table.stream()
            .filter(other -> other.name().equalsIgnoreCase(column.name()))
            .map(Column::dataType)
            .findFirst()
            .orElse("string");
    return "cast(null as " + type + ") as " + Sql.quote(column.name());
  }
}
