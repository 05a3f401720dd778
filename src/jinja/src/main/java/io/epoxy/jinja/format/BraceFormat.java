package io.epoxy.jinja.format;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Sizes;
import io.epoxy.jinja.value.Undefined;

/**
 * Python's {@code 'text'.format(..)} as jinja2's sandbox runs it: attributes and items inside the
 * braces are looked up by the template's own rules, never by reflection.
 */
public final class BraceFormat {
  /** Braces inside braces; Python allows no more. */
  private static final int MAX_DEPTH = 2;

  private final Arguments arguments;
  private final Lookup lookup;
  private int nextIndex;
  private boolean numbered;

  private BraceFormat(Arguments arguments, Lookup lookup) {
    this.arguments = arguments;
    this.lookup = lookup;
  }

  /**
   * Formats.
   *
   * @throws io.epoxy.jinja.JinjaException in Python's words, for example {@code tuple index out of
   *     range}
   */
  public static String format(String text, Arguments arguments, Lookup lookup) {
    return new BraceFormat(arguments, lookup).expand(text, MAX_DEPTH);
  }

  private String expand(String text, int depth) {
    if (depth == 0) {
      throw Errors.error("Max string recursion exceeded");
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        out.append(c);
        i += 2;
      } else if (c == '}') {
        throw Errors.error("Single '}' encountered in format string");
      } else if (c == '{') {
        int end = closing(text, i);
        out.append(field(text.substring(i + 1, end), depth));
        i = end + 1;
      } else {
        out.append(c);
        i++;
      }
      Sizes.checkText(out.length());
    }
    return out.toString();
  }

  private static int closing(String text, int open) {
    if (open + 1 == text.length()) {
      throw Errors.error("Single '{' encountered in format string");
    }
    int nested = 0;
    boolean bracket = false;
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[' && nested == 0) {
        bracket = true;
      } else if (c == ']') {
        bracket = false;
      } else if (c == '{' && !bracket) {
        nested++;
      } else if (c == '}' && !bracket && nested-- == 0) {
        return i;
      }
    }
    throw Errors.error("expected '}' before end of string");
  }

  private String field(String field, int depth) {
    int nameEnd = nameEnd(field);
    String name = field.substring(0, nameEnd);
    String rest = field.substring(nameEnd);
    Object value = resolve(name);
    if (rest.startsWith("!")) {
      if (rest.length() < 2 || rest.length() > 2 && rest.charAt(2) != ':') {
        throw Errors.error("expected ':' after conversion specifier");
      }
      value = converted(value, rest.charAt(1));
      rest = rest.substring(2);
    }
    String spec = rest.isEmpty() ? "" : expand(rest.substring(1), depth - 1);
    if (value instanceof Undefined && spec.isEmpty()) {
      return "";
    }
    return Formatting.format(value, spec);
  }

  private static int nameEnd(String field) {
    boolean bracket = false;
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == '[') {
        bracket = true;
      } else if (c == ']') {
        bracket = false;
      } else if (!bracket && (c == ':' || c == '!')) {
        return i;
      }
    }
    return field.length();
  }

  private static Object converted(Object value, char conversion) {
    return switch (conversion) {
      case 's' -> Python.str(value);
      case 'r' -> Python.repr(value);
      case 'a' -> Python.ascii(value);
      default -> throw Errors.error("Unknown conversion specifier " + conversion);
    };
  }

  private Object resolve(String name) {
    int end = 0;
    while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
      end++;
    }
    // Only a field with no name at all is numbered, not one such as {.real} or {[0]}.
    if (end == 0 && !name.isEmpty()) {
      throw Errors.key("");
    }
    Object value = argument(name.substring(0, end));
    int i = end;
    while (i < name.length()) {
      if (name.charAt(i) == '.') {
        int stop = i + 1;
        while (stop < name.length() && name.charAt(stop) != '.' && name.charAt(stop) != '[') {
          stop++;
        }
        String attribute = name.substring(i + 1, stop);
        if (attribute.isEmpty()) {
          throw Errors.error("Empty attribute in format string");
        }
        value = lookup.attribute(value, attribute);
        i = stop;
      } else if (name.charAt(i) == '[') {
        int close = name.indexOf(']', i);
        if (close < 0) {
          throw Errors.error("Missing ']' in format string");
        }
        String key = name.substring(i + 1, close);
        if (key.isEmpty()) {
          throw Errors.error("Empty attribute in format string");
        }
        value = lookup.item(value, isIndex(key) ? (Object) Long.parseLong(key) : key);
        i = close + 1;
      } else {
        throw Errors.error("Only '.' or '[' may follow ']' in format field specifier");
      }
    }
    return value;
  }

  private Object argument(String name) {
    if (!name.isEmpty() && !isIndex(name)) {
      if (!arguments.keyword().containsKey(name)) {
        throw Errors.key(name);
      }
      return arguments.keyword().get(name);
    }
    if (name.isEmpty() && numbered || !name.isEmpty() && nextIndex > 0) {
      // Python's string.Formatter, which jinja2's sandbox uses, says the same for both.
      throw Errors.error(
          "cannot switch from manual field specification to automatic field numbering");
    }
    numbered = !name.isEmpty();
    int index = name.isEmpty() ? nextIndex++ : Integer.parseInt(name);
    if (index >= arguments.positional().size()) {
      throw Errors.error("tuple index out of range");
    }
    return arguments.positional().get(index);
  }

  private static boolean isIndex(String text) {
    return !text.isEmpty() && text.length() < 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** How a field's attributes and items are found. */
  public interface Lookup {
    Object attribute(Object value, String name);

    Object item(Object value, Object key);
  }
}
