package io.epoxy.compiler.semantic;

import io.epoxy.model.graph.SemanticLayerNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** The metric's own measure, or the two of a conversion. */
  private static List<Part> inputs(SemanticLayerNode metric) {
    Part params = Layer.params(metric);
    Part conversion = params.part("conversion_type_params");
    return Stream.of(
            params.part("measure"),
            conversion.part("base_measure"),
            conversion.part("conversion_measure"))
        .filter(input -> !input.keys().isEmpty())
        .toList();
  }

  /** Two inputs of one measure that differ need names, where they are filtered. */
  private static void required(SemanticLayerNode metric, List<Part> inputs, Findings findings) {
    if (inputs.size() < 2
        || !inputs.get(0).name().equals(inputs.get(1).name())
        || inputs.get(0).equals(inputs.get(1))) {
      return;
    }
    boolean unnamed =
        inputs.stream()
            .anyMatch(input -> input.find("filter").isPresent() && input.text("alias").isEmpty());
    if (unnamed) {
      findings.error(
          metric,
          "PydanticMetric "
              + metric.name()
              + " depends on multiple different constrained versions of measure "
              + inputs.get(0).name()
              + ". In such cases, aliases must be provided, but the following input measures have"
              + " constraints specified without an alias: ["
              + inputs.get(0).name()
              + "].");
    }
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
