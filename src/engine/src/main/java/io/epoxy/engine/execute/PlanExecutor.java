package io.epoxy.engine.execute;

import io.epoxy.engine.catalog.LiveCatalog;
import io.epoxy.engine.catalog.StorageState;
import io.epoxy.engine.catalog.TableState;
import io.epoxy.engine.plan.ApplyGrants;
import io.epoxy.engine.plan.CloneTable;
import io.epoxy.engine.plan.NameStep;
import io.epoxy.engine.plan.PlanStep;
import io.epoxy.engine.plan.RowStep;
import io.epoxy.engine.plan.Sql;
import io.epoxy.engine.plan.TablePlanner;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.port.Grants;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Carries out the steps of one node's plan, on the node's own session. Not thread-safe. */
public final class PlanExecutor implements AutoCloseable {
  /** How long tasks of a failed write may go on before its files are taken back. */
  private static final Duration LONGEST_TASK = Duration.ofSeconds(30);

  private final SparkSessions sessions;
  private final SparkSessions.NodeSession opened;
  private final SparkWarehouse warehouse;
  private final LiveCatalog live;
  private final FileTables tables;
  private final VersionFolders folders;
  private final Shared shared;
  private final CompiledNode node;
  private final MacroRows macros;
  private final UnaryOperator<String> comment;
  private final Steps steps = new Steps();

  /** The files of the last WriteFiles; each publication is preceded by one. */
  private Optional<Written> written = Optional.empty();

  /** The rows of a seed, until the node is done. */
  private Optional<SeedView> seed = Optional.empty();

  private Set<String> justReplaced = Set.of();

  /** What Spark was given last: the text that an error's place refers to. */
  private String running = "";

  /** What executors of all nodes share. */
  public record Shared(
      SparkSessions sessions,
      SparkWarehouse warehouse,
      LiveCatalog live,
      Runnable afterChange,
      VersionFolders.Unpublished unpublished,
      Grants grants) {}

  private record Written(
      PlanStep.WriteFiles step,
      StructType schema,
      StorageState storage,
      Map<Map<String, String>, String> partitions) {}

  private PlanExecutor(
      Shared shared, CompiledNode node, MacroRows macros, UnaryOperator<String> comment) {
    this.sessions = shared.sessions();
    this.opened = shared.sessions().openFor(node.node().uniqueId().value());
    this.warehouse = shared.warehouse();
    this.live = shared.live();
    this.tables = new FileTables(shared.live(), opened.session().version());
    this.folders = new VersionFolders(opened.session().sessionState().newHadoopConf());
    this.shared = shared;
    this.node = node;
    this.macros = macros;
    this.comment = comment;
  }

  /**
   * Opens the node's session on the calling thread.
   *
   * @param comment puts dbt's {@code query-comment} into a statement
   */
  static PlanExecutor open(
      Shared shared, CompiledNode node, MacroRows macros, UnaryOperator<String> comment) {
    return new PlanExecutor(shared, node, macros, comment);
  }

  /**
   * Carries out one step.
   *
   * @throws EpoxyException DATABASE with Spark's sentence
   */
  public void run(PlanStep step) {
    running = step.print();
    try {
      step.accept(steps);
      shared.afterChange().run();
    } catch (Exception e) {
      throw SparkErrors.translate(e, statement(running));
    }
  }

  /** Runs a query of the node's and fetches its rows. */
  public io.epoxy.model.port.QueryResult fetch(String sql) {
    try {
      return Rows.fetch(sql(sql));
    } catch (Exception e) {
      throw SparkErrors.translate(e, statement(running));
    }
  }

  /**
   * The columns of a query's result, from its analysis alone.
   *
   * @throws EpoxyException DATABASE with Spark's sentence
   */
  public List<Column> columnsOf(String query) {
    String text = "select * from (\n" + query + "\n)";
    try {
      return SparkWarehouse.columns(sql(text).schema());
    } catch (Exception e) {
      throw SparkErrors.translate(e, statement(running));
    }
  }

  @Override
  public void close() {
    try {
      seed.ifPresent(SeedView::close);
    } finally {
      opened.close();
    }
  }

  private Statement statement(String text) {
    String query = Sql.withoutSemicolon(node.sql());
    return text.contains(query)
        ? new Statement(text, query, Optional.of(node))
        : new Statement(text, text, Optional.empty());
  }

  private Dataset<Row> sql(String text) {
    running = comment.apply(text);
    return opened.session().sql(running);
  }

  /** A query may have effects (a function of the user's): it runs, and its rows are dropped. */
  private void runWhole(String text) {
    Dataset<Row> rows = sql(text);
    if (rows.schema().length() > 0) {
      rows.write().format("noop").mode("overwrite").save();
    }
  }

  /** Another session that read the table before keeps its file list; ours must not. */
  private void forgetFileLists(Relation relation) {
    sessions.forgetFiles(relation, opened.session());
  }

