package io.epoxy.compiler.parse;

import io.epoxy.compiler.compile.ConcurrentBatches;
import io.epoxy.compiler.compile.StrategyMacros;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What dbt warns of where microbatch models will not do what they look like (dbt-core 1.12 {@code
 * check_microbatch_model_has_a_filtered_input}, {@code check_forcing_batch_concurrency}).
 */
record MicrobatchInputs(ParseInput input, Warnings warnings) {
  void check(Manifest manifest) {
    StrategyMacros strategies = new StrategyMacros(input.contexts());
    ConcurrentBatches concurrent = new ConcurrentBatches(input.contexts());
    Map<String, List<String>> obstacles = new LinkedHashMap<>();
    for (Node node : manifest.nodes().values()) {
      if (strategies.runsInBatches(node) && !isFiltered(node, manifest)) {
        warnings.warn(
            "MicrobatchModelNoEventTimeInputs",
            "The microbatch model '"
                + node.name()
                + "' has no 'ref' or 'source' input with an 'event_time' configuration. \nThis"
                + " means no filtering can be applied and can result in unexpected duplicate"
                + " records in the resulting microbatch model.");
      }
      if (ConcurrentBatches.areWanted(node) && strategies.runsInBatches(node)) {
        concurrent
            .obstacle(node)
            .ifPresent(
                why -> obstacles.computeIfAbsent(why, key -> new ArrayList<>()).add(node.name()));
      }
    }
    obstacles.forEach(this::warnOfConcurrency);
  }

  /** dbt's sentence, with the obstacle in place of the adapter that supports nothing. */
  private void warnOfConcurrency(String obstacle, List<String> models) {
    warnings.warn(
        "InvalidConcurrentBatchesConfig",
        "Found "
            + models.size()
            + " microbatch model"
            + (models.size() == 1 ? "" : "s")
            + " with the `concurrent_batches` config set to true ("
            + String.join(", ", models)
            + "), but "
            + obstacle
            + ". Batches will be run sequentially.");
  }

  private static boolean isFiltered(Node node, Manifest manifest) {
    return node.code().dependsOnNodes().stream()
        .map(id -> info(id, manifest))
        .flatMap(Optional::stream)
        .anyMatch(info -> info.config().string("event_time").isPresent());
  }

  private static Optional<NodeInfo> info(UniqueId id, Manifest manifest) {
    return Optional.ofNullable(manifest.nodes().get(id))
        .map(Node::info)
        .or(() -> Optional.ofNullable(manifest.sources().get(id)).map(source -> source.info()));
  }
}
