package io.epoxy.engine.execute;

import io.epoxy.engine.format.Ddl;
import io.epoxy.engine.plan.Sql;
import io.epoxy.engine.plan.TableStep;
import io.epoxy.model.relation.Relation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What Delta has no statement for. */
final class DeltaTables {
  /** How Delta names a check among the properties. */
  private static final String CONSTRAINT = "delta.constraints.";

  private final Statements statements;

  DeltaTables(Statements statements) {
    this.statements = statements;
  }

  /**
   * Replaces schema, partitions and rows in one commit. Properties and comment are set before, each
   * only where it differs: some properties decide which schemas are allowed. Constraints that are
   * not wanted any more go before, since they may refuse the new rows, and are back when those rows
   * could not be written.
   */
  void overwrite(TableStep.TableAs step, Dataset<Row> rows) {
    Relation table = step.relation();
    Row detail = statements.run("describe detail " + table).first();
    Map<String, String> present = properties(detail);
    setProperties(step, detail);
    Map<String, String> wanted = lowerCase(step.shape().checks());
    Map<String, String> unwanted = checks(present);
    unwanted.entrySet().removeAll(wanted.entrySet());
    unwanted
        .keySet()
        .forEach(
            name -> statements.run("alter table " + table + " drop constraint " + Sql.quote(name)));
    try {
      write(step, rows, detail.getAs("location"));
    } catch (RuntimeException e) {
      add(unwanted, table);
      throw e;
    }
    wanted.entrySet().removeAll(checks(present).entrySet());
    add(wanted, table);
  }

  /**
   * Makes a table: its rows first, by one commit into its folder, then its name. A CREATE TABLE AS
   * SELECT would refuse the folder for our mark in it.
   */
  void create(TableStep.TableAs step, Dataset<Row> rows) {
    Relation table = step.relation();
    String location = step.ddl().location().orElseThrow();
    write(step, rows, location);
    statements.run(
        "create table "
            + table
            + " using "
            + step.ddl().provider()
            + " location "
            + Ddl.literal(location));
    if (!step.ddl().properties().isEmpty() || step.ddl().comment().isPresent()) {
      setProperties(step, statements.run("describe detail " + table).first());
    }
    add(step.shape().checks(), table);
  }

  /**
   * Properties of Delta's own, which may decide how files are written, count for a first commit.
   */
  private static void write(TableStep.TableAs step, Dataset<Row> rows, String location) {
    Map<String, String> options = new LinkedHashMap<>(step.ddl().options());
    step.ddl()
        .properties()
        .forEach(
            (key, value) -> {
              if (key.startsWith("delta.")) {
                options.put(key, value);
              }
            });
    rows.write()
        .format(step.ddl().provider())
        .options(options)
        .mode("overwrite")
        .option("overwriteSchema", "true")
        .option("partitionOverwriteMode", "static")
        .partitionBy(step.ddl().partitionBy().toArray(new String[0]))
        .save(location);
  }

  /** Gives a table constraints that it does not have. */
  void add(Map<String, String> checks, Relation table) {
    checks.forEach(
        (name, predicate) ->
            statements.run(
                "alter table "
                    + table
                    + " add constraint "
                    + Sql.quote(name)
                    + " check ("
                    + predicate
                    + ")"));
  }

  private static Map<String, String> properties(Row detail) {
    return detail.getJavaMap(detail.fieldIndex("properties"));
  }

  private void setProperties(TableStep.TableAs step, Row detail) {
    Map<String, String> present = properties(detail);
    String comment = detail.getAs("description");
    Map<String, String> properties = new LinkedHashMap<>(step.ddl().properties());
    properties.entrySet().removeIf(entry -> entry.getValue().equals(present.get(entry.getKey())));
    if (!properties.isEmpty()) {
      String pairs =
          properties.entrySet().stream()
              .map(entry -> Ddl.literal(entry.getKey()) + "=" + Ddl.literal(entry.getValue()))
              .collect(Collectors.joining(", "));
      statements.run("alter table " + step.relation() + " set tblproperties (" + pairs + ")");
    }
    step.ddl()
        .comment()
        .filter(text -> !text.equals(comment))
        .ifPresent(
            text ->
                statements.run("comment on table " + step.relation() + " is " + Ddl.literal(text)));
  }

  private static Map<String, String> checks(Map<String, String> properties) {
    Map<String, String> checks = new LinkedHashMap<>();
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(CONSTRAINT)) {
            checks.put(key.substring(CONSTRAINT.length()), value);
          }
        });
    return checks;
  }

  /** Delta keeps the names of constraints in lower case. */
  private static Map<String, String> lowerCase(Map<String, String> checks) {
    Map<String, String> lower = new LinkedHashMap<>();
    checks.forEach((name, predicate) -> lower.put(name.toLowerCase(Locale.ROOT), predicate));
    return lower;
  }
}