  /** One method per kind of step. */
  private final class Steps implements PlanStep.Visitor<Boolean> {
    @Override
    public Boolean runSql(PlanStep.RunSql step) {
      Sql.statements(step.sql()).forEach(PlanExecutor.this::runWhole);
      return true;
    }

    @Override
    public Boolean loadRows(PlanStep.LoadRows step) {
      seed =
          Optional.of(
              SeedView.create(opened.session(), step, () -> mark(step.version(), step.owner())));
      return true;
    }

    @Override
    public Boolean createSchema(PlanStep.CreateSchema step) {
      warehouse.createSchema(step.schema());
      return true;
    }

    @Override
    public Boolean requireOwnFolder(NameStep.RequireOwnFolder step) {
      FileWork.run(
          "list " + step.root(),
          () -> folders.requireOwn(step.root(), step.relation(), node.node().info()));
      return true;
    }

    /** Under a passing name first: an old relation goes only when the new view is ready. */
    @Override
    public Boolean createView(PlanStep.CreateView step) {
      Relation target = step.relation();
      Optional<TableState> old = find(target);
      Relation passing = target.named(target.identifier() + TablePlanner.PASSING);
      Relation made = old.isPresent() ? passing : target;
      find(passing).ifPresent(live::forget);
      sql(step.named(made.inCatalog("spark_catalog")).print());
      if (old.isPresent()) {
        take(new NameStep.TakeName(passing, target, Map.of()));
      }
      return true;
    }

    @Override
    public Boolean cloneTable(CloneTable step) {
      if (step.relation().identifier().endsWith(TablePlanner.PASSING)) {
        find(step.relation()).ifPresent(live::forget); // of a run that died
      }
      sql(step.print());
      return true;
    }

    @Override
    public Boolean writeFiles(PlanStep.WriteFiles step) {
      mark(step.location(), step.owner());
      try {
        Dataset<Row> rows = rows(step.sql(), step.as(), step.owner());
        StorageState storage =
            new VersionWriter(live, tables, node.node().info()).write(step, rows);
        written =
            Optional.of(
                new Written(
                    step,
                    rows.schema(),
                    storage,
                    folders.partitions(step.location(), names(rows, step))));
      } catch (IOException e) {
        throw FileWork.failed("list " + step.location(), e);
      } finally {
        if (written.isEmpty()) {
          discard(step.location());
        }
      }
      return true;
    }

    @Override
    public Boolean publishTable(PlanStep.PublishTable step) {
      Written files = takeWritten();
      justReplaced =
          tables
              .publish(
                  tables.definition(step, files.schema()).storedAs(files.storage()),
                  files.partitions())
              .locations();
      published(step.relation(), files);
      return true;
    }

    @Override
    public Boolean publishPartitions(PlanStep.PublishPartitions step) {
      Written files = takeWritten();
      justReplaced = tables.publishPartitions(step, files.partitions()).locations();
      published(step.relation(), files);
      return true;
    }

    @Override
    public Boolean deleteOldFiles(NameStep.DeleteOldFiles step) {
      String current = written.map(files -> files.step().location()).orElse(step.root());
      VersionFolders.Cleanup cleanup = tables.cleanup(step, current, justReplaced);
      FileWork.run(
          "delete old files under " + step.root(),
          () -> folders.deleteOld(cleanup, step.grace(), shared.unpublished()));
      return true;
    }

    @Override
    public Boolean alterTable(PlanStep.AlterTable step) {
      return statement(step, step.relation());
    }

    @Override
    public Boolean changeRows(RowStep step) {
      return statement(step, step.relation());
    }

    /** Casts and comments come with the query's columns. */
    @Override
    public Boolean tableAs(PlanStep.TableAs step) {
      if (step.relation().identifier().endsWith(TablePlanner.PASSING)) {
        find(step.relation()).ifPresent(live::forget); // of a run that died
      }
      DeltaTables delta = new DeltaTables(PlanExecutor.this::sql);
      if (step.way() == PlanStep.TableAs.Way.OVERWRITE) {
        delta.overwrite(step, shaped(step));
        return true;
      }
      boolean ours = step.way() == PlanStep.TableAs.Way.CREATE;
      Optional<String> folder = step.ddl().location().filter(location -> ours);
      boolean done = false;
      try {
        new TableAsStatement(opened.session(), PlanExecutor.this::sql)
            .run(step, () -> shaped(step));
        done = true;
      } finally {
        if (!done) {
          folder
              .filter(location -> VersionFolders.isOurs(location, shared.unpublished()))
              .ifPresent(this::discard);
        }
      }
      // Not before: Delta wants an empty folder.
      folder.ifPresent(location -> mark(location, TablePlanner.owner(step.relation())));
      delta.add(step.shape().checks(), step.relation());
      return true;
    }

