package io.epoxy.compiler.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping of a property file below an entry, read leniently by type. */
record Written(Map<String, Object> data) {

  static Written of(Object value) {
    return new Written(value instanceof Map<?, ?> map ? Entry.copy(map) : Map.of());
  }

  /** The mappings of a list. */
  static List<Written> listOf(Object value) {
    List<Written> all = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.stream().filter(Map.class::isInstance).forEach(item -> all.add(of(item)));
    }
    return all;
  }

  Object get(String key) {
    return data.get(key);
  }

  Object get(String key, Object whenAbsent) {
    Object value = data.get(key);
    return value == null ? whenAbsent : value;
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(data.get(key)).map(String::valueOf);
  }

  boolean flag(String key) {
    return Boolean.TRUE.equals(data.get(key));
  }

  Written map(String key) {
    return of(data.get(key));
  }

  List<Object> list(String key) {
    return data.get(key) instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
  }

  /** A new object of the manifest with some of the keys; null for what is absent. */
  Map<String, Object> only(String... keys) {
    Map<String, Object> picked = new LinkedHashMap<>();
    for (String key : keys) {
      picked.put(key, data.get(key));
    }
    return picked;
  }
}
