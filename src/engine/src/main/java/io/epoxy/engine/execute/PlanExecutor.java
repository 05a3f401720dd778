package io.epoxy.engine.execute;

import io.epoxy.engine.catalog.LiveCatalog;
import io.epoxy.engine.catalog.TableState;
import io.epoxy.engine.plan.AddColumns;
import io.epoxy.engine.plan.ApplyGrants;
import io.epoxy.engine.plan.CloneTable;
import io.epoxy.engine.plan.NameStep;
import io.epoxy.engine.plan.PassingName;
import io.epoxy.engine.plan.PlanStep;
import io.epoxy.engine.plan.QueryColumns;
import io.epoxy.engine.plan.RowStep;
import io.epoxy.engine.plan.Sql;
import io.epoxy.engine.plan.TableStep;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.port.Grants;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Carries out the steps of one node's plan, on the node's own session. Not thread-safe. */
public final class PlanExecutor implements AutoCloseable {
  private final SparkSessions sessions;
  private final SparkSessions.NodeSession opened;
  private final SparkWarehouse warehouse;
  private final LiveCatalog live;
  private final FileTables tables;
  private final NodeFolders folders;
  private final Shared shared;
  private final CompiledNode node;
  private final MacroRows macros;
  private final StatementLog log;
  private final Steps steps = new Steps();

  /** The rows of a seed, until the node is done. */
  private Optional<SeedView> seed = Optional.empty();

  /** Whether nothing but the engine's own statements and queries has run, and all ended well. */
  private boolean sessionIsClean = true;

  /** What Spark was given last: the text that an error's place refers to. */
  private String running = "";

  /** What executors of all nodes share. */
  public record Shared(
      SparkSessions sessions,
      SparkWarehouse warehouse,
      LiveCatalog live,
      CatalogChanges changes,
      VersionFolders.Unpublished unpublished,
      Grants grants,
      BatchTurns turns) {}

  private PlanExecutor(Shared shared, CompiledNode node, MacroRows macros, StatementLog log) {
    this.sessions = shared.sessions();
    String id = node.node().uniqueId().value();
    this.opened =
        shared
            .sessions()
            .openFor(id, node.batch().map(batch -> id + " " + batch.label()).orElse(id));
    this.warehouse = shared.warehouse();
    this.live = shared.live();
    this.tables = new FileTables(shared.live(), opened.session().version());
    this.folders = new NodeFolders(shared, opened, tables, node);
    this.shared = shared;
    this.node = node;
    this.macros = macros;
    this.log = log;
  }

  /**
   * Opens the node's session on the calling thread.
   *
   * @param log hears of the node's statements
   */
  static PlanExecutor open(Shared shared, CompiledNode node, MacroRows macros, StatementLog log) {
    return new PlanExecutor(shared, node, macros, log);
  }

  /**
   * Carries out one step.
   *
   * @throws EpoxyException DATABASE with Spark's sentence
   */
  public void run(PlanStep step) {
    running = step.print();
    try {
      carryOut(step);
    } catch (Exception e) {
      sessionIsClean = false;
      throw SparkErrors.translate(e, statement(running));
    }
  }

  /** Whatever becomes of the step, what the catalog says of the node's relation may be news. */
  private void carryOut(PlanStep step) throws Exception {
    try {
      step.accept(steps);
      log.tellEnd();
    } finally {
      noteChange(node.node().relation());
    }
  }

  private void noteChange(Relation relation) {
    macros.relations().forget(relation);
    shared.changes().of(relation);
  }

  /** Runs a query of the node's and fetches its rows. */
  public io.epoxy.model.port.QueryResult fetch(String sql) {
    try {
      io.epoxy.model.port.QueryResult rows = Rows.fetch(sql(sql));
      log.tellEnd();
      return rows;
    } catch (Exception e) {
      sessionIsClean = false;
      throw SparkErrors.translate(e, statement(running));
    }
  }

  /** What Spark knows of a query before it runs. */
  public QueryColumns analysis() {
    return new QueryAnalysis(this::sql, e -> SparkErrors.translate(e, statement(running)));
  }

  @Override
  public void close() {
    try {
      seed.ifPresent(SeedView::close);
      folders.unstage();
    } finally {
      if (sessionIsClean) {
        opened.closeClean();
      } else {
        opened.close();
      }
    }
  }

