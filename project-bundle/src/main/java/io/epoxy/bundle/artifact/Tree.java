package io.epoxy.bundle.artifact;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A JSON object under construction, keys in the order of dbt's own writer. */
final class Tree {
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** {@code value} is as {@link io.epoxy.bundle.json.PlainJson} wants it, or an Optional of it. */
  Tree put(String key, Object value) {
    values.put(key, value instanceof Optional<?> optional ? optional.orElse(null) : value);
    return this;
  }

  Tree nulls(String... keys) {
    for (String key : keys) {
      values.put(key, null);
    }
    return this;
  }

  /** Every entry of a map, over what is there. */
  Tree putAll(Map<String, ?> map) {
    values.putAll(map);
    return this;
  }

  Map<String, Object> map() {
    return values;
  }

  static <T> List<Object> list(List<T> items, Function<? super T, Object> form) {
    return items.stream().map(form).toList();
  }
}
