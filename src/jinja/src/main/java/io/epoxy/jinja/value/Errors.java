package io.epoxy.jinja.value;

import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaException.Kind;
import io.epoxy.jinja.JinjaException.Place;

/** Python's errors, in Python's words; the place is added while they unwind. */
public final class Errors {
  private Errors() {}

  /** TypeError, ValueError, IndexError and the like, whose message says enough by itself. */
  public static JinjaException error(String message) {
    return new JinjaException(message);
  }

  /** KeyError, whose own message would be just the key. */
  public static JinjaException key(Object key) {
    return new JinjaException("KeyError: " + Python.repr(key));
  }

  public static JinjaException limit(String message) {
    return new JinjaException(Kind.LIMIT, message, Place.UNKNOWN);
  }

  /** To be called first where an error is answered with something else: a limit ends everything. */
  public static void passLimit(JinjaException error) {
    if (error.kind() == Kind.LIMIT) {
      throw error;
    }
  }

  /** {@code 'int' object is not iterable} and its like. */
  public static JinjaException object(Object value, String problem) {
    return new JinjaException("'" + Python.typeName(value) + "' object " + problem);
  }

  /** {@code unsupported operand type(s) for +: 'int' and 'str'}. */
  public static JinjaException operands(String operator, Object left, Object right) {
    return new JinjaException(
        "unsupported operand type(s) for "
            + operator
            + ": '"
            + Python.typeName(left)
            + "' and '"
            + Python.typeName(right)
            + "'");
  }

  public static JinjaException unhashable(Object value) {
    return new JinjaException("unhashable type: '" + Python.typeName(value) + "'");
  }
}