  private Statement statement(String text) {
    String query = Sql.withoutSemicolon(node.sql());
    return text.contains(query)
        ? new Statement(text, query, Optional.of(node))
        : new Statement(text, text, Optional.empty());
  }

  private Dataset<Row> sql(String text) {
    running = log.tell(text);
    return opened.session().sql(running);
  }

  /**
   * Runs a statement of the user's, which may change any relation. A query may have effects (a
   * function of the user's): it runs, and its rows are dropped.
   */
  private void runWhole(String text) {
    sessionIsClean = false;
    try {
      Dataset<Row> rows = sql(text);
      if (rows.schema().length() > 0) {
        rows.write().format("noop").mode("overwrite").save();
      }
      log.tellEnd();
    } finally {
      macros.relations().forgetAfter(text);
      shared.changes().anywhere();
    }
  }

  /** Another session that read the table before keeps its file list; ours must not. */
  private void forgetFileLists(Relation relation) {
    sessions.forgetFiles(relation, opened.session());
  }

  /** One method per kind of step. */
  private final class Steps implements PlanStep.Visitor<Boolean> {
    @Override
    public Boolean runHook(PlanStep.RunHook step) {
      String statement = step.hook().statement().get();
      if (!statement.isBlank()) {
        Sql.statements(statement).forEach(PlanExecutor.this::runWhole);
      }
      return true;
    }

    @Override
    public Boolean runSql(PlanStep.RunSql step) {
      Sql.statements(step.sql()).forEach(PlanExecutor.this::runWhole);
      return true;
    }

    @Override
    public Boolean loadRows(PlanStep.LoadRows step) {
      seed =
          Optional.of(
              SeedView.create(
                  opened.session(), step, () -> folders.mark(step.version(), step.owner())));
      return true;
    }

    @Override
    public Boolean createSchema(PlanStep.CreateSchema step) {
      warehouse.createSchema(step.schema());
      return true;
    }

    @Override
    public Boolean requireOwnFolder(NameStep.RequireOwnFolder step) {
      folders.requireOwn(step);
      return true;
    }

    /** Under a passing name first: an old relation goes only when the new view is ready. */
    @Override
    public Boolean createView(PlanStep.CreateView step) {
      Relation target = step.relation();
      Optional<TableState> old = find(target);
      if (old.isEmpty()) {
        sql(step.named(target.inCatalog("spark_catalog")).print());
        return true;
      }
      sql(step.named(step.passing().inCatalog("spark_catalog")).print());
      take(new NameStep.TakeName(step.passing(), target, Map.of()));
      return true;
    }

    @Override
    public Boolean cloneTable(CloneTable step) {
      sql(step.print());
      return true;
    }

    @Override
    public Boolean writeFiles(TableStep.WriteFiles step) {
      folders.write(step, () -> rows(step.sql(), step.as(), step.owner()));
      return true;
    }

    @Override
    public Boolean stageRows(TableStep.StageRows step) {
      folders.stage(step, () -> sql(step.sql()));
      return true;
    }

    @Override
    public Boolean publishTable(TableStep.PublishTable step) {
      folders.publish(step);
      forgetFileLists(step.relation());
      folders.markPublished();
      return true;
    }

    @Override
    public Boolean publishPartitions(TableStep.PublishPartitions step) {
      if (node.batch().isPresent()) {
        shared
            .turns()
            .publish(step.relation(), node.batch().get(), wanted -> folders.publish(step, wanted));
      } else {
        folders.publish(step, values -> true);
      }
      forgetFileLists(step.relation());
      folders.markPublished();
      return true;
    }

    @Override
    public Boolean deleteWaiting(NameStep.DeleteWaiting step) {
      folders.deleteWaiting(step);
      return true;
    }

    @Override
    public Boolean deleteOldFiles(NameStep.DeleteOldFiles step) {
      folders.deleteOld(step);
      return true;
    }

    @Override
    public Boolean alterTable(PlanStep.AlterTable step) {
      return statement(step, step.relation());
    }

    @Override
    public Boolean addColumns(AddColumns step) {
      new ColumnAddition(live, PlanExecutor.this::sql, this::createView).run(step);
      if (step.relation().catalog().isEmpty()) {
        forgetFileLists(step.relation());
      }
      return true;
    }

