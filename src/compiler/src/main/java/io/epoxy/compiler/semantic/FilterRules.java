package io.epoxy.compiler.semantic;

import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.jinja.Call;
import io.epoxy.jinja.JinjaException;
import io.epoxy.model.graph.SemanticLayerNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Filters, and the dimensions that they name (MetricFlow's {@code where_filters.py}). Only what is
 * written out is looked at; a filter is not rendered.
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

  /** What a filter may call; the others are jinja2's own. */
  private static final Set<String> KNOWN =
      Set.of(
          "Dimension",
          "TimeDimension",
          "Entity",
          "Metric",
          "range",
          "dict",
          "lipsum",
          "cycler",
          "joiner",
          "namespace");

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
      String text = filter.text("where_sql_template").orElse("");
      Optional<String> wrong = unreadable(text);
      if (wrong.isPresent()) {
        findings.error(
            node, "An error occurred while trying to parse " + place + " - " + wrong.get());
        continue;
      }
      Matcher call = CALL.matcher(text);
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

  private static Optional<String> unreadable(String text) {
    Optional<String> unreadable = Optional.of("Error while parsing Jinja template: " + text);
    try {
      for (Call call : DbtJinja.engine().parse("filter", text).calls()) {
        if (!call.name().contains(".") && !KNOWN.contains(call.name())) {
          return unreadable;
        }
        if (call.name().equals("Metric")
            && call.constantPositional().size() < 2
            && !call.constantKeyword().containsKey("group_by")) {
          return Optional.of(
              "`group_by` parameter is required for Metric in where filter. This is needed to"
                  + " determine 1) the granularity to aggregate the metric to and 2) how to join"
                  + " the metric to the rest of the query.");
        }
      }
      return Optional.empty();
    } catch (JinjaException e) {
      return unreadable;
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
