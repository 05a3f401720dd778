package io.epoxy.compiler.semantic;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.SemanticLayerNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What calendars should be (MetricFlow {@code validations/time_spines.py}); all of it warnings. */
final class TimeSpineRules {
  private static final Comparator<String> FINEST_FIRST =
      Comparator.comparing(Granularities.STANDARD::indexOf);

  private TimeSpineRules() {}

  static void spines(Layer layer, Findings findings) {
    Map<String, List<Object>> spines = new LinkedHashMap<>();
    for (ModelNode model : layer.timeSpines()) {
      grain(model)
          .ifPresent(
              grain ->
                  spines
                      .computeIfAbsent(grain, key -> new ArrayList<>())
                      .add(model.relationName().orElse("None")));
    }
    if (layer.models().isEmpty() || spines.isEmpty()) {
      return;
    }
    SemanticLayerNode first = layer.models().get(0).node();
    Map<Object, Object> several = new LinkedHashMap<>();
    spines.forEach(
        (grain, names) -> {
          if (names.size() > 1) {
            several.put(grain.toUpperCase(Locale.ROOT), names);
          }
        });
    if (!several.isEmpty()) {
      findings.warning(
          first,
          "Only one time spine is supported per granularity. Got duplicates: "
              + TemplateValues.repr(several));
    }
    dimensions(layer, spines.keySet().stream().min(FINEST_FIRST).orElseThrow())
        .ifPresent(sentence -> findings.warning(first, sentence));
  }

  private static Optional<String> dimensions(Layer layer, String finestSpine) {
    Optional<String> finest =
        layer.models().stream()
            .flatMap(model -> model.dimensions().stream())
            .filter(dimension -> dimension.is("type", "time"))
            .map(dimension -> dimension.part("type_params").text("time_granularity").orElse("day"))
            .filter(Granularities.STANDARD::contains)
            .min(FINEST_FIRST);
    if (finest.isEmpty()) {
      return Optional.of(
          "No time dimensions configured. To avoid unexpected query errors, configuring a time"
              + " spine at or below the smallest time dimension granularity is recommended.");
    }
    return FINEST_FIRST.compare(finest.get(), finestSpine) >= 0
        ? Optional.empty()
        : Optional.of(
            "To avoid unexpected query errors, configuring a time spine at or below the smallest"
                + " time dimension granularity is recommended. Smallest time dimension"
                + " granularity: "
                + finest.get().toUpperCase(Locale.ROOT)
                + "; Smallest time spine granularity: TimeGranularity."
                + finestSpine.toUpperCase(Locale.ROOT));
  }

  private static Optional<String> grain(ModelNode model) {
    return model
        .promises()
        .timeSpine()
        .map(spine -> model.info().columns().get(spine.standardGranularityColumn()))
        .map(column -> column.semantics().get("granularity"))
        .map(String::valueOf)
        .filter(Granularities.STANDARD::contains);
  }
}
