package io.epoxy.job.command;

import com.google.common.collect.ImmutableSet;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.engine.MissingPartException;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import io.epoxy.model.result.Timing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * {@code compile}: the SQL of every selected node. No Spark is started unless a template asks the
 * warehouse for something.
 */
final class CompileCommand {
  private static final Set<ResourceType> COMPILED =
      ImmutableSet.of(
          ResourceType.MODEL, ResourceType.SNAPSHOT, ResourceType.TEST, ResourceType.ANALYSIS);

  private final CommandContext context;

  CompileCommand(CommandContext context) {
    this.context = context;
  }

  ExitCode run() {
    List<UniqueId> ids = context.select(COMPILED);
    context.artifacts().writeManifest(context.manifest());
    if (ids.isEmpty()) {
      context.events().message(RunEvent.Level.WARN, "NothingToDo", ExecuteCommand.NOTHING_TO_DO);
      return ExitCode.OK;
    }
    List<NodeResult> results = new ArrayList<>();
    try (LazyEngine engine = new LazyEngine(context)) {
      for (UniqueId id : ids) {
        results.add(compile(id, engine.warehouse()));
      }
    } catch (MissingPartException missing) {
      Parts.ask(missing.parts());
      return ExitCode.NEEDS_MORE;
    }
    context.artifacts().writeManifest(context.manifest());
    context.artifacts().writeRunResults(results);
    return ExitCode.OK;
  }

  /**
   * dbt prints the SQL of nodes whose name stands in the first --select value (task/compile.py).
   */
  private boolean isAskedFor(Node node) {
    List<String> select = context.invocation().select();
    return !select.isEmpty() && select.get(0).contains(node.name());
  }

  private NodeResult compile(UniqueId id, Warehouse warehouse) {
    Instant start = context.events().clock().instant();
    Node node = context.manifest().nodes().get(id);
    CompiledNode compiled = context.compiler().compile(context.manifest(), id, warehouse);
    context.artifacts().writeCompiled(compiled);
    if (isAskedFor(node)) {
      context
          .events()
          .message(
              RunEvent.Level.INFO,
              "CompiledNode",
              "Compiled node '" + node.name() + "' is:\n" + compiled.sql());
    }
    Instant end = context.events().clock().instant();
    return new NodeResult(
        id,
        RunStatus.SUCCESS,
        List.of(new Timing("compile", start, end), new Timing("execute", end, end)),
        Thread.currentThread().getName(),
        NodeRun.seconds(start, end),
        Map.of(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.of(compiled.sql()),
        Optional.of(node.relation().render()));
  }
}
