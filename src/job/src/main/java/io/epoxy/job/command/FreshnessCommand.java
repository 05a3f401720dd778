package io.epoxy.job.command;

import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.engine.MissingPartException;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.schedule.GraphRunner;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.HookNode;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code source freshness}: how old the data of the selected sources is (dbt-core 1.12). */
final class FreshnessCommand {
  private final CommandContext context;

  FreshnessCommand(CommandContext context) {
    this.context = context;
  }

  ExitCode run() {
    context
        .invocation()
        .flags()
        .text(Flag.OUTPUT_PATH)
        .ifPresent(
            path ->
                context
                    .events()
                    .message(
                        RunEvent.Level.WARN,
                        "CustomOutputPathInSourceFreshnessDeprecation",
                        "Custom output path usage `--output "
                            + path
                            + "` usage detected in `dbt source freshness` command."));
    List<UniqueId> selected =
        context.select(Set.of(ResourceType.SOURCE)).stream()
            .filter(id -> context.manifest().sources().get(id).hasFreshness())
            .toList();
    if (selected.isEmpty()) {
      context.events().message(RunEvent.Level.WARN, "NothingToDo", ExecuteCommand.NOTHING_TO_DO);
      context.artifacts().writeSources(List.of());
      tellDone();
      return ExitCode.OK;
    }
    try (SparkEngine engine = EngineFactory.open(context)) {
      context.events().release();
      return check(engine, selected);
    } catch (MissingPartException missing) {
      Parts.ask(missing.parts());
      return ExitCode.NEEDS_MORE;
    }
  }

  private ExitCode check(SparkEngine engine, List<UniqueId> selected) {
    new LocalSources(context, engine).registerSources(selected);
    int threads = EngineFactory.threads(context);
    context.tellExecution(selected.size());
    Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();
    selected.forEach(id -> parents.put(id, List.of()));
    GraphRunner runner = new GraphRunner(DependencyGraph.of(parents), selected, threads);
    FreshnessRun sources = new FreshnessRun(context, engine, selected.size());
    try (Interruption interruption =
        Interruption.whenStopped(
            () -> {
              runner.interrupt();
              engine.cancelAll();
            })) {
      RunHooks hooks = new RunHooks(context, engine);
      boolean withHooks = runsHooks();
      List<NodeResult> results = new ArrayList<>(withHooks ? hooks.start() : List.of());
      // A source is never skipped, but after a failed hook dbt asks for none.
      if (results.stream().noneMatch(result -> result.status().isFailure())) {
        runner.run(sources::run, (id, cause) -> {});
      }
      results.addAll(sources.results());
      if (withHooks && !interruption.hasBegun()) {
        results.addAll(hooks.end(results));
      }
      return finish(sources, results);
    }
  }

  private boolean runsHooks() {
    boolean wanted =
        BehaviourFlags.isOn(
            context.compiler().project().flags(), "source_freshness_run_project_hooks");
    if (!wanted
        && context.manifest().nodes().values().stream().anyMatch(HookNode.class::isInstance)) {
      context
          .events()
          .message(
              RunEvent.Level.WARN,
              "SourceFreshnessProjectHooksNotRun",
              "In a future version of dbt, the `source freshness` command will start running"
                  + " `on-run-start` and `on-run-end` hooks by default. For more information:"
                  + " https://docs.getdbt.com/reference/global-configs/legacy-behaviors");
    }
    return wanted;
  }

  private ExitCode finish(FreshnessRun sources, List<NodeResult> results) {
    Instant end = context.events().clock().instant();
    context.artifacts().writeSources(sources.known());
    List<NodeSummary> summaries =
        results.stream().map(result -> context.summary(result.uniqueId())).toList();
    context
        .events()
        .emit(
            new RunEvent.RunFinished(
                end, NodeRun.seconds(context.startedAt(), end), summaries, results));
    tellDone();
    boolean failed = results.stream().anyMatch(result -> result.status().isFailure());
    return failed ? ExitCode.FAILED : ExitCode.OK;
  }

  private void tellDone() {
    context.events().message(RunEvent.Level.INFO, "FreshnessCheckComplete", "Done.");
  }
}
