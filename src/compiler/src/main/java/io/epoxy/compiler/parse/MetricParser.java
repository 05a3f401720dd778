package io.epoxy.compiler.parse;

import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Metrics: {@code metrics:} entries in the form with {@code type_params} and in the one without,
 * the metrics of a model, and those that a measure asks for (dbt-core 1.12 {@code MetricParser}).
 */
final class MetricParser {
  private static final List<String> TYPES =
      List.of("simple", "ratio", "cumulative", "derived", "conversion");

  private final EntryConfig configs;

  MetricParser(EntryConfig configs) {
    this.configs = configs;
  }

  /** A metric whose inputs are not resolved yet. */
  record Parsed(NodeInfo info, Map<String, Object> body) {}

  /** An entry of {@code metrics:}. */
  Parsed parse(Entry entry) {
    Written written = new Written(entry.data());
    if (entry.has("type_params")) {
      Map<String, Object> params = typeParams(entry, written.map("type_params"), written);
      return parsed(entry, written, params, Owner.NONE);
    }
    return parsed(entry, written, flatParams(entry, written, Owner.NONE), Owner.NONE);
  }

  /**
   * What a metric of a model belongs to.
   *
   * @param semanticModel for a simple metric its model's semantic model
   */
  private record Owner(Optional<String> semanticModel, Object timeDimension) {
    static final Owner NONE = new Owner(Optional.empty(), null);
  }

  /** The metrics of a model that is a semantic model. */
  List<Parsed> ofModel(Entry entry, String semanticModel) {
    List<Parsed> metrics = new ArrayList<>();
    for (Written written : Written.listOf(entry.list("metrics"))) {
      boolean simple = written.get("type", "simple").equals("simple");
      Owner owner =
          simple
              ? new Owner(Optional.of(semanticModel), entry.data().get("agg_time_dimension"))
              : Owner.NONE;
      metrics.add(parsed(entry, written, flatParams(entry, written, owner), owner));
    }
    return metrics;
  }

  /** The metrics that measures with {@code create_metric} ask for. */
  List<Parsed> ofMeasures(Entry entry, SemanticModelParser.Parsed model) {
    List<Parsed> metrics = new ArrayList<>();
    for (Written measure : Written.listOf(entry.list("measures"))) {
      if (!measure.flag("create_metric")) {
        continue;
      }
      String name = measure.text("name").orElse("");
      Map<String, Object> metric = new LinkedHashMap<>();
      metric.put("name", name);
      metric.put("label", measure.get("label", name));
      metric.put("type", "simple");
      metric.put("description", measure.get("description", "Metric created from measure " + name));
      Map<String, Object> config = new LinkedHashMap<>();
      config.put("enabled", model.info().config().flag("enabled", true));
      config.put("meta", model.info().config().map("meta"));
      metric.put("config", config);
      Map<String, Object> params = new LinkedHashMap<>();
      params.put("measure", name);
      params.put("expr", measure.get("expr", name));
      Written written = new Written(metric);
      metrics.add(
          parsed(entry, written, typeParams(entry, new Written(params), written), Owner.NONE));
    }
    return metrics;
  }

