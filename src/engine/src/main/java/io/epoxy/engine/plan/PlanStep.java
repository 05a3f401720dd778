package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.engine.format.Ddl;
import io.epoxy.model.graph.Hook;
import io.epoxy.model.port.SeedRows;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** One step of a {@link MaterializationPlan}. */
public sealed interface PlanStep
    permits RowStep,
        TableStep,
        NameStep,
        ApplyGrants,
        PlanStep.RunHook,
        PlanStep.RunSql,
        PlanStep.CreateSchema,
        PlanStep.LoadRows,
        PlanStep.CreateView,
        CloneTable,
        AddColumns,
        PlanStep.AlterTable,
        PlanStep.Document,
        PlanStep.ExpireSnapshots {
  /** The step as SQL; a step that SQL cannot say in one statement says it in a comment. */
  String print();

  <T> T accept(Visitor<T> visitor);

  /** A method for each kind of step, so that the compiler lists what is missing. */
  interface Visitor<T> {
    T runHook(RunHook step);

    T runSql(RunSql step);

    T createSchema(CreateSchema step);

    T loadRows(LoadRows step);

    T requireOwnFolder(NameStep.RequireOwnFolder step);

    T createView(CreateView step);

    T cloneTable(CloneTable step);

    T writeFiles(TableStep.WriteFiles step);

    T stageRows(TableStep.StageRows step);

    T publishTable(TableStep.PublishTable step);

    T publishPartitions(TableStep.PublishPartitions step);

    T deleteWaiting(NameStep.DeleteWaiting step);

    T deleteOldFiles(NameStep.DeleteOldFiles step);

    T alterTable(AlterTable step);

    T addColumns(AddColumns step);

    /** One statement does it all. */
    T changeRows(RowStep step);

    T tableAs(TableStep.TableAs step);

    T writeHudi(TableStep.WriteHudi step);

    T registerTable(NameStep.RegisterTable step);

    T requireUnchanged(NameStep.RequireUnchanged step);

    T takeName(NameStep.TakeName step);

    T mirrorDelta(NameStep.MirrorDelta step);

    T forgetRelation(NameStep.ForgetRelation step);

    T endFirstBuild(NameStep.EndFirstBuild step);

    T noteIceberg(NameStep.NoteIceberg step);

    T deleteIceberg(NameStep.DeleteIceberg step);

    T overwriteRows(RowStep.OverwriteRows step);

    T byMacro(RowStep.ByMacro step);

    T document(Document step);

    T expireSnapshots(ExpireSnapshots step);

    T applyGrants(ApplyGrants step);
  }

  /** A hook, printed as the user wrote it. */
  record RunHook(Hook hook) implements PlanStep {
    @Override
    public String print() {
      return hook.written();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.runHook(this);
    }
  }

  /** Statements that are known. */
  record RunSql(String sql) implements PlanStep {
    @Override
    public String print() {
      return sql;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.runSql(this);
    }
  }

  /**
   * Makes the rows of a seed's file a temporary view of the node.
   *
   * @param owner the seed's relation
   * @param version the folder of the version that is made; rows that are too many to be held wait
   *     in it, out of readers' sight
   */
  record LoadRows(String view, Relation owner, SeedRows rows, String version) implements PlanStep {
    /** Where rows wait. */
    public String staging() {
      return version + "/_epoxy_rows";
    }

    @Override
    public String print() {
      return "-- the "
          + rows.count()
          + " rows of the seed's file as "
          + view
          + " ("
          + rows.columns().stream()
              .map(column -> column.name() + " " + column.dataType())
              .collect(Collectors.joining(", "))
          + ")";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.loadRows(this);
    }
  }

  /** Makes the Glue database when it is missing. */
  record CreateSchema(String schema) implements PlanStep {
    @Override
    public String print() {
      return "create schema if not exists " + schema;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.createSchema(this);
    }
  }

  /**
   * Makes a view, or puts it in the place of the view or table that has its name.
   *
   * @param passing under which it is made first when something has its name
   * @param columns all of them with their comments; empty when none has one
   * @param properties what Epoxy knows it by later, {@link RelationState#LEFT_BEHIND} for example
   */
  record CreateView(
      Relation relation,
      Relation passing,
      Optional<String> comment,
      List<Column> columns,
      Map<String, String> properties,
      String sql)
      implements PlanStep {
    public CreateView {
      Objects.requireNonNull(relation, "relation");
      Objects.requireNonNull(comment, "comment");
      columns = ImmutableList.copyOf(columns);
      properties = ImmutableMap.copyOf(properties);
      Objects.requireNonNull(sql, "sql");
    }

    /** The same under another name. */
    public CreateView named(Relation other) {
      return new CreateView(other, passing, comment, columns, properties, sql);
    }

    @Override
    public String print() {
      StringBuilder text = new StringBuilder("create or replace view ").append(relation);
      if (!columns.isEmpty()) {
        text.append(" (")
            .append(columns.stream().map(CreateView::print).collect(Collectors.joining(", ")))
            .append(')');
      }
      comment.ifPresent(said -> text.append("\ncomment ").append(Ddl.literal(said)));
      if (!properties.isEmpty()) {
        text.append("\ntblproperties (")
            .append(
                properties.entrySet().stream()
                    .map(entry -> Ddl.literal(entry.getKey()) + "=" + Ddl.literal(entry.getValue()))
                    .collect(Collectors.joining(", ")))
            .append(')');
      }
      return text.append("\nas\n").append(sql).toString();
    }

    private static String print(Column column) {
      return Sql.quote(column.name())
          + column.comment().map(text -> " comment " + Ddl.literal(text)).orElse("");
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.createView(this);
    }
  }

  /**
   * Changes a table's columns.
   *
   * @param action what stands behind the table's name
   */
  record AlterTable(Relation relation, String action) implements PlanStep {
    @Override
    public String print() {
      return "alter table " + relation + " " + action;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.alterTable(this);
    }
  }

  /**
   * Sets the comments of a table and of its columns, in one update of its catalog, if any of them
   * differs from what is there.
   *
   * @param columns comments by column name; columns that the table does not have are passed over
   */
  record Document(Relation relation, Optional<String> comment, Map<String, String> columns)
      implements PlanStep {
    public Document {
      Objects.requireNonNull(relation, "relation");
      Objects.requireNonNull(comment, "comment");
      columns = ImmutableMap.copyOf(columns);
    }

    @Override
    public String print() {
      StringBuilder text =
          new StringBuilder("-- in one update, where a comment differs\nalter table " + relation);
      comment.ifPresent(said -> text.append("\n  comment ").append(Ddl.literal(said)));
      columns.forEach(
          (name, said) ->
              text.append("\n  column ")
                  .append(Sql.quote(name))
                  .append(" comment ")
                  .append(Ddl.literal(said)));
      return text.toString();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.document(this);
    }
  }

  /** Forgets every snapshot but the newest, as dbt-glue does after an incremental run. */
  record ExpireSnapshots(Relation relation) implements PlanStep {
    @Override
    public String print() {
      return "call "
          + relation.catalog().orElse("")
          + ".system.expire_snapshots(table => "
          + Ddl.literal(relation.schema() + "." + relation.identifier())
          + ", older_than => <the newest commit>, retain_last => 1)";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.expireSnapshots(this);
    }
  }
}
