package io.epoxy.bundle.artifact;

import io.epoxy.model.graph.SemanticLayerNode;
import java.util.Map;

/** Metrics as semantic_manifest.json shows them. */
final class MetricTrees {
  private MetricTrees() {}

  static Object metric(SemanticLayerNode node) {
    Map<String, Object> body = node.body();
    return new Tree()
        .put("name", node.name())
        .put("description", body.get("description"))
        .put("type", body.get("type"))
        .put("type_params", parameters(SemanticParts.map(body.get("type_params"))))
        .put("filter", body.get("filter"))
        .put("metadata", null)
        .put("label", body.get("label"))
        .put(
            "config",
            new Tree()
                .put("meta", node.info().config().values().getOrDefault("meta", Map.of()))
                .map())
        .put("time_granularity", body.get("time_granularity"))
        .map();
  }

  private static Object parameters(Map<String, Object> params) {
    return SemanticParts.only(params, "measure", "numerator", "denominator", "expr", "window")
        .putAll(SemanticParts.only(params, "grain_to_date", "metrics").map())
        .put("conversion_type_params", conversion(params.get("conversion_type_params")))
        .put(
            "cumulative_type_params",
            SemanticParts.picked(
                params.get("cumulative_type_params"),
                "window",
                "grain_to_date",
                "period_agg",
                "metric"))
        .put("input_measures", params.get("input_measures"))
        .put("metric_aggregation_params", aggregation(params.get("metric_aggregation_params")))
        .putAll(
            SemanticParts.only(params, "join_to_timespine", "fill_nulls_with", "is_private").map())
        .map();
  }

  private static Object conversion(Object params) {
    return SemanticParts.picked(
        params,
        "base_measure",
        "base_metric",
        "conversion_measure",
        "conversion_metric",
        "entity",
        "calculation",
        "window",
        "constant_properties");
  }

  private static Object aggregation(Object params) {
    if (params == null) {
      return null;
    }
    Map<String, Object> given = SemanticParts.map(params);
    return SemanticParts.only(given, "semantic_model", "agg", "agg_params", "agg_time_dimension")
        .put(
            "non_additive_dimension",
            SemanticParts.nonAdditive(given.get("non_additive_dimension")))
        .map();
  }
}
