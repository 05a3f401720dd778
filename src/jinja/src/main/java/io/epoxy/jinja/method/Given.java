package io.epoxy.jinja.method;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Undefined;

/** Arguments with the types that methods of str want. */
final class Given {
  private Given() {}

  static String text(Arguments arguments, int index, String name, String method) {
    Object value = arguments.get(index, name, null);
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    throw Errors.error(
        method + "() argument " + (index + 1) + " must be str, not " + Python.typeName(value));
  }

  /** The text, or null when not given or None. */
  static String textOrNone(Arguments arguments, int index, String name, String method) {
    return arguments.get(index, name, null) == null ? null : text(arguments, index, name, method);
  }

  static int number(Arguments arguments, int index, String name, int whenAbsent) {
    return arguments.has(index, name)
        ? Numbers.smallInt(arguments.get(index, name, null))
        : whenAbsent;
  }
}