  private Parsed parsed(Entry entry, Written written, Map<String, Object> params, Owner owner) {
    Patch patch = entry.patch();
    String name = written.text("name").orElse("");
    checkName(entry, name);
    checkType(entry, written);
    List<String> fqn = new ArrayList<>(NodeSpecs.folders(patch.file()));
    fqn.add(name);
    EntryConfig.Resolved config =
        configs.of(entry, ResourceType.METRIC, fqn, written.map("config").data());
    NodeConfig values = new NodeConfig(config.values());
    boolean old = owner.equals(Owner.NONE) && params.containsKey(OLD_FORM);
    params.remove(OLD_FORM);
    Map<String, Object> meta = values.map("meta");
    if (old && meta.isEmpty()) {
      meta = written.map("meta").data();
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("description", written.get("description", ""));
    body.put("label", written.text("label").filter(text -> !text.isEmpty()).orElse(name));
    body.put("type", written.get("type", "simple"));
    body.put("type_params", params);
    body.put("filter", SemanticParts.where(written.get("filter")));
    body.put("metadata", null);
    body.put("time_granularity", written.get("time_granularity"));
    body.put("sources", new ArrayList<>());
    body.put("refs", new ArrayList<>());
    body.put("metrics", new ArrayList<>());
    body.put("meta", old ? meta : new LinkedHashMap<>());
    body.put("tags", old ? written.list("tags") : new ArrayList<>());
    NodeInfo info =
        NodeInfo.builder(
                UniqueId.of(ResourceType.METRIC, patch.packageName(), name),
                name,
                patch.packageName())
            .files(patch.file().path(), patch.file().originalPath())
            .fqn(fqn)
            .tags(old ? Properties.texts(written.get("tags")) : List.of())
            .meta(old ? meta : Map.of())
            .config(values)
            .unrenderedConfig(config.written())
            .createdAt(configs.createdAt())
            .location(patch.location())
            .build();
    return new Parsed(info, body);
  }

  /** Marks parameters of the form with {@code type_params}; taken out before they are shown. */
  private static final String OLD_FORM = "\0";

  private static Map<String, Object> empty() {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("measure", null);
    params.put("input_measures", new ArrayList<>());
    for (String key :
        List.of("numerator", "denominator", "expr", "window", "grain_to_date", "metrics")) {
      params.put(key, null);
    }
    params.put("conversion_type_params", null);
    params.put("cumulative_type_params", null);
    params.put("metric_aggregation_params", null);
    params.put("fill_nulls_with", null);
    params.put("join_to_timespine", false);
    params.put("is_private", null);
    return params;
  }

  private static Map<String, Object> typeParams(Entry entry, Written given, Written metric) {
    Map<String, Object> params = empty();
    params.put(OLD_FORM, true);
    params.put("measure", SemanticParts.inputMeasure(given.get("measure")));
    params.put("numerator", SemanticParts.inputMetric(given.get("numerator")));
    params.put("denominator", SemanticParts.inputMetric(given.get("denominator")));
    params.put("expr", SemanticParts.expression(given.get("expr")));
    params.put("window", window(entry, given));
    params.put("grain_to_date", given.get("grain_to_date"));
    params.put("metrics", SemanticParts.inputMetrics(given.get("metrics")));
    if (given.get("conversion_type_params") != null) {
      Written own = given.map("conversion_type_params");
      Map<String, Object> conversion = conversion(entry, own);
      conversion.put("base_measure", SemanticParts.inputMeasure(own.get("base_measure")));
      conversion.put(
          "conversion_measure", SemanticParts.inputMeasure(own.get("conversion_measure")));
      params.put("conversion_type_params", conversion);
    }
    if (metric.text("type").orElse("simple").toLowerCase(Locale.ROOT).equals("cumulative")) {
      Written own = given.map("cumulative_type_params");
      Map<String, Object> cumulative = new LinkedHashMap<>();
      cumulative.put(
          "window", own.get("window") != null ? window(entry, own) : window(entry, given));
      cumulative.put("grain_to_date", own.get("grain_to_date", given.get("grain_to_date")));
      cumulative.put("period_agg", own.get("period_agg", "first"));
      cumulative.put("metric", null);
      params.put("cumulative_type_params", cumulative);
    }
    return params;
  }

  private static Map<String, Object> conversion(Entry entry, Written own) {
    Map<String, Object> conversion = new LinkedHashMap<>();
    conversion.put("entity", own.get("entity"));
    conversion.put("base_measure", null);
    conversion.put("conversion_measure", null);
    conversion.put("base_metric", null);
    conversion.put("conversion_metric", null);
    conversion.put("calculation", own.get("calculation", "conversion_rate"));
    conversion.put("window", window(entry, own));
    conversion.put("constant_properties", own.get("constant_properties"));
    return conversion;
  }

  /** The form without {@code type_params}: every parameter stands on the metric itself. */
  private static Map<String, Object> flatParams(Entry entry, Written metric, Owner owner) {
    String type = metric.text("type").orElse("simple");
    if (type.equals("simple") && metric.get("agg") == null) {
      throw entry.invalid("name", "at path []: Simple metrics must have an agg param.");
    }
    Map<String, Object> params = empty();
    params.put("numerator", SemanticParts.inputMetric(metric.get("numerator")));
    params.put("denominator", SemanticParts.inputMetric(metric.get("denominator")));
    params.put("expr", SemanticParts.expression(metric.get("expr")));
    params.put("window", window(entry, metric));
    params.put("metrics", SemanticParts.inputMetrics(metric.get("input_metrics")));
    if (type.equals("conversion")) {
      Map<String, Object> conversion = conversion(entry, metric);
      conversion.put("base_metric", SemanticParts.inputMetric(metric.get("base_metric")));
      conversion.put(
          "conversion_metric", SemanticParts.inputMetric(metric.get("conversion_metric")));
      params.put("conversion_type_params", conversion);
    } else if (type.equals("cumulative")) {
      Map<String, Object> cumulative = new LinkedHashMap<>();
      cumulative.put("window", window(entry, metric));
      cumulative.put("grain_to_date", metric.get("grain_to_date"));
      cumulative.put("period_agg", metric.get("period_agg", "first"));
      cumulative.put("metric", SemanticParts.inputMetric(metric.get("input_metric")));
      params.put("cumulative_type_params", cumulative);
    }
    if (metric.get("agg") != null) {
      String semanticModel =
          owner
              .semanticModel()
              .orElseThrow(
                  () ->
                      entry.invalid(
                          "name", "simple metrics in v2 YAML must be attached to semantic_model"));
      params.put("metric_aggregation_params", aggregation(metric, semanticModel, owner));
    }
    params.put("join_to_timespine", metric.flag("join_to_timespine"));
    params.put("is_private", metric.flag("hidden"));
    return params;
  }

  private static Map<String, Object> aggregation(
      Written metric, String semanticModel, Owner owner) {
    String percentile = metric.text("percentile_type").orElse("").toLowerCase(Locale.ROOT);
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("percentile", metric.get("percentile"));
    parameters.put("use_discrete_percentile", percentile.equals("discrete"));
    parameters.put("use_approximate_percentile", percentile.equals("continuous"));
    Map<String, Object> aggregation = new LinkedHashMap<>();
    aggregation.put("semantic_model", semanticModel);
    aggregation.put("agg", metric.get("agg"));
    aggregation.put("agg_params", parameters);
    aggregation.put("agg_time_dimension", metric.get("agg_time_dimension", owner.timeDimension()));
    aggregation.put(
        "non_additive_dimension",
        SemanticParts.nonAdditive(metric.map("non_additive_dimension"), "window_agg", "group_by"));
    return aggregation;
  }

  private static Object window(Entry entry, Written written) {
    try {
      return SemanticParts.window(written.text("window"));
    } catch (IllegalArgumentException e) {
      throw entry.invalid("name", e.getMessage());
    }
  }

  /** dbt-semantic-interfaces {@code MetricType}, which reads any case. */
  private static void checkType(Entry entry, Written written) {
    String type = written.text("type").orElse("simple");
    if (!TYPES.contains(type.toLowerCase(Locale.ROOT))) {
      throw entry.invalid(
          "type",
          "Invalid enum value: `"
              + type
              + "` in enum MetricType; it is one of "
              + String.join(", ", TYPES));
    }
  }

  private static void checkName(Entry entry, String name) {
    List<String> errors = new ArrayList<>();
    if (name.contains(" ")) {
      errors.add("cannot contain spaces");
    }
    if (name.length() > 250) {
      errors.add("cannot contain more than 250 characters");
    }
    if (!name.matches("(?s)[A-Za-z].*")) {
      errors.add("must begin with a letter");
    }
    if (!name.matches("[\\p{L}\\p{N}_]+")) {
      errors.add("must contain only letters, numbers and underscores");
    }
    if (!errors.isEmpty()) {
      EpoxyException error =
          entry.invalid(
              "name",
              "The metric name '" + name + "' is invalid.  It " + String.join(", ", errors));
      throw error;
    }
  }
}
