package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.engine.format.Ddl;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A step that writes the rows of a table, or makes what was written the table of its name. */
public sealed interface TableStep extends PlanStep {
  /**
   * Writes a query's rows as files into a fresh folder that nothing reads yet.
   *
   * @param owner the relation that the files will belong to
   * @param ddl of the table of these files; its location is {@code <table root>/<version>}
   * @param as the columns to cast to, by name and in order, under the rules of an INSERT; empty
   *     takes the query's own
   */
  record WriteFiles(Relation owner, Ddl ddl, Optional<List<Column>> as, String sql)
      implements TableStep {
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
      implements TableStep {
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
  record PublishPartitions(Relation relation, String location) implements TableStep {
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
   * Writes a query's rows where nobody looks, and makes them a temporary view of the node; they go
   * when it is done.
   *
   * @param folder where they wait, out of readers' sight
   */
  record StageRows(String view, String folder, String sql) implements TableStep {
    /** Where the files are, beside the mark of whose they are. */
    public String rows() {
      return folder + "/rows";
    }

    @Override
    public String print() {
      return "-- its rows wait in "
          + folder
          + "\ncreate temporary view "
          + Sql.quote(view)
          + " as\n"
          + sql;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.stageRows(this);
    }
  }

  /** Makes a query's rows a table, in one commit: schema, partitions and rows. */
  record TableAs(Relation relation, Way way, Ddl ddl, Shape shape, String sql)
      implements TableStep {
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
      implements TableStep {
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

  private static String castTo(Optional<List<Column>> columns) {
    return columns
        .map(
            all ->
                "-- as columns "
                    + String.join(", ", all.stream().map(Column::name).toList())
                    + "\n")
        .orElse("");
  }
}
