package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableMap;
import io.epoxy.engine.format.Ddl;
import io.epoxy.model.relation.Relation;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** A step by which names and folders change hands. */
public sealed interface NameStep extends PlanStep {
  /** Puts a table that lies in a folder into the catalog. */
  record RegisterTable(Relation relation, Ddl ddl) implements NameStep {
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
   * Writes the manifests of a Delta table's files and makes, or renews, the table by which Athena
   * reads them (dbt-glue's {@code delta_athena_prefix}).
   */
  record MirrorDelta(Relation relation, Relation mirror) implements NameStep {
    public MirrorDelta {
      Objects.requireNonNull(relation, "relation");
      Objects.requireNonNull(mirror, "mirror");
    }

    /** The statement by which Delta writes them. */
    public String manifests() {
      return "generate symlink_format_manifest for table " + relation;
    }

    @Override
    public String print() {
      return manifests()
          + ";\n\n-- columns and partitions of "
          + relation
          + "\ncreate or replace table "
          + mirror
          + "\nstored as symlinks in <its location>/_symlink_format_manifest";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.mirrorDelta(this);
    }
  }

  /** Refuses a folder, where the table does not lie yet, that holds files of somebody else. */
  record RequireOwnFolder(Relation relation, String root) implements NameStep {
    @Override
    public String print() {
      return "-- only if " + root + " holds no files of anybody else than " + relation;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.requireOwnFolder(this);
    }
  }

  /**
   * Refuses to go on when a table is another one than its new rows were made from: another run has
   * replaced it meanwhile, and its rows would be lost.
   *
   * @param location where it lay when this was planned
   * @param made the folder of the new rows, which goes then
   */
  record RequireUnchanged(Relation relation, String location, String made) implements NameStep {
    @Override
    public String print() {
      return "-- only if " + relation + " still lies in " + location;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.requireUnchanged(this);
    }
  }

  /**
   * Gives a table the name of another relation, whose own definition goes; no file is touched.
   *
   * @param columnComments comments that its columns get in the catalog, by name
   * @param properties that it gets in the catalog beside its own
   */
  record TakeName(
      Relation from,
      Relation relation,
      Map<String, String> columnComments,
      Map<String, String> properties)
      implements NameStep {
    public TakeName(Relation from, Relation relation, Map<String, String> columnComments) {
      this(from, relation, columnComments, Map.of());
    }

    public TakeName {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(relation, "relation");
      columnComments = ImmutableMap.copyOf(columnComments);
      properties = ImmutableMap.copyOf(properties);
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

  /** Says that a relation has its rows: see {@link RelationState#FIRST_BUILD}. */
  record EndFirstBuild(Relation relation) implements NameStep {
    @Override
    public String print() {
      return "alter table "
          + relation
          + " unset tblproperties if exists ("
          + Ddl.literal(RelationState.FIRST_BUILD)
          + ")";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.endFirstBuild(this);
    }
  }

  /** Removes a relation of the session's catalog; no file is touched. */
  record ForgetRelation(Relation relation) implements NameStep {
    @Override
    public String print() {
      return "-- its files stay where they are\ndrop table " + relation;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.forgetRelation(this);
    }
  }

  /** Deletes rows that a run put aside for a relation before it died. */
  record DeleteWaiting(Relation relation, String root) implements NameStep {
    @Override
    public String print() {
      return "-- delete rows under " + root + " that a run which died put aside for " + relation;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.deleteWaiting(this);
    }
  }

  /**
   * Notes in a table's folder which Iceberg table its name is taken from, so that a later run
   * deletes its files if this one dies before {@link DeleteIceberg}.
   */
  record NoteIceberg(Relation relation, String root, String location) implements NameStep {
    @Override
    public String print() {
      return "-- note in "
          + root
          + " that the Iceberg table "
          + relation
          + ", under "
          + location
          + ", is to go";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.noteIceberg(this);
    }
  }

  /**
   * Deletes an Iceberg table whose name was taken: its metadata, then its rows.
   *
   * @param root where {@link NoteIceberg} may have noted it
   */
  record DeleteIceberg(Relation relation, String root, String location) implements NameStep {
    @Override
    public String print() {
      return "-- delete metadata and data of the Iceberg table that was "
          + relation
          + ", under "
          + location;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.deleteIceberg(this);
    }
  }

  /**
   * Deletes files of earlier versions that nothing refers to any more; only in folders that carry
   * the mark of this relation.
   *
   * @param grace how long files stay after they were replaced, for readers that still hold them
   */
  record DeleteOldFiles(Relation relation, String root, Duration grace) implements NameStep {
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
}
