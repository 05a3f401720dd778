package io.epoxy.compiler.semantic;

import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ModelPromises.CustomGranularity;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SemanticLayerNode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that the rules look at.
 *
 * @param timeSpines the models that are calendars
 * @param granularities those that these define
 */
record Layer(
    List<SemanticModel> models,
    List<SemanticLayerNode> metrics,
    List<SemanticLayerNode> savedQueries,
    List<ModelNode> timeSpines,
    Set<String> granularities) {
  static Layer of(Manifest manifest) {
    List<ModelNode> spines =
        manifest.nodes().values().stream()
            .filter(ModelNode.class::isInstance)
            .map(ModelNode.class::cast)
            .filter(model -> model.promises().timeSpine().isPresent())
            .toList();
    return new Layer(
        asWritten(manifest, ResourceType.SEMANTIC_MODEL).stream().map(SemanticModel::new).toList(),
        asWritten(manifest, ResourceType.METRIC),
        asWritten(manifest, ResourceType.SAVED_QUERY),
        spines,
        spines.stream()
            .flatMap(model -> model.promises().timeSpine().stream())
            .flatMap(spine -> spine.customGranularities().stream())
            .map(CustomGranularity::name)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** In the order in which they are read: the second of two alike is the one that is wrong. */
  private static List<SemanticLayerNode> asWritten(Manifest manifest, ResourceType type) {
    return manifest.semanticLayer(type).stream()
        .sorted(
            Comparator.comparing((SemanticLayerNode node) -> node.info().originalFilePath())
                .thenComparing(node -> node.info().location().line()))
        .toList();
  }

  /** A metric's parameters. */
  static Part params(SemanticLayerNode metric) {
    return Part.of(metric.body()).part("type_params");
  }

  static boolean isOf(SemanticLayerNode metric, String type) {
    return Part.of(metric.body()).is("type", type);
  }
}
