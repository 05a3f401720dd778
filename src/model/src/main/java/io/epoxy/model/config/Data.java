package io.epoxy.model.config;

import java.util.List;
import java.util.Map;

/**
 * Free-form project data: null, Boolean, Long, BigInteger, Double, String, java.time.LocalDate,
 * java.time.OffsetDateTime, java.time.LocalDateTime, List and Map with String keys, as YAML or JSON
 * give them. Order is kept, null is a value (so JDK collections, not Guava's).
 */
public final class Data {
  private Data() {}

  /** An unmodifiable copy, all the way down, in the same order; of such a copy, itself. */
  public static Map<String, Object> copy(Map<String, ?> map) {
    return map instanceof FrozenMap frozen ? frozen : FrozenMap.of(map);
  }

  /** As {@link #copy(Map)}, for any value. */
  public static Object copyValue(Object value) {
    if (value instanceof FrozenMap || value instanceof FrozenList) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      return FrozenMap.of(map);
    }
    return value instanceof List<?> list ? FrozenList.of(list) : value;
  }
}
