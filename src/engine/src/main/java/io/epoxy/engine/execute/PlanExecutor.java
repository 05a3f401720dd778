package io.epoxy.engine.execute;

import io.epoxy.engine.catalog.LiveCatalog;
import io.epoxy.engine.catalog.TableState;
import io.epoxy.engine.plan.CloneTable;
import io.epoxy.engine.plan.PlanStep;
import io.epoxy.engine.plan.RowStep;
import io.epoxy.engine.plan.Sql;
import io.epoxy.engine.plan.TablePlanner;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Carries out the steps of one node's plan, on the node's own session. Not thread-safe. */
public final class PlanExecutor implements AutoCloseable {
  /** How long tasks of a failed write may go on before its files are taken back. */
  private static final Duration LONGEST_TASK = Duration.ofSeconds(30);

  /** A temporary view of the node's session: a query with the types and comments of its table. */
  private static final String SHAPED = "epoxy_shaped";

  private final SparkSessions sessions;
  private final SparkSessions.NodeSession opened;
  private final SparkWarehouse warehouse;
  private final LiveCatalog live;
  private final FileTables tables;
  private final VersionFolders folders;
  private final Runnable afterChange;
  private final VersionFolders.Unpublished unpublished;
  private final CompiledNode node;
  private final MacroRows macros;
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
      VersionFolders.Unpublished unpublished) {}

  private record Written(
      PlanStep.WriteFiles step, StructType schema, Map<Map<String, String>, String> partitions) {}

  private PlanExecutor(Shared shared, CompiledNode node, MacroRows macros) {
    this.sessions = shared.sessions();
    this.opened = shared.sessions().openFor(node.node().uniqueId().value());
    this.warehouse = shared.warehouse();
    this.live = shared.live();
    this.tables = new FileTables(shared.live(), opened.session().version());
    this.folders = new VersionFolders(opened.session().sessionState().newHadoopConf());
    this.afterChange = shared.afterChange();
    this.unpublished = shared.unpublished();
    this.node = node;
    this.macros = macros;
  }

  /** Opens the node's session on the calling thread. */
  static PlanExecutor open(Shared shared, CompiledNode node, MacroRows macros) {
    return new PlanExecutor(shared, node, macros);
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
      afterChange.run();
    } catch (Exception e) {
      throw SparkErrors.translate(e, statement(running));
    }
  }

  /** Runs a query of the node's and fetches its rows. */
  public io.epoxy.model.port.QueryResult fetch(String sql) {
    try {
      return Rows.fetch(sql(sql));
    } catch (Exception e) {
      throw SparkErrors.translate(e, statement(sql));
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
      throw SparkErrors.translate(e, statement(text));
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

  private SparkSession session() {
    return opened.session();
  }

  private Dataset<Row> sql(String text) {
    running = text;
    return session().sql(text);
  }

  /** A query may have effects (a function of the user's): it runs, and its rows are dropped. */
  private void runWhole(String text) {
    Dataset<Row> rows = sql(text);
    if (rows.schema().length() > 0) {
      rows.write().format("noop").mode("overwrite").save();
    }
  }

  private EpoxyException cannotUseFiles(String what, IOException e) {
    return new EpoxyException(ErrorCode.IO, "Could not " + what + ": " + e.getMessage(), null, e);
  }

  /** Another session that read the table before keeps its file list; ours must not. */
  private void forgetFileLists(Relation relation) {
    sessions.forgetFiles(relation, session());
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
          Optional.of(SeedView.create(session(), step, () -> mark(step.version(), step.owner())));
      return true;
    }

    @Override
    public Boolean createSchema(PlanStep.CreateSchema step) {
      warehouse.createSchema(step.schema());
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
      sql(new PlanStep.CreateView(made.inCatalog("spark_catalog"), step.sql()).print());
      if (old.isPresent()) {
        justReplaced = take(passing, target, Map.of());
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
        var writer = rows.write().format(step.provider()).mode("append");
        writer.partitionBy(step.partitionBy().toArray(new String[0])).save(step.location());
        written =
            Optional.of(
                new Written(
                    step, rows.schema(), folders.partitions(step.location(), names(rows, step))));
      } catch (IOException e) {
        throw cannotUseFiles("list " + step.location(), e);
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
      justReplaced = tables.publish(step, files.schema(), files.partitions()).locations();
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
    public Boolean deleteOldFiles(PlanStep.DeleteOldFiles step) {
      Optional<TableState> table =
          find(step.relation()).filter(found -> found.kind() != TableState.Kind.VIEW);
      Set<String> inUse = table.map(tables::locations).orElse(Set.of());
      try {
        folders.deleteOld(
            new VersionFolders.Cleanup(
                step.root(),
                step.relation(),
                written.map(files -> files.step().location()).orElse(step.root()),
                inUse,
                justReplaced,
                table.map(found -> found.partitionColumns().size()).orElse(0)),
            step.grace(),
            unpublished);
      } catch (IOException e) {
        throw cannotUseFiles("delete old files under " + step.root(), e);
      }
      return true;
    }

    @Override
    public Boolean alterTable(PlanStep.AlterTable step) {
      return statement(step, step.relation());
    }

    @Override
    public Boolean appendRows(RowStep.AppendRows step) {
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
      if (step.shape().isPlain()) {
        sql(step.head() + step.sql());
      } else {
        shaped(step).createOrReplaceTempView(SHAPED);
        try {
          sql(step.head() + "select * from " + SHAPED);
        } finally {
          session().catalog().dropTempView(SHAPED);
        }
      }
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
        throw cannotUseFiles("write to " + location, e);
      } finally {
        if (!done) {
          discard(location);
        }
      }
      return true;
    }

    @Override
    public Boolean registerTable(PlanStep.RegisterTable step) {
      find(step.relation()).ifPresent(live::forget); // of a run that died
      sql(step.print());
      return true;
    }

    @Override
    public Boolean takeName(PlanStep.TakeName step) {
      justReplaced = take(step.from(), step.relation(), step.columnComments());
      TableState table = find(step.relation()).orElseThrow();
      String location = table.storage().location().orElseThrow();
      try {
        folders.mark(location, step.relation());
        folders.markPublished(location);
      } catch (IOException e) {
        throw cannotUseFiles("write to " + location, e);
      }
      return true;
    }

    @Override
    public Boolean mergeRows(RowStep.MergeRows step) {
      return statement(step, step.relation());
    }

    @Override
    public Boolean replaceRows(RowStep.ReplaceRows step) {
      return statement(step, step.relation());
    }

    @Override
    public Boolean replaceTimes(RowStep.ReplaceTimes step) {
      return statement(step, step.relation());
    }

    @Override
    public Boolean byMacro(RowStep.ByMacro step) {
      macros.change(step, warehouse.in(session()), PlanExecutor.this::runWhole);
      warehouse.forgetFileLists();
      return true;
    }

    @Override
    public Boolean overwriteRows(RowStep.OverwriteRows step) {
      session().conf().set("spark.sql.sources.partitionOverwriteMode", "dynamic");
      sql(step.print());
      return true;
    }

    @Override
    public Boolean commentColumns(PlanStep.CommentColumns step) {
      Map<String, Column> columns = new LinkedHashMap<>();
      warehouse
          .columns(step.relation())
          .forEach(column -> columns.put(lower(column.name()), column));
      step.comments()
          .forEach(
              (name, comment) -> {
                Column column = columns.get(lower(name));
                if (column != null && !column.comment().equals(Optional.of(comment))) {
                  sql(step.statement(name));
                }
              });
      return true;
    }

    @Override
    public Boolean expireSnapshots(PlanStep.ExpireSnapshots step) {
      String newest =
          sql("select date_format(max(committed_at), 'yyyy-MM-dd HH:mm:ss.SSS') from "
                  + step.relation()
                  + ".snapshots")
              .first()
              .getString(0);
      if (newest != null) {
        sql(step.print().replace("<the newest commit>", "timestamp '" + newest + "'"));
      }
      return true;
    }

    private void mark(String location, Relation owner) {
      try {
        folders.mark(location, owner);
      } catch (IOException e) {
        throw cannotUseFiles("write to " + location, e);
      }
    }

    private Boolean statement(PlanStep step, Relation changed) {
      sql(step.print());
      if (changed.catalog().isEmpty()) {
        forgetFileLists(changed);
      }
      return true;
    }

    /** One relation's definition becomes that of another name; returns what that one gave up. */
    private Set<String> take(Relation from, Relation target, Map<String, String> comments) {
      Set<String> replaced = find(target).map(tables::locations).orElse(Set.of());
      TableState made = find(from).orElseThrow();
      try {
        live.publish(ColumnComments.on(made.named(lower(target.identifier())), comments));
      } finally {
        live.forget(made);
      }
      forgetFileLists(target);
      return replaced;
    }

    private Written takeWritten() {
      return written.orElseThrow(() -> new IllegalStateException("no files were written"));
    }

    private void published(Relation relation, Written files) {
      forgetFileLists(relation);
      try {
        folders.markPublished(files.step().location());
      } catch (IOException e) {
        throw cannotUseFiles("write to " + files.step().location(), e);
      }
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
      return live.findTable(lower(relation.schema()), lower(relation.identifier()));
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
