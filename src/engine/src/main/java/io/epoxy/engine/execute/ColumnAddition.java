package io.epoxy.engine.execute;

import io.epoxy.engine.catalog.LiveCatalog;
import io.epoxy.engine.catalog.TableState;
import io.epoxy.engine.plan.AddColumns;
import io.epoxy.engine.plan.PlanStep;
import io.epoxy.engine.plan.RelationState;
import io.epoxy.engine.plan.Sql;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Columns for a relation that is there. Spark's own statement knows four file formats and no view,
 * so that those are told the catalog itself.
 *
 * @param statements runs SQL on the node's session
 * @param views puts a view in the place of another one
 */
record ColumnAddition(
    LiveCatalog live, Statements statements, Consumer<PlanStep.CreateView> views) {
  void run(AddColumns step) {
    Optional<TableState> table = find(step.relation());
    if (table.isEmpty() || table.get().provider().filter("delta"::equalsIgnoreCase).isPresent()) {
      statements.run(step.print());
    } else if (table.get().kind() == TableState.Kind.VIEW) {
      views.accept(view(step, table.get()));
    } else {
      live.publish(with(step.columns(), table.get()), table);
    }
  }

  /** Iceberg's tables are in a catalog of their own. */
  private Optional<TableState> find(Relation relation) {
    return relation.catalog().isPresent()
        ? Optional.empty()
        : live.findTable(
            relation.schema().toLowerCase(Locale.ROOT),
            relation.identifier().toLowerCase(Locale.ROOT));
  }

  private static PlanStep.CreateView view(AddColumns step, TableState old) {
    String leftBehind = old.properties().get(RelationState.LEFT_BEHIND);
    return new PlanStep.CreateView(
        step.relation(),
        step.passing(),
        old.comment(),
        List.of(),
        leftBehind == null ? Map.of() : Map.of(RelationState.LEFT_BEHIND, leftBehind),
        step.over(old.viewText().orElseThrow()));
  }

  /** Partition columns stay the last ones. */
  private static TableState with(List<Column> columns, TableState table) {
    StructField[] fields = ((StructType) DataType.fromJson(table.schemaJson())).fields();
    int partitions = fields.length - table.partitionColumns().size();
    StructType schema = new StructType(Arrays.copyOf(fields, partitions));
    for (Column column : columns) {
      schema = schema.add(column.name(), DataType.fromDDL(Sql.unsized(column.dataType())), true);
    }
    for (StructField partition : Arrays.copyOfRange(fields, partitions, fields.length)) {
      schema = schema.add(partition);
    }
    return table.withSchema(schema.json());
  }
}
