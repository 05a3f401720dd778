package io.epoxy.engine.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.CatalogTablePartition;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalog;
import scala.Option;
import scala.collection.Seq;

/**
 * The session catalog's own store of tables (in memory, Hive's metastore or the Glue Data Catalog),
 * below Spark's SQL: what atomic replaces need and SQL does not offer. Thread-safe.
 */
public final class LiveCatalog {
  /** Glue takes 100 partitions in one call. */
  private static final int BATCH = 100;

  private final ExternalCatalog catalog;
  private final boolean inMemory;

  /** Databases that were there when they were last asked for. */
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  public LiveCatalog(SparkSession session) {
    this(
        session.sharedState().externalCatalog(),
        session
            .sharedState()
            .externalCatalog()
            .unwrapped()
            .getClass()
            .getName()
            .endsWith(".InMemoryCatalog"));
  }

  /** A store that no session has. */
  LiveCatalog(ExternalCatalog catalog, boolean inMemory) {
    this.catalog = catalog;
    this.inMemory = inMemory;
  }

  public boolean databaseExists(String database) {
    boolean exists = catalog.databaseExists(database);
    if (exists) {
      known.add(database);
    }
    return exists;
  }

  public Optional<DatabaseState> findDatabase(String database) {
    return catalog.databaseExists(database)
        ? Optional.of(ScalaBridge.state(catalog.getDatabase(database)))
        : Optional.empty();
  }

  /** Makes a database that is not there, whatever its name. */
  public void createDatabase(String database, String location) {
    catalog.createDatabase(
        ScalaBridge.spark(new DatabaseState(database, "", location, Map.of())), true);
  }

  public Optional<TableState> findTable(String database, String table) {
    if (known.contains(database)) {
      try {
        return table(database, table);
      } catch (Exception e) {
        known.remove(database); // dropped since: the whole question is asked below
      }
    }
    if (!catalog.databaseExists(database)) {
      return Optional.empty();
    }
    known.add(database);
    return table(database, table);
  }

  private Optional<TableState> table(String database, String table) {
    List<CatalogTable> found =
        ScalaBridge.list(catalog.getTablesByName(database, ScalaBridge.seq(List.of(table))));
    return found.isEmpty() ? Optional.empty() : Optional.of(ScalaBridge.state(found.get(0)));
  }

  /** Every table and view of a database, in one call to the catalog and one for the details. */
  public List<TableState> tables(String database) {
    return counted(database).stream().map(Counted::table).toList();
  }

  /** As {@link #tables}, with what was counted of each; the calls are the same. */
  public List<Counted> counted(String database) {
    if (!catalog.databaseExists(database)) {
      return List.of();
    }
    List<Counted> all = new ArrayList<>();
    ScalaBridge.list(catalog.getTablesByName(database, catalog.listTables(database)))
        .forEach(table -> all.add(ScalaBridge.counted(table)));
    return all;
  }

  /**
   * A table with its statistics.
   *
   * @param bytes empty when nobody has counted
   * @param rows empty when nobody has counted
   */
  public record Counted(TableState table, OptionalLong bytes, OptionalLong rows) {}

  /** Every partition by its spec. */
  public Map<Map<String, String>, PartitionState> partitions(TableState table) {
    Map<Map<String, String>, PartitionState> states = new LinkedHashMap<>();
    Seq<CatalogTablePartition> found =
        catalog.listPartitions(table.database(), table.name(), Option.empty());
    for (CatalogTablePartition partition : ScalaBridge.list(found)) {
      PartitionState state = ScalaBridge.state(partition, table.partitionColumns());
      states.put(state.spec(), state);
    }
    return states;
  }

  /**
   * Makes the definition the current one of its name, whatever the name meant before. No file is
   * touched. In memory, and in Hive and Glue where the shape stays, it is one update; else the name
   * is without a relation between two catalog calls.
   */
  public void publish(TableState definition) {
    publish(definition, findTable(definition.database(), definition.name()));
  }

  /**
   * As the other.
   *
   * @param old what the name means, looked up a moment ago
   */
  public void publish(TableState definition, Optional<TableState> old) {
    CatalogTable table = ScalaBridge.spark(definition);
    if (old.isEmpty()) {
      catalog.createTable(table, false);
    } else if (inMemory) {
      if (!definition.partitionColumns().equals(old.get().partitionColumns())) {
        dropPartitions(old.get(), List.copyOf(partitions(old.get()).keySet()));
      }
      catalog.alterTable(table);
    } else if (!old.get().hasShapeOf(definition)) {
      forget(old.get());
      catalog.createTable(table, false);
    } else if (old.get().schemaJson().equals(definition.schemaJson())
        && definition.kind() != TableState.Kind.VIEW) {
      catalog.alterTable(table);
    } else {
      HiveSwap.replace(catalog, table);
    }
  }

  /** Removes a relation's name and leaves its files alone. */
  public void forget(TableState table) {
    if (table.kind() == TableState.Kind.MANAGED) {
      // Dropping a managed table deletes its files: make it somebody else's first.
      catalog.alterTable(ScalaBridge.spark(table.external()));
    }
    catalog.dropTable(table.database(), table.name(), true, false);
  }

  /** Adds new partitions and moves existing ones, each old or new at any moment. */
  public void putPartitions(TableState table, List<PartitionState> partitions) {
    putPartitions(table, partitions, partitions(table).keySet());
  }

  /**
   * As the other.
   *
   * @param existing the specs of the table's partitions, looked up a moment ago
   */
  public void putPartitions(
      TableState table, List<PartitionState> partitions, Set<Map<String, String>> existing) {
    List<CatalogTablePartition> added = new ArrayList<>();
    List<CatalogTablePartition> moved = new ArrayList<>();
    for (PartitionState partition : partitions) {
      (existing.contains(partition.spec()) ? moved : added).add(ScalaBridge.spark(partition));
    }
    for (List<CatalogTablePartition> batch : batches(added)) {
      catalog.createPartitions(table.database(), table.name(), ScalaBridge.seq(batch), true);
    }
    for (List<CatalogTablePartition> batch : batches(moved)) {
      catalog.alterPartitions(table.database(), table.name(), ScalaBridge.seq(batch));
    }
  }

  /** Removes partitions' entries and leaves their files alone. */
  public void dropPartitions(TableState table, List<Map<String, String>> specs) {
    List<scala.collection.immutable.Map<String, String>> sparkSpecs = new ArrayList<>();
    specs.forEach(spec -> sparkSpecs.add(ScalaBridge.map(spec)));
    for (List<scala.collection.immutable.Map<String, String>> batch : batches(sparkSpecs)) {
      catalog.dropPartitions(
          table.database(), table.name(), ScalaBridge.seq(batch), true, false, true);
    }
  }

  private static <T> List<List<T>> batches(List<T> all) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += BATCH) {
      batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
    }
    return batches;
  }
}
