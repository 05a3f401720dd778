package io.epoxy.engine.execute;

import io.epoxy.engine.catalog.LiveCatalog;
import io.epoxy.engine.catalog.TableState;
import io.epoxy.engine.plan.PlanStep;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;

/** Comments of a table that is there; SQL would need a statement for each. */
record Documentation(LiveCatalog live, SparkSession session) {
  void write(PlanStep.Document step) {
    Relation relation = step.relation();
    Optional<TableState> table =
        relation.catalog().isPresent()
            ? Optional.empty()
            : live.findTable(lower(relation.schema()), lower(relation.identifier()));
    boolean isDelta =
        table.flatMap(TableState::provider).filter("delta"::equalsIgnoreCase).isPresent();
    if (table.isPresent() && !isDelta) {
      TableState documented = ColumnComments.on(table.get(), step.columns());
      documented = step.comment().map(documented::withComment).orElse(documented);
      if (!documented.equals(table.get())) {
        live.publish(documented);
      }
    } else {
      alter(step, relation.catalog().orElse("spark_catalog"));
    }
  }

  private void alter(PlanStep.Document step, String catalogName) {
    TableCatalog catalog =
        (TableCatalog) session.sessionState().catalogManager().catalog(catalogName);
    Identifier name =
        Identifier.of(new String[] {step.relation().schema()}, step.relation().identifier());
    try {
      List<TableChange> changes = changes(step, catalog.loadTable(name));
      if (!changes.isEmpty()) {
        catalog.alterTable(name, changes.toArray(new TableChange[0]));
      }
    } catch (NoSuchTableException e) {
      throw new IllegalStateException("the table was written a moment ago", e);
    }
  }

  private static List<TableChange> changes(PlanStep.Document step, Table table) {
    List<TableChange> changes = new ArrayList<>();
    step.comment()
        .filter(text -> !text.equals(table.properties().get(TableCatalog.PROP_COMMENT)))
        .ifPresent(text -> changes.add(TableChange.setProperty(TableCatalog.PROP_COMMENT, text)));
    Map<String, String> wanted = new LinkedHashMap<>();
    step.columns().forEach((column, text) -> wanted.put(lower(column), text));
    for (Column column : table.columns()) {
      String text = wanted.get(lower(column.name()));
      if (text != null && !text.equals(column.comment())) {
        changes.add(TableChange.updateColumnComment(new String[] {column.name()}, text));
      }
    }
    return changes;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
