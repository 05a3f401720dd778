package io.epoxy.compiler.semantic;

import io.epoxy.model.graph.SemanticLayerNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The dimensions that filters name (MetricFlow's {@code where_filters.py}). Only names that are
 * written out are looked at; a filter is not rendered.
 */
final class FilterRules {
  private static final String TEXT = "\\s*['\"]([^'\"]*)['\"]\\s*";

  /** The name, and the grain as an argument or as a call after it. */
  private static final Pattern CALL =
      Pattern.compile(
          "\\b(?:Time)?Dimension\\("
              + TEXT
              + "(?:,(?:\\s*time_granularity_name\\s*=)?"
              + TEXT
              + ")?(?:\\)\\.grain\\("
              + TEXT
              + ")?\\)");

  private FilterRules() {}

  static void filters(Layer layer, Findings findings) {
    for (SemanticLayerNode metric : layer.metrics()) {
      String name = "`" + metric.name() + "`";
      Part params = Layer.params(metric);
      check(layer, metric, Part.of(metric.body()), "filter of metric " + name, findings);
      Part measure = params.part("measure");
      String of = " `" + measure.name() + "` on metric " + name;
      check(layer, metric, measure, "filter of measure input" + of, findings);
      for (String role : List.of("numerator", "denominator")) {
        String place = "the " + role + " filter on metric " + name;
        check(layer, metric, params.part(role), place, findings);
      }
      for (Part input : params.parts("metrics")) {
        String place = "filter for input metric `" + input.name() + "` on metric " + name;
        check(layer, metric, input, place, findings);
      }
    }
    for (SemanticLayerNode query : layer.savedQueries()) {
      Part params = Part.of(query.body()).part("query_params");
      String place = "a filter in saved query `" + query.name() + "`";
      check(layer, query, params.part("where"), place, "SAVED_QUERY", findings);
    }
  }

  private static void check(
      Layer layer, SemanticLayerNode node, Part owner, String place, Findings findings) {
    check(layer, node, owner.part("filter"), place, "METRIC", findings);
  }

  private static void check(
      Layer layer,
      SemanticLayerNode node,
      Part filters,
      String place,
      String kind,
      Findings findings) {
    for (Part filter : filters.parts("where_filters")) {
      Matcher call = CALL.matcher(filter.text("where_sql_template").orElse(""));
      while (call.find()) {
        if (!hasOneEntity(call.group(1), layer)) {
          findings.error(
              node,
              "An error occurred while trying to parse "
                  + place
                  + " - Name is in an incorrect format: '"
                  + call.group(1)
                  + "'. It should be of the form: <primary entity name>__<dimension_name>");
        }
        Stream.of(2, 3)
            .map(call::group)
            .filter(grain -> grain != null && !isGrain(grain, layer))
            .forEach(grain -> findings.warning(node, unknownGrain(node, kind, grain, layer)));
      }
    }
  }

  private static boolean hasOneEntity(String name, Layer layer) {
    List<String> parts = new ArrayList<>(Arrays.asList(name.split("__", -1)));
    if (parts.size() > 1 && isGrain(parts.get(parts.size() - 1), layer)) {
      parts.remove(parts.size() - 1);
    }
    return parts.size() == 2 || parts.get(parts.size() - 1).equals("metric_time");
  }

  private static boolean isGrain(String name, Layer layer) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Granularities.STANDARD.contains(lower) || layer.granularities().contains(lower);
  }

  private static String unknownGrain(
      SemanticLayerNode node, String kind, String grain, Layer layer) {
    String known =
        Stream.concat(Granularities.STANDARD.stream(), layer.granularities().stream().sorted())
            .map(name -> "'" + name + "'")
            .collect(Collectors.joining(", "));
    return "Filter for SemanticManifestNodeType."
        + kind
        + " `"
        + node.name()
        + "` is not valid. `"
        + grain
        + "` is not a valid granularity name. Valid granularity options: ["
        + known
        + "]";
  }
}
