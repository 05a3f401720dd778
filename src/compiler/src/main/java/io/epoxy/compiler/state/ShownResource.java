package io.epoxy.compiler.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A resource in the form that a manifest shows.
 *
 * @param values its keys; values as JSON gives them, or as {@link io.epoxy.model.config.Data}
 */
public record ShownResource(Map<String, Object> values) {
  public ShownResource {
    Objects.requireNonNull(values, "values");
  }

  Object value(String key) {
    return values.get(key);
  }

  /** The value under several keys, one below the other; null when there is none. */
  Object at(String... keys) {
    Object value = values;
    for (String key : keys) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }

  Optional<String> text(String... keys) {
    return Optional.ofNullable(at(keys)).map(String::valueOf);
  }

  boolean flag(String... keys) {
    return Boolean.TRUE.equals(at(keys));
  }

  Map<String, Object> map(String... keys) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (at(keys) instanceof Map<?, ?> map) {
      map.forEach((key, item) -> copy.put(String.valueOf(key), item));
    }
    return copy;
  }

  List<?> list(String... keys) {
    return at(keys) instanceof List<?> list ? list : List.of();
  }

  /** Whether a key has the same value in both. */
  boolean sameAt(ShownResource other, String... keys) {
    return JsonEquality.same(at(keys), other.at(keys));
  }

  /** Whether each of these keys has the same value in both. */
  boolean sameIn(ShownResource other, List<String> keys) {
    return keys.stream().allMatch(key -> sameAt(other, key));
  }
}
