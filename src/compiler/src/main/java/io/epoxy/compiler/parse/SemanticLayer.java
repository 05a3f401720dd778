package io.epoxy.compiler.parse;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SemanticLayerNode;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Links metrics, semantic models and saved queries: a metric's measures to their semantic model,
 * its input metrics, a semantic model's table (dbt-core 1.12 {@code _process_metric_node}).
 */
final class SemanticLayer {
  private final Linker linker;
  private final Map<UniqueId, Node> nodes;
  private final Problems problems;
  private final Map<UniqueId, SemanticLayerNode> linked = new LinkedHashMap<>();
  private final Map<String, UniqueId> modelByMeasure = new LinkedHashMap<>();
  private final Set<UniqueId> open = new LinkedHashSet<>();
  private final Map<UniqueId, SemanticLayerNode> parsed = new LinkedHashMap<>();

  SemanticLayer(Linker linker, Map<UniqueId, Node> nodes, Problems problems) {
    this.linker = linker;
    this.nodes = nodes;
    this.problems = problems;
  }

  /** The linked resources by id. */
  Map<UniqueId, SemanticLayerNode> link(List<SemanticLayerNode> found) {
    for (SemanticLayerNode node : found) {
      parsed.put(node.uniqueId(), node);
      if (node.resourceType() == ResourceType.SEMANTIC_MODEL) {
        for (Written measure : Written.listOf(node.body().get("measures"))) {
          measure
              .text("name")
              .ifPresent(
                  name ->
                      modelByMeasure.put(node.info().packageName() + "." + name, node.uniqueId()));
        }
      }
    }
    for (SemanticLayerNode node : found) {
      try {
        switch (node.resourceType()) {
          case SEMANTIC_MODEL -> semanticModel(node);
          case METRIC -> metric(node);
          default -> savedQuery(node);
        }
      } catch (EpoxyException e) {
        problems.add(e);
      }
    }
    return linked;
  }

  private void semanticModel(SemanticLayerNode node) {
    List<RefCall> refs = new ArrayList<>();
    for (Written ref : Written.listOf(node.body().get("refs"))) {
      refs.add(
          new RefCall(
              ref.text("name").orElse(""),
              ref.text("package"),
              Optional.ofNullable(ref.get("version"))));
    }
    List<UniqueId> ids = linker.ids(node, refs, List.of());
    Map<String, Object> body = new LinkedHashMap<>(node.body());
    if (!ids.isEmpty() && nodes.containsKey(ids.get(0))) {
      Node table = nodes.get(ids.get(0));
      Map<String, Object> relation = new LinkedHashMap<>();
      relation.put("alias", table.relation().identifier());
      relation.put("schema_name", table.relation().schema());
      relation.put("database", null);
      relation.put(
          "relation_name",
          table.materialization().equals("ephemeral") ? null : table.relation().render());
      body.put("node_relation", relation);
    }
    put(node, body, ids);
  }

  private void savedQuery(SemanticLayerNode node) {
    List<List<String>> metrics = new ArrayList<>();
    for (String name :
        Properties.texts(Written.of(node.body().get("query_params")).get("metrics"))) {
      metrics.add(List.of(name));
    }
    put(node, node.body(), linker.ids(node, List.of(), metrics));
  }

  private void put(SemanticLayerNode node, Map<String, Object> body, List<UniqueId> ids) {
    linked.put(node.uniqueId(), new SemanticLayerNode(node.info(), body, ids));
  }

  /** The metric with the measures it comes down to; its inputs are linked first. */
  private SemanticLayerNode metric(SemanticLayerNode node) {
    SemanticLayerNode done = linked.get(node.uniqueId());
    if (done != null) {
      return done;
    }
    if (!open.add(node.uniqueId())) {
      throw invalid(node.info(), "The metric `" + node.name() + "` is made from itself.");
    }
    Written params = Written.of(node.body().get("type_params"));
    Set<Object> measures = new LinkedHashSet<>();
    Set<UniqueId> ids = new LinkedHashSet<>();
    for (Object measure : ownMeasures(node, params)) {
      measures.add(measure);
      ids.add(ofMeasure(node, Written.of(measure).text("name").orElse("")));
    }
    Written aggregation = params.map("metric_aggregation_params");
    if (isSimple(node) && params.get("measure") == null && aggregation.get("agg") == null) {
      throw invalid(
          node.info(),
          "Simple metric `"
              + node.name()
              + "` should have a measure or agg type defined, but it does not.");
    }
    aggregation
        .text("semantic_model")
        .ifPresent(
            name ->
                ids.add(UniqueId.of(ResourceType.SEMANTIC_MODEL, node.info().packageName(), name)));
    for (String input : inputs(node, params)) {
      SemanticLayerNode other = metric(find(node, input));
      measures.addAll(Written.of(other.body().get("type_params")).list("input_measures"));
      ids.add(other.uniqueId());
    }
    Map<String, Object> linkedParams = new LinkedHashMap<>(params.data());
    linkedParams.put("input_measures", new ArrayList<>(measures));
    Map<String, Object> body = new LinkedHashMap<>(node.body());
    body.put("type_params", linkedParams);
    put(node, body, new ArrayList<>(ids));
    return linked.get(node.uniqueId());
  }

