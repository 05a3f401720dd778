package io.epoxy.job.command;

import com.google.common.collect.ImmutableSet;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.EarlierAttempts;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.engine.MissingPartException;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.schedule.GraphRunner;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * {@code run}, {@code seed}, {@code snapshot}, {@code test} and {@code build}: the selected nodes,
 * in parallel along the graph.
 */
final class ExecuteCommand {
  /** dbt's sentence (dbt-core 1.12, task/runnable.py). */
  static final String NOTHING_TO_DO =
      "Nothing to do. Try checking your model configs and model specification args";

  private final CommandContext context;
  private final Manifest manifest;
  private final ExecutionOrder order;

  ExecuteCommand(CommandContext context) {
    this.context = context;
    this.manifest = context.manifest();
    this.order = new ExecutionOrder(manifest, context.invocation().command());
  }

  ExitCode run() {
    List<UniqueId> selected = context.select(types(context.invocation().command()));
    if (selected.isEmpty()) {
      context.events().message(RunEvent.Level.WARN, "NothingToDo", NOTHING_TO_DO);
      context.artifacts().writeRunResults(List.of());
      if (context.invocation().command() == Command.SEED) {
        tellNothing(context);
      }
      return ExitCode.OK;
    }
    try (NodeGovernance governance = NodeGovernance.of(context, selected);
        SparkEngine engine = EngineFactory.open(context)) {
      engine.governBy(governance);
      context.events().release();
      return context.setting().place() == RunSetting.Place.GLUE
          ? executeAsGlueJob(engine, selected)
          : execute(engine, selected);
    } catch (MissingPartException missing) {
      Parts.ask(missing.parts());
      return ExitCode.NEEDS_MORE;
    }
  }

  /** That all of nothing went well, as dbt's seed and clone say. */
  static void tellNothing(CommandContext context) {
    context
        .events()
        .emit(
            new RunEvent.RunFinished(
                context.events().clock().instant(),
                0,
                List.of(),
                List.of(),
                false,
                RunEvent.RunFinished.Ending.RESULTS));
  }

  private ExitCode executeAsGlueJob(SparkEngine engine, List<UniqueId> selected) {
    SparkSession session = SparkSession.active();
    GlueLibrary glue = GlueLibrary.begin(session, context.setting().jobArguments());
    ExecutorWatch watch = new ExecutorWatch(context.events());
    session.sparkContext().addSparkListener(watch);
    try {
      ExitCode exit = execute(engine, selected);
      if (exit == ExitCode.OK) {
        glue.commit();
      }
      return exit;
    } finally {
      session.sparkContext().removeSparkListener(watch);
    }
  }

  private ExitCode execute(SparkEngine engine, List<UniqueId> selected) {
    new LocalSources(context, engine).register(selected);
    List<UniqueId> runnable = selected.stream().filter(this::hasWork).toList();
    createSchemas(context, engine, runnable);
    int threads = EngineFactory.threads(context);
    // dbt's build counts unit tests when it comes to the first node (task/build.py)
    boolean isBuild = context.invocation().command() == Command.BUILD;
    context.tellExecution(
        (int)
            runnable.stream()
                .filter(id -> !isBuild || id.resourceType() != ResourceType.UNIT_TEST)
                .count());
    EarlierAttempts attempts = context.setting().attempts();
    List<UniqueId> left = runnable.stream().filter(id -> !attempts.done().containsKey(id)).toList();
    tell(attempts, runnable.size() - left.size(), runnable.size());
    GraphRunner runner = new GraphRunner(order.graph(), left, threads, order::goesOnAfter);
    NodeRun nodes = new NodeRun(context, engine, runnable.size(), runner);
    Interruption interruption =
        Interruption.whenStopped(
            () -> {
              runner.interrupt();
              nodes.cancel();
            });
    try {
      RunHooks hooks = new RunHooks(context, engine);
      List<NodeResult> results = new ArrayList<>(hooks.start());
      runnable.stream().map(attempts.done()::get).filter(Objects::nonNull).forEach(nodes::takeOver);
      if (mayGoOn(results)) {
        runner.run(nodes::run, (id, cause) -> nodes.skip(id));
      } else {
        left.forEach(nodes::skip);
      }
      nodes.cutShortBy().ifPresent(cause -> tellCutShort(cause, nodes, selected));
      results.addAll(nodes.results());
      return interruption.hasBegun() ? finishInterrupted(results) : finishWithHooks(hooks, results);
    } finally {
      interruption.close();
    }
  }

