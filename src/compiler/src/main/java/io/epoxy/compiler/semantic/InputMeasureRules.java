package io.epoxy.compiler.semantic;

import io.epoxy.model.graph.SemanticLayerNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What holds of the measures that a metric is made from (MetricFlow's {@code measures.py}). */
final class InputMeasureRules {
  private InputMeasureRules() {}

  static void aliases(Layer layer, Findings findings) {
    Set<String> measures = measures(layer).keySet();
    Map<String, List<String>> taken = new LinkedHashMap<>();
    for (SemanticLayerNode metric : layer.metrics()) {
      List<Part> inputs = inputs(metric);
      required(metric, inputs, findings);
      for (Part input : inputs) {
        input
            .text("alias")
            .ifPresent(alias -> alias(metric, input, alias, measures, taken, findings));
      }
    }
  }

  /** The metric's own measures and those of the metrics it is made from. */
  private static List<Part> inputs(SemanticLayerNode metric) {
    return Layer.params(metric).parts("input_measures");
  }

  /** Inputs of one measure that differ need names, where they are filtered. */
  private static void required(SemanticLayerNode metric, List<Part> inputs, Findings findings) {
    Map<String, List<Part>> byMeasure = new LinkedHashMap<>();
    for (Part input : inputs) {
      byMeasure.computeIfAbsent(input.name(), name -> new ArrayList<>()).add(input);
    }
    byMeasure.forEach(
        (measure, same) -> {
          boolean unnamed =
              same.stream()
                  .anyMatch(
                      input -> input.find("filter").isPresent() && input.text("alias").isEmpty());
          if (same.size() > 1 && unnamed) {
            unnamed(metric, measure, findings);
          }
        });
  }

  private static void unnamed(SemanticLayerNode metric, String measure, Findings findings) {
    findings.error(
        metric,
        "PydanticMetric "
            + metric.name()
            + " depends on multiple different constrained versions of measure "
            + measure
            + ". In such cases, aliases must be provided, but the following input measures have"
            + " constraints specified without an alias: ["
            + measure
            + "].");
  }

  private static void alias(
      SemanticLayerNode metric,
      Part input,
      String alias,
      Set<String> measures,
      Map<String, List<String>> taken,
      Findings findings) {
    NameRules.valid(alias, metric, findings);
    if (measures.contains(alias)) {
      findings.error(
          metric,
          "Alias `"
              + alias
              + "` for measure `"
              + input.name()
              + "` conflicts with measure names defined elsewhere in the model! This can cause"
              + " ambiguity for certain types of query. Please choose another alias.");
    }
    List<String> others = taken.computeIfAbsent(alias, name -> new ArrayList<>());
    if (!others.isEmpty()) {
      findings.error(
          metric,
          "Measure alias "
              + alias
              + " conflicts with a measure alias used elsewhere in the model! This can cause"
              + " ambiguity for certain types of query. Please choose another alias, or, if the"
              + " measures are constrained in the same way, consider centralizing that definition"
              + " in a new semantic model. Measure: "
              + input.name()
              + ". Existing metrics with that measure alias used: ["
              + others.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "))
              + "]");
    }
    others.add(metric.name());
  }

  /** An expression beside a measure says nothing. */
  static void expressions(Layer layer, Findings findings) {
    Map<String, Part> measures = measures(layer);
    for (SemanticLayerNode metric : layer.metrics()) {
      Part params = Layer.params(metric);
      Part measure = measures.get(params.part("measure").name());
      if (!Layer.isOf(metric, "simple") || measure == null) {
        continue;
      }
      params
          .text("expr")
          .filter(expr -> !expr.equals(measure.name()) && !measure.is("expr", expr))
          .ifPresent(
              expr ->
                  findings.warning(
                      metric,
                      "Metric '"
                          + metric.name()
                          + "' should not have an expr set if it's proxy from measures"));
    }
  }

  private static Map<String, Part> measures(Layer layer) {
    Map<String, Part> all = new LinkedHashMap<>();
    layer.models().forEach(model -> model.measures().forEach(own -> all.put(own.name(), own)));
    return all;
  }
}
