package io.epoxy.job.command;

import com.google.common.collect.ImmutableSet;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Flag;
import io.epoxy.engine.MissingPartException;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.result.NodeAtWork;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import io.epoxy.model.result.Timing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * {@code compile}: the SQL of every selected node, or of a query. No Spark is started unless a
 * template asks the warehouse for something.
 */
final class CompileCommand {
  static final Set<ResourceType> COMPILED =
      ImmutableSet.of(
          ResourceType.MODEL,
          ResourceType.SEED,
          ResourceType.SNAPSHOT,
          ResourceType.TEST,
          ResourceType.ANALYSIS,
          ResourceType.FUNCTION,
          ResourceType.OPERATION);

  private final ChosenNodes chosen;
  private final CommandContext context;
  private final CompiledFiles files;

  CompileCommand(CommandContext context) {
    this.chosen = ChosenNodes.of(context, COMPILED);
    this.context = chosen.context();
    this.files = new CompiledFiles(context);
  }

  ExitCode run() {
    try (LazyEngine engine = new LazyEngine(context)) {
      compileAll(engine.warehouse());
      return ExitCode.OK;
    } catch (MissingPartException missing) {
      Parts.ask(missing.parts());
      return ExitCode.NEEDS_MORE;
    }
  }

  /** Compiles what is selected, and writes manifest and results. */
  void compileAll(Warehouse warehouse) {
    if (chosen.tellIfNone()) {
      if (context.invocation().command() == Command.DOCS_GENERATE) {
        chosen.writeManifest();
      }
      context.artifacts().writeRunResults(List.of());
      return;
    }
    chosen.tellConcurrency();
    List<NodeResult> results = new ArrayList<>();
    Map<Node, String> printed = new LinkedHashMap<>();
    for (UniqueId id : chosen.ids()) {
      compile(id, warehouse, results, printed);
    }
    NodeText text = new NodeText(context);
    printed.forEach(text::compiled);
    chosen.writeManifest();
    context.artifacts().writeRunResults(results);
  }

  /** The first node that fails ends the command; its error is the text of a runtime error. */
  static CompiledNode compiled(Node node, CommandContext context, Warehouse warehouse) {
    try {
      return context.compiler().compile(context.manifest(), node.uniqueId(), warehouse);
    } catch (EpoxyException e) {
      throw new EpoxyException(ErrorCode.PROJECT, NodeRun.describe(e, node), null, e);
    }
  }

  private void compile(
      UniqueId id, Warehouse warehouse, List<NodeResult> results, Map<Node, String> printed) {
    Instant start = context.events().clock().instant();
    Node node = context.manifest().findNode(id).orElseThrow();
    NodeSummary summary = context.summary(node);
    context.events().work(new NodeAtWork(summary, NodeAtWork.Phase.COMPILING, start));
    Optional<String> sql = Optional.empty(); // as a seed's
    if (node.resourceType() != ResourceType.SEED) {
      CompiledNode compiled = compiled(node, context, warehouse);
      sql = Optional.of(compiled.sql());
      // Uninjected SQL is shown only, as in dbt.
      if (context.invocation().flags().isOn(Flag.INJECT_EPHEMERAL_CTES)) {
        files.write(compiled, warehouse);
      }
    }
    context.events().rest();
    if (chosen.isAskedFor(node)) {
      printed.put(node, sql.orElse(""));
    } else if (!context.invocation().select().isEmpty()) {
      context
          .events()
          .message(
              RunEvent.Level.DEBUG, "Note", "Excluded node '" + node.name() + "' from results");
    }
    if (LocalSources.isEphemeral(node) && !chosen.keepsEphemeral()) {
      return;
    }
    Instant end = context.events().clock().instant();
    results.add(
        new NodeResult(
            id,
            RunStatus.SUCCESS,
            List.of(new Timing("compile", start, end), new Timing("execute", end, end)),
            Events.thread(),
            NodeRun.seconds(start, end),
            Map.of(),
            Optional.empty(),
            OptionalLong.empty(),
            sql,
            node.relationName(),
            Optional.empty()));
  }
}
