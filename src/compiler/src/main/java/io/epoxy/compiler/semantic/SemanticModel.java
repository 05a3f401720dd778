package io.epoxy.compiler.semantic;

import io.epoxy.model.graph.SemanticLayerNode;
import java.util.List;
import java.util.Optional;

/** A semantic model with its elements. */
record SemanticModel(SemanticLayerNode node) {
  String name() {
    return node.name();
  }

  List<Part> measures() {
    return Part.all(node.body().get("measures"));
  }

  List<Part> dimensions() {
    return Part.all(node.body().get("dimensions"));
  }

  List<Part> entities() {
    return Part.all(node.body().get("entities"));
  }

  List<Part> entities(String type) {
    return entities().stream().filter(entity -> entity.is("type", type)).toList();
  }

  Optional<String> text(String key) {
    return Part.of(node.body()).text(key);
  }

  Optional<String> defaultTimeDimension() {
    return Part.of(node.body()).part("defaults").text("agg_time_dimension");
  }

  boolean hasTimeDimension(String name) {
    return dimensions().stream()
        .anyMatch(dimension -> dimension.is("type", "time") && dimension.name().equals(name));
  }
}
