package io.epoxy.compiler.state;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.epoxy.model.graph.ResourceType;
import java.util.Map;
import java.util.Set;

/**
 * Configs compare as they were written, so that another target is no change. Which keys count is
 * dbt's {@code CompareBehavior} (dbt-core 1.12 {@code artifacts/resources/v1}).
 */
final class UnrenderedConfig {
  /** Part of the relation's name, or of no consequence to the data. */
  private static final Set<String> NOT_OF_NODES =
      ImmutableSet.of("alias", "schema", "database", "tags", "group");

  /** What decides a test's verdict; all else may change. */
  private static final Set<String> OF_TESTS =
      ImmutableSet.of(
          "severity",
          "where",
          "limit",
          "fail_calc",
          "warn_if",
          "error_if",
          "store_failures",
          "store_failures_as",
          "sql_header");

  private UnrenderedConfig() {}

  static boolean same(ResourceType type, ShownResource old, ShownResource now) {
    Map<String, Object> before = old.map("unrendered_config");
    Map<String, Object> after = now.map("unrendered_config");
    for (String key : Sets.union(before.keySet(), after.keySet())) {
      if (counts(type, key)
          && !(before.containsKey(key)
              && after.containsKey(key)
              && JsonEquality.same(before.get(key), after.get(key)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean counts(ResourceType type, String key) {
    switch (type) {
      case TEST:
        return OF_TESTS.contains(key);
      case SOURCE:
      case EXPOSURE:
        return true;
      case METRIC:
        return !key.equals("group");
      default:
        return !NOT_OF_NODES.contains(key);
    }
  }
}
