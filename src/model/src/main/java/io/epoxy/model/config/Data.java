package io.epoxy.model.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Free-form project data: null, Boolean, Long, BigInteger, Double, String, java.time.LocalDate,
 * java.time.OffsetDateTime, java.time.LocalDateTime, List and Map with String keys, as YAML or JSON
 * give them. Order is kept, null is a value (so JDK collections, not Guava's).
 */
public final class Data {
  private Data() {}

  /** An unmodifiable copy, all the way down, in the same order. */
  public static Map<String, Object> copy(Map<String, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key, copyValue(value)));
    return Collections.unmodifiableMap(copy);
  }

  /** As {@link #copy(Map)}, for any value. */
  public static Object copyValue(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, item) -> copy.put(String.valueOf(key), copyValue(item)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(item -> copy.add(copyValue(item)));
      return Collections.unmodifiableList(copy);
    }
    return value;
  }
}
