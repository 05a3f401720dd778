package io.epoxy.job.command;

import io.epoxy.bundle.run.Command;
import io.epoxy.engine.schedule.BuildOrder;
import io.epoxy.model.graph.DependencyGraph;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What waits for what in a command, and what a failure stops. */
record ExecutionOrder(Manifest manifest, Command command) {
  /**
   * Everything of the project is in it, built or not: a failed test of a source skips what reads
   * that source, and a saved query waits for the models of its metrics.
   */
  DependencyGraph graph() {
    boolean build = command == Command.BUILD;
    Map<UniqueId, List<UniqueId>> parents = new LinkedHashMap<>();
    manifest
        .members()
        .forEach(
            (id, member) -> {
              if (!build || id.resourceType() != ResourceType.UNIT_TEST) {
                parents.put(id, member.dependsOn());
              }
            });
    if (!build) {
      return DependencyGraph.of(parents); // elsewhere a failing unit test stops nothing
    }
    Map<UniqueId, UniqueId> tested = new LinkedHashMap<>();
    manifest
        .unitTests()
        .keySet()
        .forEach(
            id -> manifest.testedModel(id).ifPresent(model -> tested.put(id, model.uniqueId())));
    return BuildOrder.withTestEdges(BuildOrder.withUnitTests(parents, tested));
  }

  /**
   * Whether what is below a model runs even when the model fails: {@code on_error: continue}, which
   * only models have (dbt-core 1.12 {@code task/runnable.py}, _handle_result).
   */
  boolean goesOnAfter(UniqueId id) {
    return manifest.nodes().get(id) instanceof ModelNode model
        && model.info().config().string("on_error").filter("continue"::equals).isPresent();
  }
}
