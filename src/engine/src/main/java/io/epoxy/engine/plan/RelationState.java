package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.engine.format.Buckets;
import io.epoxy.engine.format.FormatSupport;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.TableFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the catalog holds under a model's name before it is built.
 *
 * @param existing empty when the name is free
 */
public record RelationState(boolean schemaExists, Optional<Existing> existing) {
  /** The property by which a view knows {@link Files#leftBehind}. */
  public static final String LEFT_BEHIND = "epoxy.left_behind";

  /**
   * The property of a relation that took its name without rows, until it has them: a run that dies
   * in between leaves what the next one builds as if nothing were there.
   */
  public static final String FIRST_BUILD = "epoxy.first_build";

  public RelationState {
    Objects.requireNonNull(existing, "existing");
  }

  public static RelationState none() {
    return new RelationState(true, Optional.empty());
  }

  /** What is there and has its rows. */
  public Optional<Existing> finished() {
    return existing.filter(found -> !found.isUnfinished());
  }

  /** Whether a first build has begun and not ended. */
  boolean isUnfinished() {
    return existing.filter(Existing::isUnfinished).isPresent();
  }

  /**
   * A relation that is there.
   *
   * @param type TABLE or VIEW
   * @param format empty for a view, and for a table of a format that Epoxy does not know
   * @param partitionColumns none of a Delta table, whose log alone knows them; of an Iceberg table
   *     its transforms
   * @param build see {@link #FIRST_BUILD}
   */
  public record Existing(
      RelationType type,
      Optional<TableFormat> format,
      List<Column> columns,
      List<String> partitionColumns,
      Files files,
      Build build) {
    public Existing(
        RelationType type,
        Optional<TableFormat> format,
        List<Column> columns,
        List<String> partitionColumns) {
      this(type, format, columns, partitionColumns, Files.NONE, Build.DONE);
    }

    public Existing {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(format, "format");
      columns = ImmutableList.copyOf(columns);
      partitionColumns = ImmutableList.copyOf(partitionColumns);
      Objects.requireNonNull(files, "files");
      Objects.requireNonNull(build, "build");
    }

    /** How far its first build came. */
    public enum Build {
      BEGUN,
      DONE;

      /** As its properties say. */
      public static Build of(Map<String, String> properties) {
        return properties.containsKey(FIRST_BUILD) ? BEGUN : DONE;
      }
    }

    public boolean isUnfinished() {
      return build == Build.BEGUN;
    }

    Existing withColumns(List<Column> changed) {
      return new Existing(type, format, changed, partitionColumns, files, build);
    }

    /** S3 Tables are Iceberg tables to whoever finds them. */
    boolean isStoredAs(FormatSupport wanted) {
      return isTable() && provider().equals(Optional.of(wanted.provider()));
    }

    /** The word after USING. */
    Optional<String> provider() {
      return format.flatMap(FormatSupport::find).map(FormatSupport::provider);
    }

    public boolean isTable() {
      return type != RelationType.VIEW;
    }

    /** Whether its files are in this folder, whatever the scheme of the path. */
    boolean liesIn(String folder) {
      String wanted = path(folder);
      return files
          .location()
          .map(Existing::path)
          .filter(path -> path.equals(wanted) || path.startsWith(wanted + "/"))
          .isPresent();
    }

    /** Whether its files are in a version folder below this one. */
    boolean liesInVersionOf(String folder) {
      return liesIn(folder)
          && files
              .location()
              .map(path -> path.substring(path.lastIndexOf('/') + 1))
              .filter(name -> PlanContext.VERSION.matcher(name).matches())
              .isPresent();
    }

    private static String path(String location) {
      return location.replaceFirst("^[a-z0-9]+:/*", "").replaceFirst("^/+|/+$", "");
    }

    List<String> columnNames() {
      return columns.stream().map(Column::name).toList();
    }
  }

  /**
   * Where a table's files lie and how plain ones are written.
   *
   * @param location empty for a view
   * @param options of writer and reader, as the table keeps them
   * @param leftBehind of a view: the folder of the tables that had its name before
   */
  public record Files(
      Optional<String> location,
      Map<String, String> options,
      Optional<Buckets> buckets,
      Optional<String> leftBehind) {
    public static final Files NONE =
        new Files(Optional.empty(), Map.of(), Optional.empty(), Optional.empty());

    public Files {
      Objects.requireNonNull(leftBehind, "leftBehind");
      Objects.requireNonNull(location, "location");
      options = ImmutableMap.copyOf(options);
      Objects.requireNonNull(buckets, "buckets");
    }
  }
}