  private static boolean isSimple(SemanticLayerNode node) {
    return "simple".equals(node.body().get("type"));
  }

  private static List<Object> ownMeasures(SemanticLayerNode node, Written params) {
    List<Object> measures = new ArrayList<>();
    String type = String.valueOf(node.body().get("type"));
    if (params.get("measure") != null && (type.equals("simple") || type.equals("cumulative"))) {
      measures.add(params.get("measure"));
    }
    if (type.equals("conversion")) {
      Written conversion = params.map("conversion_type_params");
      for (String key : List.of("base_measure", "conversion_measure")) {
        if (conversion.get(key) != null) {
          measures.add(conversion.get(key));
        }
      }
    }
    return measures;
  }

  private static List<String> inputs(SemanticLayerNode node, Written params) {
    List<Written> inputs = new ArrayList<>();
    switch (String.valueOf(node.body().get("type"))) {
      case "derived" -> inputs.addAll(Written.listOf(params.get("metrics")));
      case "ratio" -> {
        if (params.get("numerator") == null || params.get("denominator") == null) {
          throw invalid(
              node.info(),
              "Invalid ratio metric. Both a numerator and denominator must be specified");
        }
        inputs.add(params.map("numerator"));
        inputs.add(params.map("denominator"));
      }
      case "cumulative" -> inputs.add(params.map("cumulative_type_params").map("metric"));
      case "conversion" -> {
        inputs.add(params.map("conversion_type_params").map("base_metric"));
        inputs.add(params.map("conversion_type_params").map("conversion_metric"));
      }
      default -> {}
    }
    return inputs.stream().flatMap(input -> input.text("name").stream()).toList();
  }

  private UniqueId ofMeasure(SemanticLayerNode node, String measure) {
    UniqueId own = modelByMeasure.get(node.info().packageName() + "." + measure);
    if (own != null) {
      return own;
    }
    for (Map.Entry<String, UniqueId> one : modelByMeasure.entrySet()) {
      if (one.getKey().endsWith("." + measure)) {
        return one.getValue();
      }
    }
    throw invalid(
        node.info(),
        "A semantic model having a measure `" + measure + "` does not exist but was referenced.");
  }

  private SemanticLayerNode find(SemanticLayerNode node, String name) {
    RefCall call = new RefCall(name, Optional.empty(), Optional.empty());
    return linker
        .metrics()
        .findRef(call, node.info().packageName())
        .map(parsed::get)
        .orElseThrow(
            () ->
                invalid(
                    node.info(),
                    "The metric `"
                        + name
                        + "` does not exist but was referenced by metric `"
                        + node.name()
                        + "`."));
  }

  private static EpoxyException invalid(NodeInfo info, String sentence) {
    return NodeError.parsing(info, sentence);
  }

  /** The members that are of the semantic layer, disabled ones as they are. */
  static SemanticLayerNode unlinked(NodeInfo info, Map<String, Object> body) {
    return new SemanticLayerNode(info, body, List.<UniqueId>of());
  }

  /** Descriptions within a semantic model or metric, rendered. */
  static SemanticLayerNode described(SemanticLayerNode node, DescriptionRenderer descriptions) {
    Map<String, Object> body = new LinkedHashMap<>(node.body());
    describe(body, node, descriptions);
    for (String part : List.of("dimensions", "measures", "entities")) {
      if (body.get(part) instanceof List<?> list) {
        List<Object> rendered = new ArrayList<>();
        for (Object item : list) {
          Map<String, Object> element = Entry.copy((Map<?, ?>) item);
          describe(element, node, descriptions);
          rendered.add(element);
        }
        body.put(part, rendered);
      }
    }
    return new SemanticLayerNode(node.info(), body, node.dependsOn());
  }

  private static void describe(
      Map<String, Object> part, GraphMember owner, DescriptionRenderer descriptions) {
    if (part.get("description") instanceof String text && !text.isEmpty()) {
      part.put("description", descriptions.render(text, owner.info()));
    }
  }
}
