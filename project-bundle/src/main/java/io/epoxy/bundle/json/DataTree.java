package io.epoxy.bundle.json;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link io.epoxy.model.config.Data} in JSON without loss. What JSON has no word for is an object
 * {@code {"$type": "date", "$value": "2024-02-29"}}; a mapping that has a {@code $type} of its own
 * is wrapped likewise.
 */
final class DataTree {
  private static final String TYPE = "$type";
  private static final String VALUE = "$value";

  private DataTree() {}

  static Object encode(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, item) -> copy.put(String.valueOf(key), encode(item)));
      return copy.containsKey(TYPE) ? tagged("map", copy) : copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(item -> copy.add(encode(item)));
      return copy;
    }
    if (value instanceof LocalDate) {
      return tagged("date", value.toString());
    }
    if (value instanceof LocalDateTime) {
      return tagged("datetime", value.toString());
    }
    if (value instanceof OffsetDateTime) {
      return tagged("timestamp", value.toString());
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return tagged("float", number.toString());
    }
    if (value instanceof BigInteger integer && integer.bitLength() < Long.SIZE) {
      return tagged("integer", integer.toString());
    }
    return value;
  }

  static Object decode(Object tree) {
    if (tree instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(item -> copy.add(decode(item)));
      return copy;
    }
    if (!(tree instanceof Map<?, ?> map)) {
      return tree;
    }
    return map.containsKey(TYPE) ? untagged(map) : plain(map);
  }

  private static Map<String, Object> plain(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, item) -> copy.put(String.valueOf(key), decode(item)));
    return copy;
  }

  private static Object untagged(Map<?, ?> map) {
    String type = String.valueOf(map.get(TYPE));
    Object value = map.get(VALUE);
    if (type.equals("map") && value instanceof Map<?, ?> inner) {
      return plain(inner);
    }
    String text = String.valueOf(value);
    switch (type) {
      case "date":
        return LocalDate.parse(text);
      case "datetime":
        return LocalDateTime.parse(text);
      case "timestamp":
        return OffsetDateTime.parse(text);
      case "float":
        return Double.valueOf(text);
      case "integer":
        return new BigInteger(text);
      default:
        throw new IllegalArgumentException("unknown " + TYPE + " '" + type + "'");
    }
  }

  private static Map<String, Object> tagged(String type, Object value) {
    Map<String, Object> tag = new LinkedHashMap<>();
    tag.put(TYPE, type);
    tag.put(VALUE, value);
    return tag;
  }
}
