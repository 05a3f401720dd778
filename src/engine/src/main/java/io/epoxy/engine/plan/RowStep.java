package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.graph.SnapshotRows;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A step that changes the rows of a table that is there. */
public sealed interface RowStep extends PlanStep {
  /** The table that it changes. */
  Relation relation();

  /** Adds a query's rows to a table, columns matched by name. */
  record AppendRows(Relation relation, List<String> columns, String sql) implements RowStep {
    public AppendRows {
      columns = ImmutableList.copyOf(columns);
    }

    @Override
    public String print() {
      return "insert into " + relation + "\n" + Sql.select(columns, sql);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.changeRows(this);
    }
  }

  /**
   * Updates and inserts in one commit.
   *
   * @param on ANDed; none matches nothing, so that every row is inserted
   * @param update assignments; empty updates every column of the table
   */
  record MergeRows(Relation relation, List<String> on, Optional<List<String>> update, String sql)
      implements RowStep {
    public MergeRows {
      on = ImmutableList.copyOf(on);
      update = update.map(ImmutableList::copyOf);
    }

    @Override
    public String print() {
      String set = update.map(assignments -> String.join(", ", assignments)).orElse("*");
      return "merge into "
          + relation
          + " as DBT_INTERNAL_DEST\nusing (\n"
          + sql
          + "\n) as DBT_INTERNAL_SOURCE\non "
          + (on.isEmpty() ? "false" : String.join(" and ", on))
          + (on.isEmpty() ? "" : "\nwhen matched then update set " + set)
          + "\nwhen not matched then insert *";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.changeRows(this);
    }
  }

  /**
   * Deletes the rows that share a key with the query's, and inserts the query's, in one commit. In
   * the predicates only the table is named, so the query's columns take other names.
   *
   * @param keys columns; at least one
   * @param predicates ANDed: rows that do not fulfil them stay
   * @param columns of the table
   */
  record ReplaceRows(
      Relation relation,
      List<String> keys,
      List<String> predicates,
      List<String> columns,
      String sql)
      implements RowStep {
    private static final String NEW = "epoxy_new_";

    public ReplaceRows {
      keys = ImmutableList.copyOf(keys);
      predicates = ImmutableList.copyOf(predicates);
      columns = ImmutableList.copyOf(columns);
    }

    @Override
    public String print() {
      StringBuilder on = new StringBuilder("DBT_INTERNAL_SOURCE.epoxy_deletes");
      keys.forEach(
          key ->
              on.append("\n  and DBT_INTERNAL_DEST.")
                  .append(Sql.quote(key))
                  .append(" = ")
                  .append(value(key)));
      predicates.forEach(predicate -> on.append("\n  and (").append(predicate).append(')'));
      return "merge into "
          + relation
          + " as DBT_INTERNAL_DEST\nusing (\nselect "
          + columns.stream()
              .map(column -> Sql.quote(column) + " as " + Sql.quote(NEW + column))
              .collect(Collectors.joining(", "))
          + ", explode(array(true, false)) as epoxy_deletes\nfrom (\n"
          + sql
          + "\n)\n) as DBT_INTERNAL_SOURCE\non "
          + on
          + "\nwhen matched then delete\nwhen not matched and not"
          + " DBT_INTERNAL_SOURCE.epoxy_deletes then insert ("
          + columns.stream().map(Sql::quote).collect(Collectors.joining(", "))
          + ")\nvalues ("
          + columns.stream().map(ReplaceRows::value).collect(Collectors.joining(", "))
          + ")";
    }

    private static String value(String column) {
      return "DBT_INTERNAL_SOURCE." + Sql.quote(NEW + column);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.changeRows(this);
    }
  }

