package io.epoxy.job.command;

import com.google.common.collect.ImmutableSet;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.engine.MissingPartException;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.schedule.BuildOrder;
import io.epoxy.engine.schedule.GraphRunner;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Optional<Retry> retry;

  /**
   * A command.
   *
   * @param retry what is run again; empty for what the flags select
   */
  ExecuteCommand(CommandContext context, Optional<Retry> retry) {
    this.context = context;
    this.retry = retry;
    this.manifest = context.manifest();
  }

  ExitCode run() {
    List<UniqueId> selected =
        retry.isPresent()
            ? context.begin(again(retry.get()))
            : context.select(types(context.invocation().command()));
    if (selected.isEmpty()) {
      context.events().message(RunEvent.Level.WARN, "NothingToDo", NOTHING_TO_DO);
      context.artifacts().writeRunResults(List.of());
      return ExitCode.OK;
    }
    try (SparkEngine engine = EngineFactory.open(context)) {
      context.events().release();
      return context.setting().place() == RunSetting.Place.GLUE
          ? executeAsGlueJob(engine, selected)
          : execute(engine, selected);
    } catch (MissingPartException missing) {
      Parts.ask(missing.parts());
      return ExitCode.NEEDS_MORE;
    }
  }

  /** What is not in the project any more cannot run again (dbt-core 1.12 graph/graph.py). */
  private List<UniqueId> again(Retry run) {
    Set<UniqueId> ids = new LinkedHashSet<>();
    for (String id : run.ids()) {
      UniqueId known = new UniqueId(id);
      if (manifest.findNode(known).isEmpty()) {
        throw new EpoxyException(
            ErrorCode.SELECTION,
            "Couldn't find model '" + id + "' -- does it exist or is it disabled?");
      }
      ids.add(known);
    }
    return order().parentsFirst(ids);
  }

  private ExitCode executeAsGlueJob(SparkEngine engine, List<UniqueId> selected) {
    GlueLibrary glue = GlueLibrary.begin(SparkSession.active(), context.setting().jobArguments());
    ExitCode exit = execute(engine, selected);
    if (exit == ExitCode.OK) {
      glue.commit();
    }
    return exit;
  }

  private ExitCode execute(SparkEngine engine, List<UniqueId> selected) {
    new LocalSources(context, engine).register(selected);
    List<UniqueId> runnable = selected.stream().filter(this::hasWork).toList();
    createSchemas(context, engine, runnable);
    int threads = EngineFactory.threads(context);
    context.tellExecution(runnable.size());
    GraphRunner runner = new GraphRunner(order(), runnable, threads);
    NodeRun nodes = new NodeRun(context, engine, retry, runnable.size(), runner::interrupt);
    Interruption interruption =
        Interruption.whenStopped(
            () -> {
              runner.interrupt();
              nodes.cancel();
            });
    try {
      RunHooks hooks = new RunHooks(context, engine);
      List<NodeResult> results = new ArrayList<>(hooks.start());
      if (mayGoOn(results)) {
        runner.run(nodes::run, (id, cause) -> nodes.skip(id));
      } else {
        runnable.forEach(nodes::skip);
      }
      nodes.cutShortBy().ifPresent(cause -> tellCutShort(cause, nodes, selected));
      results.addAll(nodes.results());
      return interruption.hasBegun() ? finish(results) : finishWithHooks(hooks, results);
    } finally {
      interruption.close();
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
      finish(results);
      throw e;
    }
    results.addAll(ended);
    return finish(results);
  }

  /** Sources are in it too: a failed test of a source skips what reads that source. */
  private DependencyGraph order() {
    Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();
    manifest.sources().keySet().forEach(id -> parents.put(id, List.of()));
    manifest.nodes().keySet().forEach(id -> parents.put(id, manifest.parents(id)));
    Map<UniqueId, UniqueId> tested = new LinkedHashMap<>();
    manifest
        .unitTests()
        .keySet()
        .forEach(
            id -> manifest.testedModel(id).ifPresent(model -> tested.put(id, model.uniqueId())));
    DependencyGraph graph = BuildOrder.withUnitTests(parents, tested);
    return context.invocation().command() == Command.BUILD
        ? BuildOrder.withTestEdges(graph)
        : graph;
  }

  /** As dbt does, ephemeral models are among the skipped when the run ends early. */
  private void tellCutShort(NodeResult cause, NodeRun nodes, List<UniqueId> selected) {
    selected.stream().filter(id -> !hasWork(id)).forEach(nodes::skip);
    context
        .events()
        .emit(
            new RunEvent.RunCutShort(
                context.events().clock().instant(),
                NodeSummary.of(manifest.findNode(cause.uniqueId()).orElseThrow()),
                cause));
  }

  private ExitCode finish(List<NodeResult> results) {
    Instant end = context.events().clock().instant();
    context.artifacts().writeManifest(manifest);
    context.artifacts().writeRunResults(results);
    if (context.invocation().flags().isOn(Flag.SHOW)) {
      new SeedSamples(context).tell(results);
    }
    List<NodeSummary> summaries =
        results.stream()
            .map(result -> NodeSummary.of(manifest.findNode(result.uniqueId()).orElseThrow()))
            .toList();
    context
        .events()
        .emit(
            new RunEvent.RunFinished(
                end, NodeRun.seconds(context.startedAt(), end), summaries, results));
    boolean failed = results.stream().anyMatch(result -> result.status().isFailure());
    return failed ? ExitCode.FAILED : ExitCode.OK;
  }

  static void createSchemas(CommandContext context, SparkEngine engine, List<UniqueId> runnable) {
    NodeBuild builds = new NodeBuild(context, engine);
    Set<String> schemas = new LinkedHashSet<>();
    for (UniqueId id : runnable) {
      Node node = context.manifest().findNode(id).orElseThrow();
      if (builds.makesRelation(node)) {
        schemas.add(node.relation().schema());
      }
    }
    for (String schema : schemas) {
      if (!engine.warehouse().schemaExists(schema)) {
        engine.warehouse().createSchema(schema);
      }
    }
  }

  private boolean hasWork(UniqueId id) {
    return !LocalSources.isEphemeral(manifest.findNode(id).orElseThrow());
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
            ResourceType.SNAPSHOT);
      default:
        throw new IllegalStateException(command.dbtName());
    }
  }
}
