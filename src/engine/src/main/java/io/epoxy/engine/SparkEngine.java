package io.epoxy.engine;

import com.google.common.collect.ImmutableSet;
import io.epoxy.engine.catalog.LocalLock;
import io.epoxy.engine.check.DataTest;
import io.epoxy.engine.check.FailureStorage;
import io.epoxy.engine.check.UnitCheck;
import io.epoxy.engine.execute.EngineParts;
import io.epoxy.engine.execute.PlanExecutor;
import io.epoxy.engine.execute.RelationCache;
import io.epoxy.engine.execute.SessionWarehouse;
import io.epoxy.engine.execute.SparkWarehouse;
import io.epoxy.engine.governance.GovernedPlan;
import io.epoxy.engine.governance.Governor;
import io.epoxy.engine.plan.ApplyGrants;
import io.epoxy.engine.plan.MaterializationPlan;
import io.epoxy.engine.plan.ModelPlanner;
import io.epoxy.engine.plan.NoEffect;
import io.epoxy.engine.plan.PlanStep;
import io.epoxy.engine.plan.RefreshMode;
import io.epoxy.engine.plan.StrategyStatements;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.FunctionNode;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.SnapshotRows;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UnitTestNode;
import io.epoxy.model.port.SeedRows;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.SchemaDescription;
import io.epoxy.model.result.RunStatus;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Builds nodes on Spark. Thread-safe: several nodes may be executed at once. */
public final class SparkEngine implements AutoCloseable {
  private final EngineOptions options;
  private final EngineParts parts;
  private final Planning planning;
  private final Optional<LocalLock> lock;
  private final RelationCache relations;
  private final NoticeBoard notices;
  private volatile Governor governor = Governor.NONE;

  private SparkEngine(EngineOptions options, EngineParts parts, Optional<LocalLock> lock) {
    this.options = options;
    this.parts = parts;
    this.planning = new Planning(options, parts);
    this.lock = lock;
    this.relations = parts.relations();
    this.notices = new NoticeBoard(options.messages());
    parts.tellStatements(options.messages());
  }