  /**
   * Deletes the rows of a time and inserts the query's, in one commit. The one row that deletes is
   * joined by an equality, since Spark would compare every row with every other one else.
   *
   * @param predicates ANDed: rows that do not fulfil them stay
   * @param columns of the table
   */
  record ReplaceTimes(
      Relation relation,
      ModelSpec.BatchRows rows,
      List<String> predicates,
      List<String> columns,
      String sql)
      implements RowStep {
    public ReplaceTimes {
      predicates = ImmutableList.copyOf(predicates);
      columns = ImmutableList.copyOf(columns);
    }

    @Override
    public String print() {
      String time = "DBT_INTERNAL_DEST." + Sql.quote(rows.column());
      String within =
          time + " >= '" + rows.from() + "'\n  and " + time + " < '" + rows.until() + "'";
      StringBuilder on = new StringBuilder(within);
      predicates.forEach(predicate -> on.append("\n  and (").append(predicate).append(')'));
      return "merge into "
          + relation
          + " as DBT_INTERNAL_DEST\nusing (\nselect cast(null as boolean) as epoxy_deletes, "
          + join("", columns)
          + "\nfrom (\n"
          + sql
          + "\n)\nunion all\nselect true, "
          + columns.stream().map(column -> "null").collect(Collectors.joining(", "))
          + "\n) as DBT_INTERNAL_SOURCE\non DBT_INTERNAL_SOURCE.epoxy_deletes = ("
          + time
          + " is not null)\n  and "
          + on
          + "\nwhen matched then delete\nwhen not matched and"
          + " DBT_INTERNAL_SOURCE.epoxy_deletes is null then insert ("
          + join("", columns)
          + ")\nvalues ("
          + join("DBT_INTERNAL_SOURCE.", columns)
          + ")";
    }

    private static String join(String owner, List<String> columns) {
      return columns.stream()
          .map(column -> owner + Sql.quote(column))
          .collect(Collectors.joining(", "));
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.changeRows(this);
    }
  }

  /**
   * Lets a macro of the project change the table: it finds the query as a temporary view.
   *
   * @param staging the view's name
   */
  record ByMacro(Relation relation, String strategy, String staging, String sql)
      implements RowStep {
    /** The statement before the macro is asked. */
    public String stage() {
      return "create or replace temporary view " + Sql.quote(staging) + " as\n" + sql;
    }

    @Override
    public String print() {
      return stage() + ";\n\n-- then what " + macro() + "() answers for " + relation;
    }

    /** dbt's name for the macro of a strategy. */
    public String macro() {
      return "get_incremental_" + strategy.replace("+", "_") + "_sql";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.byMacro(this);
    }
  }

  /**
   * Ends versions of a snapshot and adds new ones, in one commit.
   *
   * @param columns of the table
   * @param given those of them that the changes have
   */
  record ChangeSnapshot(
      Relation relation, SnapshotRows changes, List<String> columns, List<String> given)
      implements RowStep {
    public ChangeSnapshot {
      columns = ImmutableList.copyOf(columns);
      given = ImmutableList.copyOf(given);
    }

    @Override
    public String print() {
      String values =
          columns.stream()
              .map(
                  column ->
                      given.contains(column) ? "DBT_INTERNAL_SOURCE." + Sql.quote(column) : "null")
              .collect(Collectors.joining(", "));
      return "merge into "
          + relation
          + " as DBT_INTERNAL_DEST\nusing (\n"
          + changes.query()
          + "\n) as DBT_INTERNAL_SOURCE\non DBT_INTERNAL_SOURCE."
          + changes.scdId()
          + " = DBT_INTERNAL_DEST."
          + changes.scdId()
          + "\nwhen matched and "
          + changes.isCurrent()
          + "\n  and DBT_INTERNAL_SOURCE.dbt_change_type in ('update', 'delete')\n"
          + "  then update set "
          + changes.validTo()
          + " = DBT_INTERNAL_SOURCE."
          + changes.validTo()
          + "\nwhen not matched and DBT_INTERNAL_SOURCE.dbt_change_type = 'insert'\n  then insert ("
          + columns.stream().map(Sql::quote).collect(Collectors.joining(", "))
          + ")\n  values ("
          + values
          + ")";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.changeRows(this);
    }
  }

  /** Replaces rows by the query's, in one commit. */
  record OverwriteRows(Relation relation, Extent extent, List<String> columns, String sql)
      implements RowStep {
    /** What is replaced; {@link #mode} is Spark's word for it. */
    public enum Extent {
      /** The partitions that the query has rows for. */
      PARTITIONS("dynamic"),
      /** All rows, whether or not the query has any. */
      TABLE("static");

      private final String mode;

      Extent(String mode) {
        this.mode = mode;
      }

      public String mode() {
        return mode;
      }
    }

    public OverwriteRows {
      columns = ImmutableList.copyOf(columns);
    }

    @Override
    public String print() {
      return "-- with spark.sql.sources.partitionOverwriteMode = "
          + extent.mode()
          + "\ninsert overwrite "
          + relation
          + "\n"
          + Sql.select(columns, sql);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.overwriteRows(this);
    }
  }
}
