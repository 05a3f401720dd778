package io.epoxy.job.command;

import com.google.common.collect.ImmutableSet;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.compiler.NodeMacros;
import io.epoxy.engine.MissingPartException;
import io.epoxy.engine.SparkEngine;
import io.epoxy.engine.execute.SessionWarehouse;
import io.epoxy.engine.schedule.GraphRunner;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import io.epoxy.model.result.Timing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code clone}: relations that stand for those of another state, in no order, without a line for
 * each (dbt-core 1.12 task/clone.py).
 */
final class CloneCommand {
  private final CommandContext context;
  private final Manifest manifest;
  private final List<NodeResult> results = Collections.synchronizedList(new ArrayList<>());

  CloneCommand(CommandContext context) {
    this.context = context;
    this.manifest = context.manifest();
  }

  ExitCode run() {
    List<UniqueId> selected =
        context.select(
            ImmutableSet.of(ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT));
    List<UniqueId> stored =
        selected.stream()
            .filter(id -> !LocalSources.isEphemeral(manifest.nodes().get(id)))
            .toList();
    if (stored.isEmpty()) {
      context.events().message(RunEvent.Level.WARN, "NothingToDo", ExecuteCommand.NOTHING_TO_DO);
      context.artifacts().writeRunResults(List.of());
      ExecuteCommand.tellNothing(context);
      return ExitCode.OK;
    }
    try (NodeGovernance governance = NodeGovernance.of(context, stored);
        SparkEngine engine = EngineFactory.open(context)) {
      engine.governBy(governance);
      context.events().release();
      ExecuteCommand.createSchemas(context, engine, stored);
      return makeAll(engine, stored);
    } catch (MissingPartException missing) {
      Parts.ask(missing.parts());
      return ExitCode.NEEDS_MORE;
    }
  }

  private ExitCode makeAll(SparkEngine engine, List<UniqueId> stored) {
    int threads = EngineFactory.threads(context);
    context.tellExecution(stored.size());
    Map<UniqueId, Relation> others = context.compiler().otherRelations(manifest);
    Map<UniqueId, List<UniqueId>> free = new LinkedHashMap<>();
    stored.forEach(id -> free.put(id, List.of()));
    new GraphRunner(DependencyGraph.of(free), stored, threads)
        .run(
            id -> make(engine, manifest.nodes().get(id), Optional.ofNullable(others.get(id))),
            (id, cause) -> {});
    context.artifacts().writeManifest(manifest);
    context.artifacts().writeRunResults(results);
    List<NodeSummary> summaries =
        results.stream().map(result -> context.summary(result.uniqueId())).toList();
    context
        .events()
        .emit(
            new RunEvent.RunFinished(
                now(),
                NodeRun.seconds(context.startedAt(), now()),
                summaries,
                results,
                false,
                RunEvent.RunFinished.Ending.RESULTS));
    boolean failed = results.stream().anyMatch(result -> result.status().isFailure());
    return failed ? ExitCode.FAILED : ExitCode.OK;
  }

  private RunStatus make(SparkEngine engine, Node node, Optional<Relation> other) {
    Instant start = now();
    RunStatus status = RunStatus.SUCCESS;
    String message;
    try {
      message = message(engine, node, other);
    } catch (EpoxyException e) {
      status = RunStatus.ERROR;
      message = NodeRun.describe(e, node);
    }
    results.add(
        context
            .events()
            .scrub(
                new NodeResult(
                    node.uniqueId(),
                    status,
                    List.of(
                        new Timing("compile", start, start), new Timing("execute", start, now())),
                    Events.thread(),
                    NodeRun.seconds(start, now()),
                    message.equals("OK") ? Map.of("_message", "OK") : Map.of(),
                    Optional.of(message),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.of(node.relation().render()),
                    Optional.empty())));
    return status;
  }

  private String message(SparkEngine engine, Node node, Optional<Relation> other) {
    CompiledNode ready = new CompiledNode(node, "", List.of(), List.of(), List.of());
    NodeMacros macros = context.compiler().macros(manifest, engine.warehouse());
    if (macros.clones()) {
      return cloneByMacro(engine, macros, ready);
    }
    if (other.isEmpty()) {
      tell("No relation found in state manifest for " + node.uniqueId());
      return "No-op";
    }
    Optional<Relation> existing = engine.warehouse().findRelation(node.relation());
    if (existing.isPresent() && !context.invocation().fullRefresh()) {
      tell("Relation " + existing.get().render() + " already exists");
      return "No-op";
    }
    engine.cloneFrom(other.get(), ready, text -> context.artifacts().writeRun(ready, text));
    return "OK";
  }

  private String cloneByMacro(SparkEngine engine, NodeMacros macros, CompiledNode ready) {
    engine.governAhead(ready.node());
    try (SessionWarehouse session = engine.openSession(ready.node())) {
      Optional<NodeMacros.Built> made =
          macros.makeClone(ready, session, text -> context.artifacts().writeRun(ready, text));
      made.ifPresent(clone -> engine.govern(ready.node()));
      return made.map(NodeMacros.Built::message).orElse("No-op");
    }
  }

  private void tell(String text) {
    context.events().message(RunEvent.Level.INFO, "JinjaLogInfo", text);
  }

  private Instant now() {
    return context.events().clock().instant();
  }
}
