package io.epoxy.compiler.context.node;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code model} as dbt shows it: what is none is left out of the node and of its parts, while the
 * values that a user wrote, such as those of {@code meta}, keep theirs (dbt-core 1.12 {@code
 * to_dict(omit_none=True)}).
 */
final class ModelFacts {
  private static final List<String> PARTS =
      List.of("config", "contract", "docs", "constraints", "refs", "test_metadata", "time_spine");
  private static final List<String> PARTS_OF_CONFIG =
      List.of("contract", "docs", "latest_version_pointer");
  private static final List<String> PARTS_OF_COLUMN = List.of("config", "constraints");

  private ModelFacts() {}

  /** The same dict, changed. */
  static Map<Object, Object> withoutNone(Map<Object, Object> facts) {
    strip(facts);
    stripParts(facts, PARTS);
    stripParts(facts.get("config"), PARTS_OF_CONFIG);
    if (facts.get("columns") instanceof Map<?, ?> columns) {
      for (Object column : columns.values()) {
        strip(column);
        stripParts(column, PARTS_OF_COLUMN);
      }
    }
    return facts;
  }

  private static void stripParts(Object owner, List<String> names) {
    if (owner instanceof Map<?, ?> map) {
      names.forEach(name -> strip(map.get(name)));
    }
  }

  private static void strip(Object value) {
    if (value instanceof Map<?, ?> map) {
      map.values().removeIf(Objects::isNull);
    } else if (value instanceof List<?> list) {
      list.forEach(ModelFacts::strip);
    }
  }
}
