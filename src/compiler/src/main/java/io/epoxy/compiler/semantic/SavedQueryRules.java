package io.epoxy.compiler.semantic;

import io.epoxy.model.graph.SemanticLayerNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What saved queries group and order by (MetricFlow's {@code saved_query.py}). */
final class SavedQueryRules {
  /** The first argument of a call is the element, with its entities and granularity around it. */
  private static final Pattern CALL =
      Pattern.compile("\\s*(?:Dimension|TimeDimension|Entity)\\(\\s*['\"]([^'\"]*)['\"].*");

  private static final Pattern ITEM =
      Pattern.compile("(?:Dimension|TimeDimension|Entity|Metric)\\(.*\\)");

  private static final Pattern DESCENDING = Pattern.compile("\\.descending\\([^()]*\\)$");

  /** Two ways to write one item differ by white space and by the names of arguments. */
  private static final Pattern NOISE = Pattern.compile("\\s+|\\b[a-z_]+\\s*=");

  private static final String METRIC_TIME = "metric_time";

  private SavedQueryRules() {}

  static void groupBys(Layer layer, Findings findings) {
    Set<String> known = new HashSet<>(Set.of(METRIC_TIME));
    for (SemanticModel model : layer.models()) {
      model.dimensions().forEach(dimension -> known.add(dimension.name()));
      model.entities().forEach(entity -> known.add(entity.name()));
      model.text("primary_entity").ifPresent(known::add);
    }
    for (SemanticLayerNode query : layer.savedQueries()) {
      Object items = Part.of(query.body()).part("query_params").keys().get("group_by");
      if (!(items instanceof List<?> list)) {
        continue;
      }
      for (Object item : list) {
        Matcher call = CALL.matcher(String.valueOf(item));
        if (call.matches() && !known.contains(element(call.group(1), layer.granularities()))) {
          findings.error(query, "`" + item + "` is not a valid group-by name.");
        }
      }
    }
  }

  /** A query is ordered by what it groups by, or by one of its metrics. */
  static void orders(Layer layer, Findings findings) {
    for (SemanticLayerNode query : layer.savedQueries()) {
      Part params = Part.of(query.body()).part("query_params");
      Set<String> known = new HashSet<>();
      texts(params, "metrics").forEach(metric -> known.add("Metric('" + metric + "')"));
      texts(params, "group_by").forEach(item -> known.add(plain(item)));
      for (String item : texts(params, "order_by")) {
        String plain = DESCENDING.matcher(plain(item)).replaceFirst("");
        if (!ITEM.matcher(plain).matches()) {
          findings.error(
              query,
              "An error occurred while parsing a field in '"
                  + query.name()
                  + "'. Note that metrics need to be specified using the object-builder syntax"
                  + " (`Metric('metric_name')`) and if `.descending(...)` is specified, it should"
                  + " be at the end. - "
                  + item);
        } else if (!known.contains(plain)) {
          findings.error(
              query, item + " does not match any of the listed metrics or group-by items.");
        }
      }
    }
  }

  private static List<String> texts(Part params, String key) {
    return params.keys().get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static String plain(String item) {
    return NOISE.matcher(item.replace('"', '\'')).replaceAll("");
  }

  static void limits(Layer layer, Findings findings) {
    for (SemanticLayerNode query : layer.savedQueries()) {
      Part.of(query.body())
          .part("query_params")
          .find("limit")
          .filter(limit -> limit instanceof Number number && number.longValue() < 0)
          .ifPresent(
              limit ->
                  findings.error(query, "Invalid limit value: " + limit + " (should be >= 0)"));
    }
  }

  private static String element(String name, Set<String> custom) {
    String rest = name;
    int end = rest.lastIndexOf("__");
    if (end > 0) {
      String last = rest.substring(end + 2);
      if (Granularities.STANDARD.contains(last) || custom.contains(last)) {
        rest = rest.substring(0, end);
      }
    }
    return rest.substring(rest.lastIndexOf("__") < 0 ? 0 : rest.lastIndexOf("__") + 2);
  }
}
