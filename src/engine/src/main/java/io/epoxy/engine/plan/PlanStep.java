package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.engine.format.Ddl;
import io.epoxy.model.port.SeedRows;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One step of a {@link MaterializationPlan}. */
public sealed interface PlanStep
    permits RowStep,
        PlanStep.RunSql,
        PlanStep.CreateSchema,
        PlanStep.LoadRows,
        PlanStep.WriteHudi,
        PlanStep.RegisterTable,
        PlanStep.CreateView,
        CloneTable,
        PlanStep.WriteFiles,
        PlanStep.PublishTable,
        PlanStep.PublishPartitions,
        PlanStep.DeleteOldFiles,
        PlanStep.AlterTable,
        PlanStep.TableAs,
        PlanStep.TakeName,
        PlanStep.CommentColumns,
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
    T runSql(RunSql step);

    T createSchema(CreateSchema step);

    T loadRows(LoadRows step);

    T createView(CreateView step);

    T cloneTable(CloneTable step);

    T writeFiles(WriteFiles step);

    T publishTable(PublishTable step);

    T publishPartitions(PublishPartitions step);

    T deleteOldFiles(DeleteOldFiles step);

    T alterTable(AlterTable step);

    T appendRows(RowStep.AppendRows step);

    T tableAs(TableAs step);

    T writeHudi(WriteHudi step);

    T registerTable(RegisterTable step);

    T takeName(TakeName step);

    T mergeRows(RowStep.MergeRows step);

    T replaceRows(RowStep.ReplaceRows step);

    T replaceTimes(RowStep.ReplaceTimes step);

    T overwriteRows(RowStep.OverwriteRows step);

    T byMacro(RowStep.ByMacro step);

    T commentColumns(CommentColumns step);

    T expireSnapshots(ExpireSnapshots step);
  }

  /** A hook, as the user wrote it. */
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

  /** Puts a table that lies in a folder into the catalog. */
  record RegisterTable(Relation relation, Ddl ddl) implements PlanStep {
    @Override
    public String print() {
      return "create table " + relation + "\n" + ddl.clauses().stripTrailing();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.registerTable(this);
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

  /** Makes a view, or puts it in the place of the view or table that has its name. */
  record CreateView(Relation relation, String sql) implements PlanStep {
    @Override
    public String print() {
      return "create or replace view " + relation + "\nas\n" + sql;
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
   * @param location {@code <table root>/<version>}
   * @param as the columns to cast to, by name and in order, under the rules of an INSERT; empty
   *     takes the query's own
   */
  record WriteFiles(
      Relation owner,
      String provider,
      String location,
      List<String> partitionBy,
      Optional<List<Column>> as,
      String sql)
      implements PlanStep {
    public WriteFiles {
      Objects.requireNonNull(owner, "owner");
      partitionBy = ImmutableList.copyOf(partitionBy);
      as = as.map(ImmutableList::copyOf);
    }

    @Override
    public String print() {
      StringBuilder text = new StringBuilder("insert overwrite directory ");
      text.append(Ddl.literal(location)).append(" using ").append(provider).append('\n');
      if (!partitionBy.isEmpty()) {
        text.append("-- in folders of ").append(String.join(", ", partitionBy)).append('\n');
      }
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
   * Deletes files of earlier versions that nothing refers to any more; only in folders that carry
   * the mark of this relation.
   *
   * @param grace how long files stay after they were replaced, for readers that still hold them
   */
  record DeleteOldFiles(Relation relation, String root, Duration grace) implements PlanStep {
    @Override
    public String print() {
      return "-- delete versions of "
          + relation
          + " under "
          + root
          + " that were replaced more than "
          + grace.toMinutes()
          + " minutes ago";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.deleteOldFiles(this);
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
   * Gives a table the name of another relation, whose own definition goes; no file is touched.
   *
   * @param columnComments comments that its columns get in the catalog, by name
   */
  record TakeName(Relation from, Relation relation, Map<String, String> columnComments)
      implements PlanStep {
    public TakeName {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(relation, "relation");
      columnComments = ImmutableMap.copyOf(columnComments);
    }

    @Override
    public String print() {
      return "-- in one catalog update, in the place of what has the name\nalter table "
          + from
          + " rename to "
          + relation;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.takeName(this);
    }
  }

  /** Sets the comments of columns that have another one, or none. */
  record CommentColumns(Relation relation, Map<String, String> comments) implements PlanStep {
    public CommentColumns {
      comments = ImmutableMap.copyOf(comments);
    }

    @Override
    public String print() {
      return "-- where the comment differs\n"
          + String.join(";\n", comments.keySet().stream().map(this::statement).toList());
    }

    public String statement(String column) {
      return "alter table "
          + relation
          + " alter column "
          + Sql.quote(column)
          + " comment "
          + Ddl.literal(comments.get(column));
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.commentColumns(this);
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
