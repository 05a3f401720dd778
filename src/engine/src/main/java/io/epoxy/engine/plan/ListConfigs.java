package io.epoxy.engine.plan;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The configs that are a text or a list of texts, as dbt-spark's macros validate them ({@code
 * validation.any[list, basestring]}).
 */
final class ListConfigs {
  private static final ImmutableList<String> KEYS =
      ImmutableList.of(
          "partition_by",
          "clustered_by",
          "unique_key",
          "predicates",
          "incremental_predicates",
          "merge_update_columns",
          "merge_exclude_columns",
          "substitute_variables");

  private static final Set<String> TIMES = Set.of("timestamp", "datetime");

  private ListConfigs() {}

  /**
   * @throws EpoxyException COMPILATION with all that are something else
   */
  static void check(Node node) {
    List<String> problems = new ArrayList<>();
    for (String key : KEYS) {
      node.info().config().find(key).flatMap(value -> problem(key, value)).ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new EpoxyException(
          ErrorCode.COMPILATION, String.join("\n", problems), node.info().location());
    }
  }

  private static Optional<String> problem(String key, Object value) {
    if (value instanceof List<?> list) {
      return list.stream()
          .filter(item -> !(item instanceof String))
          .findFirst()
          .map(item -> sentence(key) + " a list with " + kind(item) + hint(key, item));
    }
    return value instanceof String
        ? Optional.empty()
        : Optional.of(sentence(key) + " " + kind(value) + hint(key, value));
  }

  private static String sentence(String key) {
    return "config '" + key + "' must be a text or a list of texts, but it is";
  }

  private static String kind(Object value) {
    if (value instanceof Map<?, ?> map) {
      return "a mapping of "
          + map.keySet().stream().map(key -> "'" + key + "'").collect(Collectors.joining(", "))
          + ".";
    }
    return value instanceof List<?> ? "a list in it." : value + " without quotes.";
  }

  /** How BigQuery's mapping (dbt-bigquery, PartitionConfig) is written for Spark. */
  private static String hint(String key, Object value) {
    if (!key.equals("partition_by")
        || !(value instanceof Map<?, ?> map)
        || !(map.get("field") instanceof String field)) {
      return "";
    }
    String here = " That is BigQuery's form. Here it is partition_by: '";
    boolean isTime = map.get("data_type") instanceof String type && TIMES.contains(type);
    String grain = map.get("granularity") instanceof String text ? text : "day";
    return isTime
        ? here
            + grain
            + "s("
            + field
            + ")' with file_format iceberg, and for other formats the name of a column that holds"
            + " the "
            + grain
            + "."
        : here + field + "'.";
  }
}
