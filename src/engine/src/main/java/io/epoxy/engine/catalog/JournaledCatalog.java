package io.epoxy.engine.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.catalog.AlterDatabaseEvent;
import org.apache.spark.sql.catalyst.catalog.AlterFunctionEvent;
import org.apache.spark.sql.catalyst.catalog.AlterTableEvent;
import org.apache.spark.sql.catalyst.catalog.CatalogTablePartition;
import org.apache.spark.sql.catalyst.catalog.CreateDatabaseEvent;
import org.apache.spark.sql.catalyst.catalog.CreateFunctionEvent;
import org.apache.spark.sql.catalyst.catalog.CreateTableEvent;
import org.apache.spark.sql.catalyst.catalog.DropDatabaseEvent;
import org.apache.spark.sql.catalyst.catalog.DropFunctionEvent;
import org.apache.spark.sql.catalyst.catalog.DropTableEvent;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogEvent;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogWithListener;
import org.apache.spark.sql.catalyst.catalog.RenameFunctionEvent;
import org.apache.spark.sql.catalyst.catalog.RenameTableEvent;

/**
 * Makes Spark's in-memory catalog outlive the process: restores it from a {@link Journal} and
 * writes every change to it before the statement that made the change returns. Thread-safe.
 *
 * <p>Spark tells of partitions nothing, so {@link #recordPartitions} must be called after whatever
 * may have changed some.
 */
public final class JournaledCatalog implements AutoCloseable {
  private final Journal journal;
  private final ExternalCatalogWithListener catalog;
  private final LiveCatalog live;
  private volatile EpoxyException failure;

  private JournaledCatalog(Journal journal, SparkSession session) {
    this.journal = journal;
    this.catalog = session.sharedState().externalCatalog();
    this.live = new LiveCatalog(session);
  }

  /**
   * Fills the session's empty in-memory catalog from the file and starts recording.
   *
   * @throws EpoxyException IO naming the line when the file is damaged
   */
  public static JournaledCatalog attach(SparkSession session, Path file) {
    JournaledCatalog journaled = new JournaledCatalog(Journal.open(file), session);
    journaled.restore();
    journaled.catalog.addListener(
        (org.apache.spark.sql.catalyst.catalog.ExternalCatalogEventListener) journaled::record);
    return journaled;
  }

  /**
   * Writes what changed among partitions since the last call.
   *
   * @throws EpoxyException IO when this or an earlier change could not be written
   */
  public void recordPartitions() {
    synchronized (journal) {
      for (TableState table : journal.state().tables()) {
        if (!table.partitionColumns().isEmpty()) {
          recordPartitions(table);
        }
      }
    }
    requireWritten();
  }

  /** As {@link #recordPartitions()}, when no other table can have changed. */
  public void recordPartitions(String database, String name) {
    synchronized (journal) {
      journal
          .state()
          .findTable(database, name)
          .filter(table -> !table.partitionColumns().isEmpty())
          .ifPresent(this::recordPartitions);
    }
    requireWritten();
  }

  private void requireWritten() {
    if (failure != null) {
      throw failure;
    }
  }

  private void recordPartitions(TableState table) {
    Map<Map<String, String>, PartitionState> known =
        journal.state().partitions(table.database(), table.name());
    Map<Map<String, String>, PartitionState> now;
    // The in-memory catalog's own monitor: no other node drops the table between the two calls.
    synchronized (catalog.unwrapped()) {
      if (!catalog.tableExists(table.database(), table.name())) {
        return;
      }
      now = live.partitions(table);
    }
    List<PartitionState> put =
        now.values().stream()
            .filter(partition -> !partition.equals(known.get(partition.spec())))
            .toList();
    List<Map<String, String>> dropped =
        known.keySet().stream().filter(spec -> !now.containsKey(spec)).toList();
    if (!put.isEmpty() || !dropped.isEmpty()) {
      append(CatalogState.partitions(table.database(), table.name(), put, dropped));
    }
  }

  private void restore() {
    CatalogState state = journal.state();
    for (DatabaseState database : state.databases()) {
      if (catalog.databaseExists(database.name())) {
        catalog.alterDatabase(ScalaBridge.spark(database));
      } else {
        catalog.createDatabase(ScalaBridge.spark(database), false);
      }
    }
    for (TableState table : state.tables()) {
      if (!catalog.databaseExists(table.database())) {
        continue;
      }
      catalog.createTable(ScalaBridge.spark(table), false);
      List<CatalogTablePartition> partitions = new ArrayList<>();
      state
          .partitions(table.database(), table.name())
          .values()
          .forEach(partition -> partitions.add(ScalaBridge.spark(partition)));
      if (!partitions.isEmpty()) {
        catalog.createPartitions(table.database(), table.name(), ScalaBridge.seq(partitions), true);
      }
    }
    for (FunctionState function : state.functions()) {
      catalog.createFunction(function.database(), ScalaBridge.spark(function));
    }
  }

  private void record(ExternalCatalogEvent event) {
    synchronized (journal) {
      if (event instanceof CreateTableEvent created) {
        recordTable(created.database(), created.name());
      } else if (event instanceof AlterTableEvent altered) {
        recordTable(altered.database(), altered.name());
      } else if (event instanceof DropTableEvent dropped) {
        recordTable(dropped.database(), dropped.name());
      } else if (event instanceof RenameTableEvent renamed) {
        recordTable(renamed.database(), renamed.newName());
        recordTable(renamed.database(), renamed.name());
      } else if (event instanceof CreateDatabaseEvent created) {
        recordDatabase(created.database());
      } else if (event instanceof AlterDatabaseEvent altered) {
        recordDatabase(altered.database());
      } else if (event instanceof DropDatabaseEvent dropped) {
        recordDatabase(dropped.database());
      } else if (event instanceof CreateFunctionEvent created) {
        recordFunction(created.database(), created.name());
      } else if (event instanceof AlterFunctionEvent altered) {
        recordFunction(altered.database(), altered.name());
      } else if (event instanceof DropFunctionEvent dropped) {
        recordFunction(dropped.database(), dropped.name());
      } else if (event instanceof RenameFunctionEvent renamed) {
        recordFunction(renamed.database(), renamed.newName());
        recordFunction(renamed.database(), renamed.name());
      }
    }
  }

  /** Writes what the catalog says now: of two changes at once the later record is the truth. */
  private void recordTable(String database, String name) {
    Optional<TableState> table = live.findTable(database, name);
    append(table.map(CatalogState::put).orElse(CatalogState.drop("table", database, name)));
    table.filter(state -> !state.partitionColumns().isEmpty()).ifPresent(this::recordPartitions);
  }

  private void recordDatabase(String database) {
    append(
        live.findDatabase(database)
            .map(CatalogState::put)
            .orElse(CatalogState.drop("database", database, "")));
  }

  private void recordFunction(String database, String name) {
    append(
        catalog.databaseExists(database) && catalog.functionExists(database, name)
            ? CatalogState.put(ScalaBridge.state(catalog.getFunction(database, name)))
            : CatalogState.drop("function", database, name));
  }

  private void append(ObjectNode record) {
    try {
      journal.append(record);
    } catch (IOException e) {
      // Spark logs and drops what a listener throws, so it is kept for the next call.
      failure =
          new EpoxyException(
              ErrorCode.IO, "Could not write the local catalog: " + e.getMessage(), null, e);
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (journal) {
      journal.close();
    }
  }
}