    @Override
    public Boolean changeRows(RowStep step) {
      if (node.batch().isPresent()) {
        shared.turns().change(step.relation(), () -> sql(step.print()));
        forgetSessionFiles(step.relation());
        return true;
      }
      return statement(step, step.relation());
    }

    /** Casts and comments come with the query's columns. */
    @Override
    public Boolean tableAs(TableStep.TableAs step) {
      DeltaTables delta = new DeltaTables(PlanExecutor.this::sql);
      switch (step.way()) {
        case OVERWRITE -> delta.overwrite(step, shaped(step));
        case CREATE ->
            folders.fillWithDelta(
                step.ddl().location().orElseThrow(),
                PassingName.ownerOf(step.relation()),
                () -> delta.create(step, shaped(step)));
        case REPLACE ->
            new TableAsStatement(opened.session(), PlanExecutor.this::sql)
                .run(step, () -> shaped(step));
      }
      return true;
    }

    @Override
    public Boolean writeHudi(TableStep.WriteHudi step) {
      sessionIsClean = false; // Hudi's writer sets what it likes
      Dataset<Row> rows = rows(step.sql(), step.as(), step.relation());
      if (step.location().isEmpty()) {
        String location =
            find(step.relation()).flatMap(table -> table.storage().location()).orElseThrow();
        HudiTables.write(rows, location, step.options());
        forgetFileLists(step.relation());
        return true;
      }
      String location = step.location().get();
      folders.fill(
          location,
          () -> {
            folders.mark(location, step.relation());
            HudiTables.write(rows, location, step.options());
          });
      return true;
    }

    @Override
    public Boolean registerTable(NameStep.RegisterTable step) {
      sql(step.print());
      return true;
    }

    @Override
    public Boolean requireUnchanged(NameStep.RequireUnchanged step) {
      folders.requireUnchanged(step, find(step.relation()));
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
      folders.markTaken(location, step.relation());
      return true;
    }

    @Override
    public Boolean mirrorDelta(NameStep.MirrorDelta step) {
      try {
        folders.mirror(step);
      } finally {
        noteChange(step.mirror());
      }
      return true;
    }

    @Override
    public Boolean forgetRelation(NameStep.ForgetRelation step) {
      find(step.relation()).ifPresent(live::forget);
      return true;
    }

    @Override
    public Boolean endFirstBuild(NameStep.EndFirstBuild step) {
      if (step.relation().catalog().isPresent()) {
        sql(step.print());
      } else {
        new NameChange(live, tables, PlanExecutor.this::sql).endFirstBuild(step.relation());
      }
      return true;
    }

    @Override
    public Boolean noteIceberg(NameStep.NoteIceberg step) {
      folders.note(step);
      return true;
    }

    @Override
    public Boolean deleteIceberg(NameStep.DeleteIceberg step) {
      folders.delete(step);
      return true;
    }

    @Override
    public Boolean byMacro(RowStep.ByMacro step) {
      sessionIsClean = false;
      macros.change(
          step,
          warehouse.in(opened.session()),
          PlanExecutor.this::sql,
          PlanExecutor.this::runWhole);
      warehouse.forgetFileLists();
      return true;
    }

    @Override
    public Boolean overwriteRows(RowStep.OverwriteRows step) {
      sessionIsClean = false;
      opened.session().conf().set("spark.sql.sources.partitionOverwriteMode", step.extent().mode());
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

    private Boolean statement(PlanStep step, Relation changed) {
      sql(step.print());
      forgetSessionFiles(changed);
      return true;
    }

    private void forgetSessionFiles(Relation changed) {
      if (changed.catalog().isEmpty()) {
        forgetFileLists(changed);
      }
    }

    private void take(NameStep.TakeName step) {
      folders.replaced(new NameChange(live, tables, PlanExecutor.this::sql).inSessionCatalog(step));
      forgetFileLists(step.relation());
    }

    private Dataset<Row> shaped(TableStep.TableAs step) {
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

    private Optional<TableState> find(Relation relation) {
      return live.findTable(
          relation.schema().toLowerCase(Locale.ROOT),
          relation.identifier().toLowerCase(Locale.ROOT));
    }
  }
}
