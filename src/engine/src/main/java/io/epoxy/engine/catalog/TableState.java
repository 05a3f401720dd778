package io.epoxy.engine.catalog;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All that Spark's catalog knows of a table or view, statistics aside.
 *
 * @param schemaJson the whole schema, partition columns last, as StructType's JSON
 * @param viewText the query of a view
 */
public record TableState(
    String database,
    String name,
    Kind kind,
    StorageState storage,
    String schemaJson,
    Optional<String> provider,
    List<String> partitionColumns,
    Optional<Buckets> buckets,
    Ownership ownership,
    Map<String, String> properties,
    Optional<String> comment,
    Optional<String> viewText,
    Optional<String> viewOriginalText,
    Flags flags) {
  public TableState {
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(schemaJson, "schemaJson");
    Objects.requireNonNull(provider, "provider");
    partitionColumns = ImmutableList.copyOf(partitionColumns);
    Objects.requireNonNull(buckets, "buckets");
    Objects.requireNonNull(ownership, "ownership");
    properties = ImmutableMap.copyOf(properties);
    Objects.requireNonNull(comment, "comment");
    Objects.requireNonNull(viewText, "viewText");
    Objects.requireNonNull(viewOriginalText, "viewOriginalText");
    Objects.requireNonNull(flags, "flags");
  }

  /** Spark's CatalogTableType. */
  public enum Kind {
    MANAGED,
    EXTERNAL,
    VIEW
  }

  /** CLUSTERED BY (columns) SORTED BY (sorts) INTO count BUCKETS. */
  public record Buckets(int count, List<String> columns, List<String> sorts) {
    public Buckets {
      columns = ImmutableList.copyOf(columns);
      sorts = ImmutableList.copyOf(sorts);
    }
  }

  /** Who made it, when (milliseconds since the epoch) and with which Spark. */
  public record Ownership(
      String owner, long createTime, long lastAccessTime, String createVersion) {
    public Ownership {
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(createVersion, "createVersion");
    }
  }

  /** Spark's remaining switches. */
  public record Flags(
      boolean tracksPartitions, boolean preservesCase, List<String> unsupportedFeatures) {
    public Flags {
      unsupportedFeatures = ImmutableList.copyOf(unsupportedFeatures);
    }
  }

  /** The same under another name. */
  public TableState named(String newName) {
    return with(newName, kind, storage, schemaJson, comment);
  }

  /** The same with another schema. */
  public TableState withSchema(String newSchemaJson) {
    return with(name, kind, storage, newSchemaJson, comment);
  }

  /** The same with another comment. */
  public TableState withComment(String text) {
    return with(name, kind, storage, schemaJson, Optional.of(text));
  }

  /** The same with other properties. */
  public TableState withProperties(Map<String, String> others) {
    return with(name, kind, storage, schemaJson, comment, others);
  }

  /** The same with its files elsewhere, or of another kind. */
  public TableState storedAs(StorageState newStorage) {
    return with(name, kind, newStorage, schemaJson, comment);
  }

  /** The same, its files no longer the catalog's to delete. */
  TableState external() {
    return with(name, Kind.EXTERNAL, storage, schemaJson, comment);
  }

  private TableState with(
      String newName,
      Kind newKind,
      StorageState newStorage,
      String newSchemaJson,
      Optional<String> newComment) {
    return with(newName, newKind, newStorage, newSchemaJson, newComment, properties);
  }

  private TableState with(
      String newName,
      Kind newKind,
      StorageState newStorage,
      String newSchemaJson,
      Optional<String> newComment,
      Map<String, String> newProperties) {
    return new TableState(
        database,
        newName,
        newKind,
        newStorage,
        newSchemaJson,
        provider,
        partitionColumns,
        buckets,
        ownership,
        newProperties,
        newComment,
        viewText,
        viewOriginalText,
        flags);
  }

  /** Whether one catalog update can turn this definition into {@code other}. */
  public boolean hasShapeOf(TableState other) {
    return (kind == Kind.VIEW) == (other.kind == Kind.VIEW)
        && provider.equals(other.provider)
        && partitionColumns.equals(other.partitionColumns)
        && buckets.equals(other.buckets);
  }
}