  /**
   * Starts Spark, or finds Glue's session.
   *
   * @throws MissingPartException when Spark or a format's jar is not on the class path
   * @throws EpoxyException CATALOG_LOCKED when another run holds the local catalog
   */
  public static SparkEngine open(EngineOptions options) {
    RequiredParts.check(options.formats());
    if (options.mode() == Mode.GLUE) {
      return new SparkEngine(
          options,
          EngineParts.glue(options.target(), options.formats(), System.getenv()),
          Optional.empty());
    }
    LocalLock lock = LocalLock.take(options.stateDir());
    try {
      EngineParts parts =
          options.localCatalog() == LocalCatalogKind.HIVE
              ? EngineParts.localHive(options.stateDir(), options.target(), options.formats())
              : EngineParts.localJournal(options.stateDir(), options.target(), options.formats());
      return new SparkEngine(options, parts, Optional.of(lock));
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /** Knows the relations of a schema from its first question on; see {@link RelationCache}. */
  public Warehouse warehouse() {
    return relations;
  }

  /**
   * From now on each node's statements go to Spark with dbt's {@code query-comment} in them.
   *
   * @param byNode what puts it into a statement
   */
  public void commentStatements(Function<Node, UnaryOperator<String>> byNode) {
    parts.commentStatements(byNode);
  }

  /** From now on what a node makes is governed before its post-hooks run. */
  public void governBy(Governor other) {
    governor = other;
  }

  /** From now on hears of each schema that is made and was not there, macros' among them. */
  public void whenSchemaIsNew(Consumer<String> listener) {
    relations.whenSchemaIsNew(listener);
  }

  /** Governs what a macro of the project has made; other nodes are governed as they are built. */
  public void govern(Node node) {
    governor.govern(node);
  }

  /**
   * Governs what a macro of the project is about to build anew. What is not there yet can be read
   * between the macro's statements and {@link #govern}, which is told; its database, whose tags it
   * inherits, is governed before.
   */
  public void governAhead(Node node) {
    if (!governor.governs(node)) {
      return;
    }
    if (relations.findRelation(node.relation()).isEmpty()) {
      notices.tell(GovernedBuild.READABLE_BEFORE);
      governor.governDatabase(node);
      return;
    }
    governor.governAhead(
        node,
        parts.warehouse().columns(node.relation()).stream()
            .map(column -> column.name().toLowerCase(Locale.ROOT))
            .collect(ImmutableSet.toImmutableSet()));
  }

  /** What the catalogs know of some relations of a schema; see {@link SparkWarehouse#describe}. */
  public SchemaDescription describe(String schema, Set<String> names) {
    return parts.warehouse().describe(schema, names);
  }

  /** A session of its own for a node whose statements come from macros, on the calling thread. */
  public SessionWarehouse openSession(Node node) {
    return parts.session(node);
  }

  /**
   * What {@link #execute} would do now. Reads the catalog, changes nothing.
   *
   * @throws EpoxyException COMPILATION or NOT_SUPPORTED for a config that cannot be carried out
   */
  public MaterializationPlan plan(CompiledNode node, RefreshMode mode) {
    requireModel(node.node());
    try (PlanExecutor executor = parts.executor(node)) {
      return planning.cleaned(
          node, planning.model(node, mode, executor), ModelPlanner.beforeQuery(node).size());
    }
  }

  /**
   * Makes a node's relation stand for that of another state.
   *
   * @param source the relation there
   * @param onPlan hears the plan's text before the first step
   * @throws EpoxyException when Spark refuses, or the format cannot be cloned
   */
  public void cloneFrom(Relation source, CompiledNode node, Consumer<String> onPlan) {
    try (PlanExecutor executor = parts.executor(node)) {
      MaterializationPlan plan = planning.cleaned(node, planning.clone(source, node, executor), 0);
      onPlan.accept(plan.print());
      new GovernedBuild(planning, parts, governor)
          .runClone(
              node, plan.steps(), () -> planning.ofEmpty().clone(source, node, executor), executor);
    } finally {
      relations.forget(node.node().relation());
    }
  }

  /** As the other, without a look at the plan; strategies are built in. */
  public Outcome execute(CompiledNode node, RefreshMode mode) {
    return execute(node, mode, StrategyStatements.NONE, plan -> {});
  }

  /**
   * Builds a model, or runs a data test once.
   *
   * @param strategies makes the statements of a strategy that is a macro
   * @param onPlan hears the plan's text before the first step
   * @throws EpoxyException when Spark refuses; the old relation is kept
   */
  public Outcome execute(
      CompiledNode node, RefreshMode mode, StrategyStatements strategies, Consumer<String> onPlan) {
    if (node.node() instanceof TestNode) {
      return test(node, FailureStorage.NONE, onPlan);
    }
    requireModel(node.node());
    ModelPlanner.check(node);
    carryOut(
        parts.executor(node, strategies),
        node,
        ModelPlanner.beforeQuery(node),
        (planned, compiled, executor) -> planned.model(compiled, mode, executor),
        onPlan);
    return new Outcome(
        RunStatus.SUCCESS, Map.of("_message", "OK"), Optional.of("OK"), OptionalLong.empty());
  }

  /** As the other, without a look at the plan. */
  public Outcome seed(CompiledNode node, SeedRows rows, RefreshMode mode) {
    return seed(node, rows, mode, plan -> {});
  }

  /**
   * Loads a seed.
   *
   * @param mode of a full refresh dbt says CREATE, else INSERT
   * @param onPlan hears the plan's text before the first step
   * @throws EpoxyException when Spark refuses; the old relation is kept
   */
  public Outcome seed(CompiledNode node, SeedRows rows, RefreshMode mode, Consumer<String> onPlan) {
    carryOut(
        parts.executor(node),
        node,
        hooks(node),
        (planned, compiled, executor) -> planned.seed(compiled, rows, mode, executor),
        onPlan);
    String code = mode == RefreshMode.FULL_REFRESH ? "CREATE" : "INSERT";
    String message = code + " " + rows.count();
    return new Outcome(
        RunStatus.SUCCESS,
        Map.of("_message", message, "code", code, "rows_affected", rows.count()),
        Optional.of(message),
        OptionalLong.empty());
  }

  /**
   * Ends the versions of a snapshot whose rows have changed, and adds the new ones.
   *
   * @param rows answers the SQL of the strategy
   * @param onPlan hears the plan's text before the first step
   * @throws EpoxyException when Spark refuses, or a key has several rows; the old table is kept
   */
  public Outcome snapshot(CompiledNode node, SnapshotRows.Source rows, Consumer<String> onPlan) {
    carryOut(
        parts.executor(node),
        node,
        hooks(node),
        (planned, compiled, executor) -> planned.snapshot(compiled, rows, executor),
        onPlan);
    return new Outcome(
        RunStatus.SUCCESS, Map.of("_message", "OK"), Optional.of("OK"), OptionalLong.empty());
  }

  private static List<PlanStep> hooks(CompiledNode node) {
    return node.preHooks().stream().<PlanStep>map(PlanStep.RunHook::new).toList();
  }

  /**
   * Runs a statement that stands outside of nodes; a blank one is none.
   *
   * @throws EpoxyException when Spark refuses it
   */
  public void runStatement(CompiledNode statement) {
    if (!statement.sql().isBlank()) {
      execute(statement, List.of(new PlanStep.RunSql(statement.sql())));
    }
  }

  private void carryOut(
      PlanExecutor opened,
      CompiledNode node,
      List<PlanStep> hooks,
      Planning.Planner planner,
      Consumer<String> onPlan) {
    try (PlanExecutor executor = opened) {
      // A hook may change the relation, or make what the query reads: plan from what it left.
      if (!hooks.isEmpty()) {
        onPlan.accept(new MaterializationPlan(node.node().uniqueId(), hooks, List.of()).print());
        hooks.forEach(executor::run);
      }
      MaterializationPlan planned =
          planning.cleaned(node, planner.plan(planning, node, executor), hooks.size());
      GovernedPlan plan = GovernedPlan.of(node, planned, hooks.size());
      onPlan.accept(plan.print(governor.describe(node.node())));
      NoEffect.of(options.target()).forEach(notices::tell);
      tell(node, plan.plan());
      new GovernedBuild(planning, parts, governor).run(node, plan, planner, executor);
      plan.after().forEach(executor::run);
    } finally {
      relations.forget(node.node().relation());
    }
  }

  private void tell(CompiledNode node, MaterializationPlan plan) {
    plan.notices().forEach(notices::tell);
    boolean grants = plan.steps().stream().anyMatch(ApplyGrants.class::isInstance);
    if (grants && !parts.grants().areKept() && !governor.governs(node.node())) {
      notices.tell(ApplyGrants.NOT_KEPT);
    }
  }

  /**
   * Steps that are no node's whole plan: a statement outside of nodes, or what a run that died had
   * done. They may have changed anything, so all relations are asked for again.
   */
  void execute(CompiledNode node, List<PlanStep> steps) {
    try (PlanExecutor executor = parts.executor(node)) {
      steps.forEach(executor::run);
    } finally {
      relations.beginAgain();
    }
  }

  /**
   * Runs a unit test once.
   *
   * @param query what it runs, of the columns that its own SQL gives; see {@link UnitCheck#judge}
   * @param onPlan hears that query before it runs
   * @throws EpoxyException when Spark refuses it or an expected row does not fit the columns
   */
  public Outcome unitTest(
      CompiledNode node, Function<List<Column>, String> query, Consumer<String> onPlan) {
    try (PlanExecutor executor = parts.executor(node)) {
      List<PlanStep> header = hooks(node);
      header.forEach(executor::run);
      String text = query.apply(executor.analysis().of(node.sql()));
      onPlan.accept(headed(node, header, text));
      return Outcome.of(UnitCheck.judge(executor.fetch(text)));
    } catch (EpoxyException e) {
      throw UnitCheck.failed(node.node(), e);
    }
  }

  /**
   * Judges a data test that a macro ran.
   *
   * @param main the rows of its main statement: one, with failures, should_warn, should_error
   * @throws EpoxyException COMPILATION when there are others
   */
  public Outcome judge(CompiledNode test, List<List<Object>> main) {
    return Outcome.of(DataTest.of(test).judge(main, options.warningTests()));
  }

  /** Judges a unit test that a macro ran, by the rows of its main statement. */
  public Outcome judge(UnitTestNode test, List<String> columns, List<List<Object>> main) {
    return Outcome.of(UnitCheck.judge(test, columns, main));
  }

  /**
   * Runs a data test once, each time behind its pre-hooks: the statements of its header.
   *
   * @param storage where its failing rows go first; then they are counted there
   * @param onPlan hears what is run
   * @throws EpoxyException when Spark refuses
   */
  public Outcome test(CompiledNode node, FailureStorage storage, Consumer<String> onPlan) {
    boolean stored = storage != FailureStorage.NONE;
    List<PlanStep> header = hooks(node);
    if (stored) {
      carryOut(
          parts.executor(node),
          node,
          header,
          (planned, compiled, executor) -> planned.failures(compiled, storage, executor),
          onPlan);
    }
    DataTest test = stored ? DataTest.ofStored(node) : DataTest.of(node);
    onPlan.accept(headed(node, header, test.sql()));
    try (PlanExecutor executor = parts.executor(node)) {
      header.forEach(executor::run);
      return Outcome.of(test.judge(executor.fetch(test.sql()).rows(), options.warningTests()));
    }
  }

  private static String headed(CompiledNode test, List<PlanStep> header, String sql) {
    PlanStep last = new PlanStep.RunSql(sql);
    return new MaterializationPlan(test.node().uniqueId(), header, List.of())
        .with(header.size(), List.of(last))
        .print();
  }

  /**
   * Makes source tables that have an {@code external:} mapping and are missing; LOCAL only.
   *
   * @return the relations that were made
   * @throws EpoxyException PROJECT with the source's place when its files cannot be used
   */
  public List<Relation> registerSources(Collection<SourceTable> sources) {
    if (options.mode() != Mode.LOCAL) {
      throw new IllegalStateException("sources are registered on this machine only");
    }
    try {
      return parts.sources(options.projectDir()).register(sources);
    } finally {
      relations.forgetAll();
    }
  }

  /** Cancels every running statement; those executions end with an exception. */
  public void cancelAll() {
    parts.sessions().cancelAll();
  }

  @Override
  public void close() {
    try {
      parts.close();
    } finally {
      lock.ifPresent(LocalLock::close);
    }
  }

  private static void requireModel(Node node) {
    if (node instanceof FunctionNode) {
      throw new EpoxyException(
          ErrorCode.NOT_SUPPORTED,
          "Function '"
              + node.name()
              + "' cannot be created: a function of Spark 3.5 is a Java class, and its CREATE"
              + " FUNCTION takes no body in SQL or Python. Write it as a macro that gives the"
              + " expression, create one of a Java class in on-run-start, or give the project a"
              + " materialization named 'function'.",
          node.info().location());
    }
    if (!(node instanceof ModelNode)) {
      throw new EpoxyException(
          ErrorCode.NOT_SUPPORTED,
          "'" + node.uniqueId() + "': a " + node.resourceType().dbtName() + " cannot be built yet.",
          node.info().location());
    }
  }
}
