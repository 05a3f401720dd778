package io.epoxy.compiler.semantic;

import io.epoxy.model.graph.SemanticLayerNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Labels tell things apart (MetricFlow's {@code labels.py}). */
final class LabelRules {
  private LabelRules() {}

  static void metrics(Layer layer, Findings findings) {
    unique(layer.metrics(), "metric", findings);
  }

  static void models(Layer layer, Findings findings) {
    unique(layer.models().stream().map(SemanticModel::node).toList(), "semantic model", findings);
    for (SemanticModel model : layer.models()) {
      elements(model, "Dimension", "dimensions", model.dimensions(), findings);
      elements(model, "Entity", "entities", model.entities(), findings);
      elements(model, "Measure", "measures", model.measures(), findings);
    }
  }

  /** Entities of one name have one label. */
  static void entities(Layer layer, Findings findings) {
    Map<String, String> labels = new HashMap<>();
    Map<String, String> models = new HashMap<>();
    for (SemanticModel model : layer.models()) {
      for (Part entity : model.entities()) {
        Optional<String> label = entity.text("label");
        if (label.isEmpty()) {
          continue;
        }
        String before = labels.putIfAbsent(entity.name(), label.get());
        models.putIfAbsent(entity.name(), model.name());
        if (before != null && !before.equals(label.get())) {
          findings.error(
              model.node(),
              "Entities with the same name must have the same label or the label must be `None`."
                  + " Entity `"
                  + entity.name()
                  + "` on semantic model `"
                  + model.name()
                  + "` has label `"
                  + label.get()
                  + "` but the same entity on semantic model `"
                  + models.get(entity.name())
                  + "`");
        }
      }
    }
  }

  private static void unique(List<SemanticLayerNode> nodes, String kind, Findings findings) {
    Map<String, String> labels = new HashMap<>();
    for (SemanticLayerNode node : nodes) {
      Part.of(node.body())
          .text("label")
          .ifPresent(
              label -> {
                String other = labels.putIfAbsent(label, node.name());
                if (other != null) {
                  findings.error(
                      node,
                      "Can't use label `"
                          + label
                          + "` for  "
                          + kind
                          + " `"
                          + node.name()
                          + "` as it's already used for "
                          + kind
                          + " `"
                          + other
                          + "`");
                }
              });
    }
  }

  private static void elements(
      SemanticModel model, String kind, String several, List<Part> parts, Findings findings) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Part part : parts) {
      part.text("label").ifPresent(label -> counts.merge(label, 1, Integer::sum));
    }
    counts.forEach(
        (label, count) -> {
          if (count > 1) {
            findings.error(
                model.node(),
                kind
                    + " labels must be unique within a semantic model. The label `"
                    + label
                    + "` was used for "
                    + count
                    + " "
                    + several
                    + " on semantic model `"
                    + model.name());
          }
        });
  }
}
