package io.epoxy.compiler.semantic;

import io.epoxy.model.graph.SemanticLayerNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What holds of derived and cumulative metrics (MetricFlow's {@code metrics.py}). */
final class MetricRules {
  private static final String NOT_CUSTOM =
      " Custom granularities are not supported for this field yet.";

  private MetricRules() {}

  static void derived(Layer layer, Findings findings) {
    for (SemanticLayerNode metric : layer.metrics()) {
      Part params = Layer.params(metric);
      List<Part> inputs = params.parts("metrics");
      boolean derived = Layer.isOf(metric, "derived");
      if (derived) {
        aliases(metric, inputs, findings);
      }
      inputs.forEach(input -> offsets(layer, metric, input, findings));
      if (derived) {
        expression(metric, params.text("expr"), inputs, findings);
      }
    }
  }

  private static void aliases(SemanticLayerNode metric, List<Part> inputs, Findings findings) {
    if (inputs.isEmpty()) {
      findings.error(
          metric,
          "No input metrics found for derived metric '"
              + metric.name()
              + "'. Please add metrics to type_params.metrics.");
    }
    Set<String> taken = inputs.stream().map(Part::name).collect(Collectors.toSet());
    for (Part input : inputs) {
      Optional<String> alias = input.text("alias");
      if (alias.isEmpty()) {
        continue;
      }
      NameRules.valid(alias.get(), metric, findings);
      if (taken.contains(alias.get())) {
        findings.error(
            metric,
            "Alias '"
                + alias.get()
                + "' for input metric: '"
                + input.name()
                + "' is already being used. Please choose another alias.");
      }
    }
  }

  private static void offsets(
      Layer layer, SemanticLayerNode metric, Part input, Findings findings) {
    Part window = input.part("offset_window");
    Optional<String> grain = input.text("offset_to_grain");
    if (!window.keys().isEmpty()) {
      String unit = unit(window, layer.granularities());
      if (!isStandard(unit) && !layer.granularities().contains(unit)) {
        findings.error(metric, wrongWindow(window, unit));
      }
    }
    grain
        .filter(name -> !isStandard(name))
        .ifPresent(
            name ->
                findings.error(
                    metric,
                    "Invalid time granularity found in `offset_to_grain`: '"
                        + name
                        + "'."
                        + NOT_CUSTOM));
    if (!window.keys().isEmpty() && grain.isPresent()) {
      findings.error(
          metric,
          "Both offset_window and offset_to_grain set for derived metric '"
              + metric.name()
              + "' on input metric '"
              + input.name()
              + "'. Please set one or the other.");
    }
  }

  private static void expression(
      SemanticLayerNode metric, Optional<String> expression, List<Part> inputs, Findings findings) {
    if (expression.isEmpty()) {
      findings.warning(
          metric,
          "No `expr` set for derived metric "
              + metric.name()
              + ". Please add an `expr` that references all input metrics.");
      return;
    }
    for (Part input : inputs) {
      String name = input.text("alias").orElse(input.name());
      if (!expression.get().contains(name)) {
        findings.warning(
            metric,
            "Input metric '"
                + name
                + "' is not used in `expr`: '"
                + expression.get()
                + "' for derived metric '"
                + metric.name()
                + "'. Please update the `expr` or remove the input metric.");
      }
    }
  }

  static void cumulative(Layer layer, Findings findings) {
    for (SemanticLayerNode metric : layer.metrics()) {
      if (!Layer.isOf(metric, "cumulative")) {
        continue;
      }
      Part old = Layer.params(metric);
      Part nested = old.part("cumulative_type_params");
      Part window =
          nested.part("window").keys().isEmpty() ? old.part("window") : nested.part("window");
      Optional<String> grain = nested.text("grain_to_date").or(() -> old.text("grain_to_date"));
      grain
          .filter(name -> !isStandard(name))
          .ifPresent(
              name ->
                  findings.error(
                      metric,
                      "Invalid time granularity found in `grain_to_date`: '"
                          + name
                          + "'."
                          + NOT_CUSTOM));
      if (!window.keys().isEmpty() && grain.isPresent()) {
        findings.error(
            metric,
            "Both window and grain_to_date set for cumulative metric. Please set one or the"
                + " other.");
      }
      window(layer, metric, window, findings);
    }
  }

  /** A window counts in a standard granularity. */
  static void window(Layer layer, SemanticLayerNode metric, Part window, Findings findings) {
    if (window.keys().isEmpty()) {
      return;
    }
    String unit = unit(window, layer.granularities());
    if (!isStandard(unit)) {
      findings.error(
          metric,
          wrongWindow(window, unit) + (layer.granularities().contains(unit) ? NOT_CUSTOM : ""));
    }
  }

  /** A window's granularity in the singular. */
  private static String unit(Part window, Set<String> custom) {
    String unit = window.text("granularity").orElse("");
    String singular = unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
    return isStandard(singular) || custom.contains(singular) ? singular : unit;
  }

  private static boolean isStandard(String unit) {
    return Granularities.STANDARD.contains(unit);
  }

  private static String wrongWindow(Part window, String unit) {
    return "Invalid time granularity '"
        + unit
        + "' in window: '"
        + window.text("count").orElse("")
        + " "
        + window.text("granularity").orElse("")
        + "'";
  }
}
