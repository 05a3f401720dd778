package io.epoxy.jinja.value;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Python's {@code ==} and {@code hash()}. */
final class Equality {
  private Equality() {}

  static boolean test(Object a, Object b) {
    return test(a, b, 0);
  }

  private static boolean test(Object a, Object b, int depth) {
    if (isNumeric(a) && isNumeric(b)) {
      return Ordering.compareNumbers(a, b) == 0 && !isNan(a) && !isNan(b);
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      return sameItems(left, right, depth + 1);
    }
    if (a instanceof PyTuple left && b instanceof PyTuple right) {
      return sameItems(left.items(), right.items(), depth + 1);
    }
    if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
      return sameEntries(left, right, depth + 1);
    }
    return Objects.equals(a, b);
  }

  static boolean sameItems(List<?> left, List<?> right) {
    return sameItems(left, right, 0);
  }

  // Python too takes an object for equal to itself inside a container.
  @SuppressWarnings("ReferenceEquality")
  private static boolean same(Object a, Object b, int depth) {
    return a == b || test(a, b, depth);
  }

  private static boolean sameItems(List<?> left, List<?> right, int depth) {
    Sizes.checkDepth(depth, "in comparison");
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<?> others = right.iterator();
    for (Object item : left) {
      if (!others.hasNext() || !same(item, others.next(), depth)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameEntries(Map<?, ?> left, Map<?, ?> right, int depth) {
    Sizes.checkDepth(depth, "in comparison");
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      var other = Dicts.find(right, entry.getKey());
      if (other.isEmpty() || !same(entry.getValue(), other.get().get(), depth)) {
        return false;
      }
    }
    return true;
  }

  /** A hash that agrees with {@link #test}: 1, 1.0 and True share one. */
  static int hash(Object value) {
    return Objects.hashCode(canonicalKey(value));
  }

  /**
   * The same Java object class and value for all keys that Python takes for one key.
   *
   * @throws io.epoxy.jinja.JinjaException for a list, dict or set
   */
  static Object canonicalKey(Object key) {
    if (key instanceof String) {
      return key;
    }
    if (key instanceof Boolean flag) {
      return flag ? 1L : 0L;
    }
    if (key instanceof Double number) {
      return canonicalDouble(number);
    }
    if (key instanceof BigDecimal decimal) {
      BigDecimal plain = decimal.stripTrailingZeros();
      return plain.scale() <= 0 && plain.precision() - plain.scale() < 400
          ? Numbers.normal(plain.toBigInteger())
          : plain;
    }
    if (key instanceof Number number) {
      return Numbers.toInteger(number);
    }
    boolean unhashable =
        key instanceof List
            || key instanceof Map
            || key instanceof PySet
            || DictView.isSetLike(key);
    if (unhashable) {
      throw Errors.unhashable(key);
    }
    return key;
  }

  private static Object canonicalDouble(double number) {
    if (number != Math.rint(number) || Double.isInfinite(number)) {
      return number;
    }
    return Math.abs(number) < 1e18
        ? (Object) (long) number
        : Numbers.normal(new BigDecimal(number).toBigInteger());
  }

  static boolean isNumeric(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  private static boolean isNan(Object value) {
    return value instanceof Double number && Double.isNaN(number);
  }
}
