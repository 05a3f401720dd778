package io.epoxy.engine.execute;

import io.epoxy.engine.format.Ddl;
import io.epoxy.model.relation.Relation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What Delta has no statement for. */
final class DeltaTables {
  /** Runs a statement on the node's session. */
  @FunctionalInterface
  interface Statements {
    Dataset<Row> run(String sql);
  }

  private final Statements statements;

  DeltaTables(Statements statements) {
    this.statements = statements;
  }

  /**
   * Replaces schema, partitions and rows in one commit. Properties and comment are set before, each
   * only where it differs: some properties decide which schemas are allowed.
   */
  void overwrite(Relation table, Ddl ddl, Dataset<Row> rows) {
    Row detail = statements.run("describe detail " + table).first();
    Map<String, String> properties = new LinkedHashMap<>(ddl.properties());
    Map<String, String> present = detail.getJavaMap(detail.fieldIndex("properties"));
    properties.entrySet().removeIf(entry -> entry.getValue().equals(present.get(entry.getKey())));
    if (!properties.isEmpty()) {
      String pairs =
          properties.entrySet().stream()
              .map(entry -> Ddl.literal(entry.getKey()) + "=" + Ddl.literal(entry.getValue()))
              .collect(Collectors.joining(", "));
      statements.run("alter table " + table + " set tblproperties (" + pairs + ")");
    }
    String comment = detail.getAs("description");
    ddl.comment()
        .filter(wanted -> !wanted.equals(comment))
        .ifPresent(
            wanted -> statements.run("comment on table " + table + " is " + Ddl.literal(wanted)));
    rows.write()
        .format(ddl.provider())
        .mode("overwrite")
        .option("overwriteSchema", "true")
        .option("partitionOverwriteMode", "static")
        .partitionBy(ddl.partitionBy().toArray(new String[0]))
        .save(detail.getAs("location"));
  }
}
