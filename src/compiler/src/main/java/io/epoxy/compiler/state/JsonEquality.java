package io.epoxy.compiler.state;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.Map;

/**
 * Whether two values are one value once both have been through JSON. Numbers compare as Python
 * compares them; dates are the text that JSON has for them.
 */
final class JsonEquality {
  private JsonEquality() {}

  static boolean same(Object one, Object other) {
    if (one == null || other == null) {
      return one == other;
    }
    if (one instanceof Map<?, ?> map) {
      return other instanceof Map<?, ?> second && sameMaps(map, second);
    }
    if (one instanceof Iterable<?> items) {
      return other instanceof Iterable<?> second && sameItems(items, second);
    }
    if (isNumber(one) && isNumber(other)) {
      return sameNumbers(one, other);
    }
    if (isNumber(one) || isNumber(other)) {
      return false;
    }
    return !(other instanceof Map) && !(other instanceof Iterable) && text(one).equals(text(other));
  }

  private static boolean sameMaps(Map<?, ?> one, Map<?, ?> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : one.entrySet()) {
      if (!other.containsKey(entry.getKey())
          || !same(entry.getValue(), other.get(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameItems(Iterable<?> one, Iterable<?> other) {
    Iterator<?> second = other.iterator();
    for (Object item : one) {
      if (!second.hasNext() || !same(item, second.next())) {
        return false;
      }
    }
    return !second.hasNext();
  }

  /** To Python, true is 1 and false is 0. */
  private static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  private static boolean sameNumbers(Object one, Object other) {
    if (isInfinite(one) || isInfinite(other)) {
      return one.equals(other);
    }
    return decimal(one).compareTo(decimal(other)) == 0;
  }

  private static boolean isInfinite(Object value) {
    return value instanceof Double number && !Double.isFinite(number);
  }

  private static BigDecimal decimal(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    return value instanceof Double || value instanceof Float
        ? BigDecimal.valueOf(((Number) value).doubleValue())
        : BigDecimal.valueOf(((Number) value).longValue());
  }

  private static String text(Object value) {
    return value.toString();
  }
}
