package io.epoxy.compiler.semantic;

import io.epoxy.model.graph.SemanticLayerNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds of conversion metrics over two measures (MetricFlow's {@code metrics.py}). */
final class ConversionRules {
  private ConversionRules() {}

  static void conversions(Layer layer, Findings findings) {
    for (SemanticLayerNode metric : layer.metrics()) {
      Part params = Layer.params(metric).part("conversion_type_params");
      Part base = params.part("base_measure");
      Part conversion = params.part("conversion_measure");
      Optional<SemanticModel> from = model(layer, base);
      Optional<SemanticModel> to = model(layer, conversion);
      if (from.isEmpty() || to.isEmpty()) {
        continue; // links that lead nowhere are told of before
      }
      String entity = params.text("entity").orElse("");
      entity(metric, entity, "base", from.get(), findings);
      entity(metric, entity, "conversion", to.get(), findings);
      counted(metric, base, from.get(), findings);
      counted(metric, conversion, to.get(), findings);
      if (conversion.find("filter").isPresent()) {
        findings.warning(
            metric,
            "Measure input '"
                + conversion.name()
                + "' has a filter. For conversion metrics, filtering on the conversion input is"
                + " not fully supported yet.");
      }
      MetricRules.window(layer, metric, params.part("window"), findings);
      constants(metric, params, "base_property", from.get(), findings);
      constants(metric, params, "conversion_property", to.get(), findings);
    }
  }

  private static Optional<SemanticModel> model(Layer layer, Part input) {
    return layer.models().stream()
        .filter(model -> measure(model, input.name()).isPresent())
        .findFirst();
  }

  private static Optional<Part> measure(SemanticModel model, String name) {
    return model.measures().stream().filter(own -> own.name().equals(name)).findFirst();
  }

  private static void entity(
      SemanticLayerNode metric, String name, String role, SemanticModel model, Findings findings) {
    if (model.entities().stream().noneMatch(entity -> entity.name().equals(name))) {
      findings.error(
          metric,
          "Entity: " + name + " not found in " + role + " semantic model: " + model.name() + ".");
    }
  }

  private static void counted(
      SemanticLayerNode metric, Part input, SemanticModel model, Findings findings) {
    Part measure = measure(model, input.name()).orElseThrow();
    String aggregation = measure.text("agg").orElse("");
    boolean counts =
        List.of("count", "count_distinct").contains(aggregation)
            || aggregation.equals("sum") && measure.is("expr", "1");
    if (!counts) {
      findings.error(
          metric,
          "For conversion metrics, the input measure must be COUNT/SUM(1)/COUNT_DISTINCT. Measure '"
              + measure.name()
              + "' is agg type: AggregationType."
              + aggregation.toUpperCase(Locale.ROOT));
    }
  }

  private static void constants(
      SemanticLayerNode metric, Part params, String key, SemanticModel model, Findings findings) {
    Set<String> known =
        Stream.concat(model.entities().stream(), model.dimensions().stream())
            .map(Part::name)
            .collect(Collectors.toSet());
    for (Part property : params.parts("constant_properties")) {
      String name = property.text(key).orElse("");
      if (!known.contains(name)) {
        findings.error(
            metric,
            "The provided constant property: "
                + name
                + ", cannot be found in semantic model "
                + model.name());
      }
    }
  }
}
