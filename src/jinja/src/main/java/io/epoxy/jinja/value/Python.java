package io.epoxy.jinja.value;

import io.epoxy.jinja.JinjaObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

/** What Python's own functions say of a template value; see {@link JinjaObject} for the types. */
public final class Python {
  private Python() {}

  /** {@code str(value)}. */
  public static String str(Object value) {
    if (value instanceof String text) {
      return text;
    }
    return Representation.str(value);
  }

  /** {@code repr(value)}. */
  public static String repr(Object value) {
    return Representation.repr(value);
  }

  /** As {@link #repr}, with dicts in the order of their keys. */
  public static String sortedRepr(Object value) {
    return Representation.sortedRepr(value);
  }

  /** {@code ascii(value)}: {@code repr(value)} with escapes for what is not ASCII. */
  public static String ascii(Object value) {
    return TextLiteral.escaped(repr(value));
  }

  /** {@code bool(value)}. */
  public static boolean isTruthy(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value == null || value instanceof Undefined) {
      return false;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof Number number) {
      return isNonZero(number);
    }
    if (value instanceof Collection<?> items) {
      return !items.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    }
    if (value instanceof JinjaObject object) {
      return object.isTruthy();
    }
    return Iteration.findLength(value).orElse(1) != 0;
  }

  /** {@code a == b}. */
  public static boolean isEqual(Object a, Object b) {
    return Equality.test(a, b);
  }

  /** {@code type(value).__name__}. */
  public static String typeName(Object value) {
    if (value == null) {
      return "NoneType";
    }
    if (value instanceof String) {
      return "str";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof Double || value instanceof Float) {
      return "float";
    }
    if (value instanceof BigDecimal) {
      return "decimal.Decimal";
    }
    if (value instanceof Number) {
      return "int";
    }
    if (value instanceof JinjaObject object) {
      return object.typeName();
    }
    if (value instanceof PyTuple) {
      return "tuple";
    }
    if (value instanceof PySet) {
      return "set";
    }
    if (value instanceof Map) {
      return "dict";
    }
    return value instanceof Collection ? "list" : rareTypeName(value);
  }

  private static String rareTypeName(Object value) {
    if (value instanceof DictView view) {
      return view.kind().typeName();
    }
    if (value instanceof PyIterator iterator) {
      return iterator.typeName();
    }
    if (value instanceof PyRange) {
      return "range";
    }
    if (value instanceof PyBytes) {
      return "bytes";
    }
    return value instanceof Undefined ? "Undefined" : "object";
  }

  /** A value from outside with the small Java number types widened to those of templates. */
  public static Object normalized(Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    return value instanceof Float number ? (Object) number.doubleValue() : value;
  }

  private static boolean isNonZero(Number number) {
    if (number instanceof Long whole) {
      return whole != 0;
    }
    if (number instanceof BigInteger whole) {
      return whole.signum() != 0;
    }
    if (number instanceof BigDecimal decimal) {
      return decimal.signum() != 0;
    }
    return number.doubleValue() != 0;
  }
}
