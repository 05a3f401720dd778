package io.epoxy.engine.execute;

import com.google.common.base.Suppliers;
import io.epoxy.engine.catalog.LiveCatalog;
import io.epoxy.engine.catalog.StorageState;
import io.epoxy.engine.catalog.TableState;
import io.epoxy.engine.plan.NameStep;
import io.epoxy.engine.plan.TableStep;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.relation.Relation;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The folders that one node writes, publishes and cleans up. Not thread-safe. */
final class NodeFolders {
  /** How long tasks of a failed write may go on before its files are taken back. */
  private static final Duration LONGEST_TASK = Duration.ofSeconds(30);

  private final SparkSessions.NodeSession opened;
  private final LiveCatalog live;
  private final FileTables tables;
  private final Supplier<VersionFolders> folders;
  private final Supplier<IcebergRemains> iceberg;
  private final VersionFolders.Unpublished unpublished;
  private final CompiledNode node;

  /** The files of the last WriteFiles; each publication is preceded by one. */
  private Optional<Written> written = Optional.empty();

  private Optional<String> staged = Optional.empty();
  private Set<String> justReplaced = Set.of();

  private record Written(
      TableStep.WriteFiles step,
      StructType schema,
      StorageState storage,
      Map<Map<String, String>, String> partitions) {}

  NodeFolders(
      PlanExecutor.Shared shared,
      SparkSessions.NodeSession opened,
      FileTables tables,
      CompiledNode node) {
    this.opened = opened;
    this.live = shared.live();
    this.tables = tables;
    // A copy of all of Hadoop's settings: not for nodes that touch no folder.
    Supplier<Configuration> conf =
        Suppliers.memoize(() -> opened.session().sessionState().newHadoopConf());
    this.iceberg = Suppliers.memoize(() -> new IcebergRemains(conf.get()));
    this.folders = Suppliers.memoize(() -> new VersionFolders(conf.get(), iceberg.get()));
    this.unpublished = shared.unpublished();
    this.node = node;
  }

  void requireOwn(NameStep.RequireOwnFolder step) {
    FileWork.run(
        "list " + step.root(),
        () -> folders.get().requireOwn(step.root(), step.relation(), node.node().info()));
  }

  void mark(String location, Relation owner) {
    FileWork.run("write to " + location, () -> folders.get().mark(location, owner));
  }

  /**
   * Makes a folder that nothing reads a Delta table. What a killed run left there without a commit
   * goes first; a table that it left without a name stays, for its rows to be overwritten.
   */
  void fillWithDelta(String location, Relation owner, Runnable work) {
    FileWork.run(
        "write to " + location,
        () -> {
          boolean isNew = !folders.get().holdsDelta(location);
          boolean mayGo = isNew && VersionFolders.isOurs(location, unpublished);
          if (mayGo && folders.get().isMarked(location, owner)) {
            folders.get().discard(location);
          }
          mark(location, owner);
          if (mayGo) {
            fill(location, work);
          } else {
            work.run();
          }
          folders.get().markPublished(location);
        });
  }

  /** Runs what fills a folder; when that fails, what is in the folder goes. */
  void fill(String location, Runnable work) {
    try {
      work.run();
    } catch (Throwable e) {
      try {
        opened.awaitTasks(LONGEST_TASK);
        folders.get().discard(location);
      } catch (IOException left) {
        e.addSuppressed(left); // the next run deletes the folder
      }
      throw e;
    }
  }

  /** Writes a version, for the publication that follows. */
  void write(TableStep.WriteFiles step, Supplier<Dataset<Row>> query) {
    mark(step.location(), step.owner());
    fill(
        step.location(),
        () -> {
          Dataset<Row> rows = query.get();
          StorageState storage =
              new VersionWriter(live, tables, node.node().info()).write(step, rows);
          FileWork.run(
              "list " + step.location(),
              () ->
                  written =
                      Optional.of(
                          new Written(
                              step,
                              rows.schema(),
                              storage,
                              folders.get().partitions(step.location(), names(rows, step)))));
        });
  }

