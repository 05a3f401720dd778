package io.epoxy.compiler.parse;

import io.epoxy.model.graph.SemanticLayerNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parsers of the semantic layer, one method for each key of property files that has it. */
record SemanticParsers(
    NodeSpecs specs,
    SemanticModelParser models,
    MetricParser metrics,
    SavedQueryParser savedQueries) {

  /** A semantic model, and the metrics that its measures ask for. */
  List<SemanticLayerNode> semanticModel(Patch patch) {
    Entry entry = specs.entry(patch);
    SemanticModelParser.Parsed model = models.parse(entry);
    List<SemanticLayerNode> all = new ArrayList<>();
    all.add(SemanticLayer.unlinked(model.info(), model.body()));
    metrics
        .ofMeasures(entry, model)
        .forEach(metric -> all.add(SemanticLayer.unlinked(metric.info(), metric.body())));
    return all;
  }

  List<SemanticLayerNode> metric(Patch patch) {
    MetricParser.Parsed metric = metrics.parse(specs.entry(patch));
    return List.of(SemanticLayer.unlinked(metric.info(), metric.body()));
  }

  List<SemanticLayerNode> savedQuery(Patch patch) {
    SavedQueryParser.Parsed query = savedQueries.parse(specs.entry(patch));
    return List.of(SemanticLayer.unlinked(query.info(), query.body()));
  }

  /** The semantic model that a model's own entry makes of it, and its metrics. */
  List<SemanticLayerNode> model(Patch patch) {
    if (patch.yaml().find("semantic_model").isEmpty()) {
      return List.of();
    }
    Entry entry = specs.entry(patch);
    Optional<SemanticModelParser.Parsed> model =
        models.ofModel(entry, entry.textOrEmpty("description"));
    if (model.isEmpty()) {
      return List.of();
    }
    List<SemanticLayerNode> all = new ArrayList<>();
    all.add(SemanticLayer.unlinked(model.get().info(), model.get().body()));
    metrics
        .ofModel(entry, model.get().info().name())
        .forEach(metric -> all.add(SemanticLayer.unlinked(metric.info(), metric.body())));
    return all;
  }
}
