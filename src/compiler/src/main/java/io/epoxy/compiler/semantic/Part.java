package io.epoxy.compiler.semantic;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping of the manifest below a semantic model or metric: a measure, a dimension, parameters.
 */
record Part(Map<?, ?> keys) {
  static Part of(Object value) {
    return new Part(value instanceof Map<?, ?> map ? map : Map.of());
  }

  static List<Part> all(Object value) {
    return value instanceof List<?> list ? list.stream().map(Part::of).toList() : List.of();
  }

  Optional<Object> find(String key) {
    return Optional.ofNullable(keys.get(key));
  }

  /** Empty when the key is absent, null or an empty text. */
  Optional<String> text(String key) {
    return find(key).map(String::valueOf).filter(text -> !text.isEmpty());
  }

  String name() {
    return text("name").orElse("");
  }

  Part part(String key) {
    return of(keys.get(key));
  }

  List<Part> parts(String key) {
    return all(keys.get(key));
  }

  boolean is(String key, String value) {
    return text(key).filter(value::equals).isPresent();
  }
}