  /** Writes rows for a temporary view, until {@link #unstage}. */
  void stage(TableStep.StageRows step, Supplier<Dataset<Row>> query) {
    mark(step.folder(), node.node().relation());
    fill(step.folder(), () -> query.get().write().parquet(step.rows()));
    staged = Optional.of(step.folder());
    opened.session().read().parquet(step.rows()).createOrReplaceTempView(step.view());
  }

  void unstage() {
    staged.ifPresent(
        folder -> FileWork.run("delete " + folder, () -> folders.get().discard(folder)));
  }

  void requireUnchanged(NameStep.RequireUnchanged step, Optional<TableState> now) {
    if (now.flatMap(table -> table.storage().location()).equals(Optional.of(step.location()))) {
      return;
    }
    FileWork.run("delete " + step.made(), () -> folders.get().discard(step.made()));
    throw new EpoxyException(
        ErrorCode.DATABASE,
        "Another run has replaced "
            + step.relation()
            + " while this one made its rows from it. Nothing was changed, so that the other run's"
            + " rows stay; run this one again.",
        node.node().info().location());
  }

  void publish(TableStep.PublishTable step) {
    Written files = written();
    justReplaced =
        tables
            .publish(
                tables.definition(step, files.schema()).storedAs(files.storage()),
                files.partitions())
            .locations();
  }

  /**
   * Publishes those of the written partitions that are wanted.
   *
   * @param wanted asked for each once, by its values
   */
  void publish(TableStep.PublishPartitions step, Predicate<Map<String, String>> wanted) {
    Map<Map<String, String>, String> partitions = new LinkedHashMap<>(written().partitions());
    partitions.keySet().removeIf(values -> !wanted.test(values));
    justReplaced = tables.publishPartitions(step, partitions).locations();
  }

  /** Says in the folder of the last write that the catalog points to it. */
  void markPublished() {
    String location = written().step().location();
    FileWork.run("write to " + location, () -> folders.get().markPublished(location));
  }

  /** The folder of a table that took another's name is its new owner's. */
  void markTaken(String location, Relation owner) {
    mark(location, owner);
    FileWork.run("write to " + location, () -> folders.get().markPublished(location));
  }

  /** These folders hold the files of a relation whose name was just taken. */
  void replaced(Set<String> locations) {
    justReplaced = locations;
  }

  void deleteOld(NameStep.DeleteOldFiles step) {
    String current = written.map(files -> files.step().location()).orElse(step.root());
    VersionFolders.Cleanup cleanup = tables.cleanup(step, current, justReplaced);
    FileWork.run(
        "delete old files under " + step.root(),
        () -> folders.get().deleteOld(cleanup, step.grace(), unpublished, staged));
  }

  void deleteWaiting(NameStep.DeleteWaiting step) {
    FileWork.run(
        "delete rows put aside under " + step.root(),
        () -> folders.get().deleteWaiting(step.root(), step.relation(), unpublished));
  }

  void note(NameStep.NoteIceberg step) {
    FileWork.run("write to " + step.root(), () -> iceberg.get().note(step.root(), step.location()));
  }

  void delete(NameStep.DeleteIceberg step) {
    FileWork.run(
        "delete files under " + step.location(),
        () -> iceberg.get().delete(step.root(), step.location()));
  }

  void mirror(NameStep.MirrorDelta step) {
    FileWork.run(
        "list the manifests of " + step.relation(),
        () -> new AthenaMirror(live, folders.get(), opened.session()).write(step));
  }

  private Written written() {
    return written.orElseThrow(() -> new IllegalStateException("no files were written"));
  }

  /** The partition columns as the query spells them. */
  private static List<String> names(Dataset<Row> rows, TableStep.WriteFiles step) {
    return step.partitionBy().stream()
        .map(
            column ->
                List.of(rows.columns()).stream()
                    .filter(column::equalsIgnoreCase)
                    .findFirst()
                    .orElse(column))
        .toList();
  }
}