  /** What becomes of the work of earlier attempts. */
  private void tell(EarlierAttempts attempts, int done, int total) {
    attempts
        .unusable()
        .ifPresent(
            why ->
                context
                    .events()
                    .message(
                        RunEvent.Level.INFO,
                        "JournalIgnored",
                        "The journal of an earlier attempt of this run is ignored, and every node"
                            + " is run: "
                            + why
                            + "."));
    if (done > 0) {
      context
          .events()
          .message(
              RunEvent.Level.INFO,
              "RunResumed",
              "Resumed: an earlier attempt of this run has done "
                  + done
                  + " of "
                  + total
                  + " nodes, which are not run again.");
    }
  }

  private boolean mayGoOn(List<NodeResult> hooks) {
    return hooks.stream().noneMatch(result -> result.status().isFailure())
        || !BehaviourFlags.isOn(
            context.compiler().project().flags(), "skip_nodes_if_on_run_start_fails");
  }

  /** A statement that cannot be compiled ends the command, but only after its results are kept. */
  private ExitCode finishWithHooks(RunHooks hooks, List<NodeResult> results) {
    List<NodeResult> ended;
    try {
      ended = hooks.end(results);
    } catch (EpoxyException e) {
      finish(results, false);
      throw e;
    }
    results.addAll(ended);
    return finish(results, false);
  }

  /** As in dbt, no statement runs after a run that was stopped. */
  private ExitCode finishInterrupted(List<NodeResult> results) {
    finish(results, true);
    return ExitCode.FAILED;
  }

  /** As dbt does, ephemeral models are among the skipped when the run ends early. */
  private void tellCutShort(NodeResult cause, NodeRun nodes, List<UniqueId> selected) {
    selected.stream().filter(id -> !hasWork(id)).forEach(nodes::skip);
    context
        .events()
        .emit(
            new RunEvent.RunCutShort(
                context.events().clock().instant(), context.summary(cause.uniqueId()), cause));
  }

  private ExitCode finish(List<NodeResult> results, boolean interrupted) {
    Instant end = context.events().clock().instant();
    context.artifacts().writeManifest(manifest);
    context.artifacts().writeRunResults(results);
    if (context.invocation().flags().isOn(Flag.SHOW)) {
      new SeedSamples(context).tell(results);
    }
    List<NodeSummary> summaries =
        results.stream().map(result -> context.summary(result.uniqueId())).toList();
    context
        .events()
        .emit(
            new RunEvent.RunFinished(
                end, NodeRun.seconds(context.startedAt(), end), summaries, results, interrupted));
    boolean failed = results.stream().anyMatch(result -> result.status().isFailure());
    return failed ? ExitCode.FAILED : ExitCode.OK;
  }

  static void createSchemas(CommandContext context, SparkEngine engine, List<UniqueId> runnable) {
    NodeBuild builds = new NodeBuild(context, engine);
    Set<String> schemas = new LinkedHashSet<>();
    for (UniqueId id : runnable) {
      context
          .manifest()
          .findNode(id)
          .filter(builds::makesRelation)
          .ifPresent(node -> schemas.add(node.relation().schema()));
    }
    for (String schema : schemas) {
      if (!engine.warehouse().schemaExists(schema)) {
        engine.warehouse().createSchema(schema);
      }
    }
  }

  private boolean hasWork(UniqueId id) {
    return manifest.findNode(id).filter(LocalSources::isEphemeral).isEmpty();
  }

  private static Set<ResourceType> types(Command command) {
    switch (command) {
      case RUN:
        return ImmutableSet.of(ResourceType.MODEL);
      case TEST:
        return ImmutableSet.of(ResourceType.TEST, ResourceType.UNIT_TEST);
      case SEED:
        return ImmutableSet.of(ResourceType.SEED);
      case SNAPSHOT:
        return ImmutableSet.of(ResourceType.SNAPSHOT);
      case BUILD:
        return ImmutableSet.of(
            ResourceType.MODEL,
            ResourceType.TEST,
            ResourceType.UNIT_TEST,
            ResourceType.SEED,
            ResourceType.SNAPSHOT,
            ResourceType.FUNCTION,
            ResourceType.EXPOSURE,
            ResourceType.SAVED_QUERY);
      default:
        throw new IllegalStateException(command.dbtName());
    }
  }
}
