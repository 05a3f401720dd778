package io.epoxy.compiler.semantic;

import io.epoxy.model.graph.SemanticLayerNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What saved queries group by (MetricFlow's {@code saved_query.py}). */
final class SavedQueryRules {
  /** The first argument of a call is the element, with its entities and granularity around it. */
  private static final Pattern CALL =
      Pattern.compile("\\s*(?:Dimension|TimeDimension|Entity)\\(\\s*['\"]([^'\"]*)['\"].*");

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
