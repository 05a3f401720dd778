package io.epoxy.job.command;

import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.CompiledNode.ExtraCte;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.result.RunEvent;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The SQL of compiled nodes in files, and once that of each ephemeral model inside of one, as
 * dbt-core 1.12 writes it. Thread-safe.
 */
final class CompiledFiles {
  private final CommandContext context;
  private final Set<UniqueId> ephemeral = ConcurrentHashMap.newKeySet();

  CompiledFiles(CommandContext context) {
    this.context = context;
  }

  void write(CompiledNode compiled, Warehouse warehouse) {
    String id = compiled.node().uniqueId().value();
    String text = "Writing injected SQL for node \"" + id + "\"";
    context.events().message(RunEvent.Level.DEBUG, "WritingInjectedSQLForNode", text, Map.of());
    context.artifacts().writeCompiled(compiled);
    for (ExtraCte cte : compiled.extraCtes()) {
      if (ephemeral.add(cte.id())) {
        Node node = context.manifest().findNode(cte.id()).orElseThrow();
        context.artifacts().writeCompiled(CompileCommand.compiled(node, context, warehouse));
      }
    }
  }
}
