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

  /** The only text that a method of str wants. */
  static String text(Arguments arguments) {
    return text(arguments.get(0, "", null), "must be str");
  }

  private static String text(Object value, String problem) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    throw Errors.error(problem + ", not " + Python.typeName(value));
  }

  /** The only text that a method such as removeprefix wants. */
  static String text(Arguments arguments, String method) {
    return text(arguments.get(0, "", null), method + "() argument must be str");
  }

  /** The character that pads. */
  static String fill(Arguments arguments, int index) {
    return arguments.has(index, "")
        ? text(arguments.get(index, "", null), "The fill character must be a unicode character")
        : " ";
  }

  /** The text, or null when not given or None. */
  static String textOrNone(Arguments arguments, int index, String name) {
    Object value = arguments.get(index, name, null);
    return value == null ? null : text(value, "must be str or None");
  }

  static int number(Arguments arguments, int index, String name, int whenAbsent) {
    return arguments.has(index, name)
        ? Numbers.smallInt(arguments.get(index, name, null))
        : whenAbsent;
  }
}