    @Override
    public Boolean writeHudi(PlanStep.WriteHudi step) {
      Dataset<Row> rows = rows(step.sql(), step.as(), step.relation());
      if (step.location().isEmpty()) {
        String location =
            find(step.relation()).flatMap(table -> table.storage().location()).orElseThrow();
        HudiTables.write(rows, location, step.options());
        forgetFileLists(step.relation());
        return true;
      }
      String location = step.location().get();
      boolean done = false;
      try {
        folders.mark(location, step.relation());
        HudiTables.write(rows, location, step.options());
        done = true;
      } catch (IOException e) {
        throw FileWork.failed("write to " + location, e);
      } finally {
        if (!done) {
          discard(location);
        }
      }
      return true;
    }

    @Override
    public Boolean registerTable(NameStep.RegisterTable step) {
      find(step.relation()).ifPresent(live::forget); // of a run that died
      sql(step.print());
      return true;
    }

    @Override
    public Boolean takeName(NameStep.TakeName step) {
      if (step.relation().catalog().isPresent()) {
        new NameChange(live, tables, PlanExecutor.this::sql).inIcebergCatalog(step);
        return true;
      }
      take(step);
      TableState table = find(step.relation()).orElseThrow();
      String location = table.storage().location().orElseThrow();
      FileWork.run(
          "write to " + location,
          () -> {
            folders.mark(location, step.relation());
            folders.markPublished(location);
          });
      return true;
    }

    @Override
    public Boolean mirrorDelta(NameStep.MirrorDelta step) {
      FileWork.run(
          "list the manifests of " + step.relation(),
          () -> new AthenaMirror(live, folders, opened.session()).write(step));
      return true;
    }

    @Override
    public Boolean forgetRelation(NameStep.ForgetRelation step) {
      find(step.relation()).ifPresent(live::forget);
      return true;
    }

    @Override
    public Boolean deleteIceberg(NameStep.DeleteIceberg step) {
      FileWork.run(
          "delete files under " + step.location(),
          () -> {
            folders.discard(step.location() + "/metadata");
            folders.discard(step.location() + "/data");
          });
      return true;
    }

    @Override
    public Boolean byMacro(RowStep.ByMacro step) {
      macros.change(step, warehouse.in(opened.session()), PlanExecutor.this::runWhole);
      warehouse.forgetFileLists();
      return true;
    }

    @Override
    public Boolean overwriteRows(RowStep.OverwriteRows step) {
      opened.session().conf().set("spark.sql.sources.partitionOverwriteMode", "dynamic");
      sql(step.print());
      return true;
    }

    @Override
    public Boolean document(PlanStep.Document step) {
      new Documentation(live, opened.session()).write(step);
      if (step.relation().catalog().isEmpty()) {
        forgetFileLists(step.relation());
      }
      return true;
    }

    @Override
    public Boolean expireSnapshots(PlanStep.ExpireSnapshots step) {
      IcebergTables.expireSnapshots(step, PlanExecutor.this::sql);
      return true;
    }

    @Override
    public Boolean applyGrants(ApplyGrants step) {
      step.applyTo(shared.grants());
      return true;
    }

    private void mark(String location, Relation owner) {
      FileWork.run("write to " + location, () -> folders.mark(location, owner));
    }

    private Boolean statement(PlanStep step, Relation changed) {
      sql(step.print());
      if (changed.catalog().isEmpty()) {
        forgetFileLists(changed);
      }
      return true;
    }

    private void take(NameStep.TakeName step) {
      justReplaced = new NameChange(live, tables, PlanExecutor.this::sql).inSessionCatalog(step);
      forgetFileLists(step.relation());
    }

    private Written takeWritten() {
      return written.orElseThrow(() -> new IllegalStateException("no files were written"));
    }

    private void published(Relation relation, Written files) {
      forgetFileLists(relation);
      FileWork.run(
          "write to " + files.step().location(),
          () -> folders.markPublished(files.step().location()));
    }

    private Dataset<Row> shaped(PlanStep.TableAs step) {
      return ColumnComments.on(
          rows(step.sql(), step.shape().as(), step.relation()), step.shape().comments());
    }

    private Dataset<Row> rows(String query, Optional<List<Column>> as, Relation table) {
      if (as.isEmpty()) {
        return sql(query);
      }
      List<String> names = as.get().stream().map(Column::name).toList();
      return StoreAssignment.cast(sql(Sql.select(names, query)), as.get(), table);
    }

    /** The partition columns as the query spells them. */
    private List<String> names(Dataset<Row> rows, PlanStep.WriteFiles step) {
      return step.partitionBy().stream()
          .map(
              column ->
                  List.of(rows.columns()).stream()
                      .filter(column::equalsIgnoreCase)
                      .findFirst()
                      .orElse(column))
          .toList();
    }

    private void discard(String location) {
      try {
        opened.awaitTasks(LONGEST_TASK);
        folders.discard(location);
      } catch (IOException e) {
        // The error that brought us here counts; the next run deletes the folder.
        written = Optional.empty();
      }
    }

    private Optional<TableState> find(Relation relation) {
      return live.findTable(
          relation.schema().toLowerCase(Locale.ROOT),
          relation.identifier().toLowerCase(Locale.ROOT));
    }
  }
}
