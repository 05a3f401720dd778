package io.epoxy.jinja.value;

import io.epoxy.jinja.JinjaException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** Python's {@code <} and its kin. */
public final class Ordering {
  /** Sorts as Python's sort() does. */
  public static final Comparator<Object> NATURAL = (a, b) -> compare("<", a, b);

  /** CPython sorts this few by insertion, which decides the order of what has none. */
  private static final int SMALL = 64;

  private Ordering() {}

  /**
   * Negative, zero or positive.
   *
   * @throws io.epoxy.jinja.JinjaException {@code '<' not supported between instances of 'str' and
   *     'int'}
   */
  public static int compare(String operator, Object a, Object b) {
    return compare(operator, a, b, 0);
  }

  private static int compare(String operator, Object a, Object b, int depth) {
    if (Equality.isNumeric(a) && Equality.isNumeric(b)) {
      return compareNumbers(a, b);
    }
    if (a instanceof String left && b instanceof String right) {
      return compareText(left, right);
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      return compareItems(operator, left, right, depth + 1);
    }
    if (a instanceof PyTuple left && b instanceof PyTuple right) {
      return compareItems(operator, left.items(), right.items(), depth + 1);
    }
    if (a instanceof Operand operand) {
      var result = operand.compareWith(b);
      if (result.isPresent()) {
        return result.get();
      }
    }
    if (a instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (b instanceof Undefined undefined) {
      throw undefined.error();
    }
    throw Errors.error(
        "'"
            + operator
            + "' not supported between instances of '"
            + Python.typeName(a)
            + "' and '"
            + Python.typeName(b)
            + "'");
  }

  /** By code point, which differs from {@link String#compareTo} outside the basic plane. */
  private static int compareText(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean surrogates = Character.isSurrogate(a) || Character.isSurrogate(b);
        return surrogates ? Integer.compare(left.codePointAt(i), right.codePointAt(i)) : a - b;
      }
    }
    return left.length() - right.length();
  }

  private static int compareItems(String operator, List<?> left, List<?> right, int depth) {
    Sizes.checkDepth(depth, "in comparison");
    Iterator<?> others = right.iterator();
    for (Object item : left) {
      if (!others.hasNext()) {
        return 1;
      }
      Object other = others.next();
      if (!Equality.test(item, other)) {
        return compare(operator, item, other, depth);
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  static int compareNumbers(Object a, Object b) {
    Number left = Numbers.unboxed(a);
    Number right = Numbers.unboxed(b);
    if (left instanceof Long x && right instanceof Long y) {
      return x.compareTo(y);
    }
    if (isSpecial(left) || isSpecial(right)) {
      return Double.compare(left.doubleValue(), right.doubleValue());
    }
    if (left instanceof Double x && right instanceof Double y) {
      return x.equals(y) ? 0 : x < y ? -1 : x > y ? 1 : 0;
    }
    return exact(left).compareTo(exact(right));
  }

  private static boolean isSpecial(Number number) {
    return number instanceof Double value && (value.isNaN() || value.isInfinite());
  }

  private static BigDecimal exact(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    return number instanceof Double value
        ? new BigDecimal(value)
        : new BigDecimal(Numbers.toBig(number));
  }

  /** In order, as pprint sorts: what has no order goes by the names of the types. */
  public static List<Object> sorted(Collection<?> values) {
    List<Object> result = new ArrayList<>(values);
    if (result.size() > SMALL) {
      result.sort((a, b) -> isLess(a, b) ? -1 : isLess(b, a) ? 1 : 0);
      return result;
    }
    for (int i = 1; i < result.size(); i++) {
      int place = i;
      Sizes.checkTime();
      while (place > 0 && isLess(result.get(i), result.get(place - 1))) {
        place--;
      }
      result.add(place, result.remove(i));
    }
    return result;
  }

  private static boolean isLess(Object a, Object b) {
    try {
      return compare("<", a, b) < 0;
    } catch (JinjaException noOrder) {
      Errors.passLimit(noOrder);
      return Python.typeName(a).compareTo(Python.typeName(b)) < 0;
    }
  }
}
