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
import java.util.Set;
import java.util.stream.Collectors;

/** One step of a {@link MaterializationPlan}. */
public sealed interface PlanStep
    permits RowStep,
        NameStep,
        ApplyGrants,
        PlanStep.RunHook,
        PlanStep.RunSql,
        PlanStep.CreateSchema,
        PlanStep.LoadRows,
        PlanStep.WriteHudi,
        PlanStep.CreateView,
        CloneTable,
        PlanStep.WriteFiles,
        PlanStep.PublishTable,
        PlanStep.PublishPartitions,
        PlanStep.AlterTable,
        PlanStep.TableAs,
        PlanStep.Document,
        PlanStep.ExpireSnapshots {
  /** The step as SQL; a step that SQL cannot say in one statement says it in a comment. */
  String print();

  <T> T accept(Visitor<T> visitor);

  private static String castTo(Optional<List<Column>> columns) {
    return columns
        .map(
            all ->
                "-- as columns "
                    + String.join(", ", all.stream().map(Column::name).toList())
                    + "\n")
        .orElse("");
  }

  /** A method for each kind of step, so that the compiler lists what is missing. */
  interface Visitor<T> {
    T runHook(RunHook step);

    T runSql(RunSql step);

    T createSchema(CreateSchema step);

    T loadRows(LoadRows step);

    T requireOwnFolder(NameStep.RequireOwnFolder step);

    T createView(CreateView step);

    T cloneTable(CloneTable step);

    T writeFiles(WriteFiles step);

    T publishTable(PublishTable step);

    T publishPartitions(PublishPartitions step);

    T deleteOldFiles(NameStep.DeleteOldFiles step);

    T alterTable(AlterTable step);

    /** One statement does it all. */
    T changeRows(RowStep step);

    T tableAs(TableAs step);

    T writeHudi(WriteHudi step);

    T registerTable(NameStep.RegisterTable step);

    T takeName(NameStep.TakeName step);

    T mirrorDelta(NameStep.MirrorDelta step);

    T forgetRelation(NameStep.ForgetRelation step);

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
   * Writes rows by Hudi's writer, in one commit.
   *
   * @param location the folder of a new table; empty for the existing one of this name
   * @param as the columns to cast to, as in {@link WriteFiles}
   */
  record WriteHudi(
      Relation relation,
      Optional<String> location,
      Map<String, String> options,
      Optional<List<Column>> as,
      String sql)
      implements PlanStep {
    public WriteHudi {
      Objects.requireNonNull(relation, "relation");
      Objects.requireNonNull(location, "location");
      options = ImmutableMap.copyOf(options);
      as = as.map(ImmutableList::copyOf);
    }

    @Override
    public String print() {
      StringBuilder text = new StringBuilder("-- by Hudi's writer\n");
      options.forEach(
          (key, value) -> text.append("--   ").append(key).append('=').append(value).append('\n'));
      return text.append("insert into ")
          .append(location.map(path -> "hudi.`" + path + "`").orElse(relation.toString()))
          .append('\n')
          .append(castTo(as))
          .append(sql)
          .toString();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.writeHudi(this);
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
   */
  record CreateView(
      Relation relation,
      Relation passing,
      Optional<String> comment,
      List<Column> columns,
      String sql)
      implements PlanStep {
    public CreateView {
      Objects.requireNonNull(relation, "relation");
      Objects.requireNonNull(comment, "comment");
      columns = ImmutableList.copyOf(columns);
      Objects.requireNonNull(sql, "sql");
    }

    /** The same under another name. */
    public CreateView named(Relation other) {
      return new CreateView(other, passing, comment, columns, sql);
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
   * Writes a query's rows as files into a fresh folder that nothing reads yet.
   *
   * @param owner the relation that the files will belong to
   * @param ddl of the table of these files; its location is {@code <table root>/<version>}
   * @param as the columns to cast to, by name and in order, under the rules of an INSERT; empty
   *     takes the query's own
   */
  record WriteFiles(Relation owner, Ddl ddl, Optional<List<Column>> as, String sql)
      implements PlanStep {
    public WriteFiles {
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(ddl, "ddl");
      as = as.map(ImmutableList::copyOf);
    }

    public String location() {
      return ddl.location().orElseThrow();
    }

    public List<String> partitionBy() {
      return ddl.partitionBy();
    }

    @Override
    public String print() {
      StringBuilder text = new StringBuilder("insert overwrite directory ");
      text.append(Ddl.literal(location())).append(' ').append(ddl.provided());
      if (!partitionBy().isEmpty()) {
        text.append("-- in folders of ").append(String.join(", ", partitionBy())).append('\n');
      }
      ddl.buckets()
          .ifPresent(
              spec ->
                  text.append("-- in ")
                      .append(spec.count())
                      .append(" buckets of ")
                      .append(String.join(", ", spec.columns()))
                      .append('\n'));
      return text.append(castTo(as)).append(sql).toString();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.writeFiles(this);
    }
  }

  /**
   * Makes the files just written the table of this name: one catalog update when it is
   * unpartitioned, partition by partition when not. No file is touched.
   *
   * @param columnComments comments by column name
   */
  record PublishTable(Relation relation, Ddl ddl, Map<String, String> columnComments)
      implements PlanStep {
    public PublishTable {
      Objects.requireNonNull(relation, "relation");
      Objects.requireNonNull(ddl, "ddl");
      columnComments = ImmutableMap.copyOf(columnComments);
    }

    @Override
    public String print() {
      return "-- columns as just written\ncreate or replace table "
          + relation
          + "\n"
          + ddl.clauses().stripTrailing();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.publishTable(this);
    }
  }

  /** Puts the partitions just written in the place of those with the same values. */
  record PublishPartitions(Relation relation, String location) implements PlanStep {
    @Override
    public String print() {
      return "-- every partition just written: add it, or set its location\nalter table "
          + relation
          + " partition (...) set location "
          + Ddl.literal(location + "/...");
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.publishPartitions(this);
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

  /** Makes a query's rows a table, in one commit: schema, partitions and rows. */
  record TableAs(Relation relation, Way way, Ddl ddl, Shape shape, String sql) implements PlanStep {
    public TableAs {
      Objects.requireNonNull(relation, "relation");
      Objects.requireNonNull(way, "way");
      Objects.requireNonNull(ddl, "ddl");
      Objects.requireNonNull(shape, "shape");
    }

    /**
     * What a table has that its query does not say.
     *
     * @param comments comments by column name
     * @param as the columns to cast to, as in {@link WriteFiles}
     * @param checks predicates that it holds its rows to from now on, by name
     */
    public record Shape(
        Map<String, String> comments, Optional<List<Column>> as, Map<String, String> checks) {
      public Shape {
        comments = ImmutableMap.copyOf(comments);
        as = as.map(ImmutableList::copyOf);
        checks = ImmutableMap.copyOf(checks);
      }

      /** Whether the query's columns are the table's as they are. */
      public boolean isPlain() {
        return comments.isEmpty() && as.isEmpty();
      }

      private String print() {
        return names("-- with comments on ", comments.keySet())
            + castTo(as)
            + names("-- with checks ", checks.keySet());
      }

      private static String names(String head, Set<String> names) {
        return names.isEmpty() ? "" : head + String.join(", ", names) + "\n";
      }
    }

    /** What becomes of a table of the same name and format. */
    public enum Way {
      /** There is none. */
      CREATE,
      /** One statement replaces it. */
      REPLACE,
      /** Its folder is overwritten, for a format without such a statement. */
      OVERWRITE
    }

    @Override
    public String print() {
      return (way == Way.OVERWRITE
              ? "-- schema, partitions and rows in one commit, at the table's own location\n"
              : "")
          + shape.print()
          + head()
          + sql;
    }

    /** All that stands before the query. */
    public String head() {
      return (way == Way.CREATE ? "create table " : "create or replace table ")
          + relation
          + "\n"
          + ddl.clauses()
          + "as\n";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.tableAs(this);
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
