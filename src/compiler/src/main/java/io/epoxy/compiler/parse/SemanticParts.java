package io.epoxy.compiler.parse;

import io.epoxy.compiler.semantic.Granularities;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of metrics, semantic models and saved queries as the manifest shows them (dbt-core 1.12
 * artifacts/resources/v1, metric.py and semantic_model.py).
 */
final class SemanticParts {
  private static final List<String> DIMENSIONS = List.of("categorical", "time");

  private SemanticParts() {}

  /** {@code filter:} or {@code where:}, one text or several. */
  static Object where(Object written) {
    if (written == null) {
      return null;
    }
    List<Object> filters = new ArrayList<>();
    for (String text : Properties.texts(written)) {
      filters.add(map("where_sql_template", text));
    }
    return map("where_filters", filters);
  }

  /** {@code measure:}, a name or a mapping. */
  static Object inputMeasure(Object written) {
    if (written == null) {
      return null;
    }
    Written measure = named(written);
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("name", measure.get("name"));
    input.put("filter", where(measure.get("filter")));
    input.put("alias", measure.get("alias"));
    input.put("join_to_timespine", measure.flag("join_to_timespine"));
    input.put("fill_nulls_with", measure.get("fill_nulls_with"));
    return input;
  }

  /** A metric that another one is made from, a name or a mapping. */
  static Object inputMetric(Object written) {
    if (written == null) {
      return null;
    }
    Written metric = named(written);
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("name", metric.get("name"));
    input.put("filter", where(metric.get("filter")));
    input.put("alias", metric.get("alias"));
    input.put("offset_window", window(metric.text("offset_window")));
    input.put("offset_to_grain", metric.get("offset_to_grain"));
    return input;
  }

  static List<Object> inputMetrics(Object written) {
    List<Object> inputs = new ArrayList<>();
    if (written instanceof List<?> list) {
      list.forEach(item -> inputs.add(inputMetric(item)));
    }
    return inputs;
  }

  private static Written named(Object written) {
    return written instanceof Map<?, ?> map
        ? Written.of(map)
        : new Written(map("name", String.valueOf(written)));
  }

  /**
   * Checks what kind of dimension a text names; dbt takes capitals too.
   *
   * @param entry what the dimension stands in
   */
  static void checkDimensionType(Entry entry, String key, Object type) {
    if (type instanceof String text && !DIMENSIONS.contains(text.toLowerCase(Locale.ROOT))) {
      throw entry.invalid(
          key,
          "Invalid enum value: `"
              + text
              + "` in enum DimensionType; it is one of "
              + String.join(", ", DIMENSIONS));
    }
  }

  /** {@code 28 days}: a count and a granularity; empty text is none. */
  static Object window(Optional<String> written) {
    if (written.isEmpty()) {
      return null;
    }
    String[] parts = written.get().toLowerCase(Locale.ROOT).split(" ", -1);
    if (parts.length != 2 || !parts[0].matches("\\d+")) {
      throw new IllegalArgumentException(
          "Invalid window ("
              + written.get()
              + ") in cumulative/conversion metric. Should be of the form `<count> <granularity>`,"
              + " e.g., `28 days`");
    }
    Map<String, Object> window = new LinkedHashMap<>();
    window.put("count", Long.valueOf(parts[0]));
    window.put("granularity", singular(parts[1]));
    return window;
  }

  private static String singular(String granularity) {
    String stem =
        granularity.endsWith("s")
            ? granularity.substring(0, granularity.length() - 1)
            : granularity;
    return Granularities.STANDARD.contains(stem) ? stem : granularity;
  }

  static Object nonAdditive(Written written, String choice, String groupings) {
    if (written.data().isEmpty()) {
      return null;
    }
    Map<String, Object> dimension = new LinkedHashMap<>();
    dimension.put("name", written.get("name"));
    dimension.put("window_choice", written.get(choice));
    dimension.put("window_groupings", written.list(groupings));
    return dimension;
  }

  static Object aggregation(Written written) {
    if (written.data().isEmpty()) {
      return null;
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("percentile", written.get("percentile"));
    parameters.put("use_discrete_percentile", written.flag("use_discrete_percentile"));
    parameters.put("use_approximate_percentile", written.flag("use_approximate_percentile"));
    return parameters;
  }

  /** Python's str() of an expression that YAML read as something else than text. */
  static Object expression(Object written) {
    return written == null ? null : io.epoxy.jinja.value.Python.str(written);
  }

  static Map<String, Object> map(String key, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }
}
