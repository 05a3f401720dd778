package io.epoxy.compiler.context;

import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** JSON as Python's json module reads and writes it. */
final class Json {
  private static final int MAX_DEPTH = 500;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** The value; IllegalArgumentException when the text is not JSON. */
  static Object read(String text) {
    Json json = new Json(text);
    Object value = json.value(0);
    json.blanks();
    if (json.at < text.length()) {
      throw json.error("Extra data");
    }
    return value;
  }

  /**
   * json.dumps with its default separators and ASCII escapes; IllegalArgumentException when not.
   */
  static String write(Object value, KeyOrder order) {
    StringBuilder out = new StringBuilder();
    write(value, order, out);
    return out.toString();
  }

  /** How the keys of objects are written. */
  enum KeyOrder {
    AS_IS,
    SORTED
  }

  private static void write(Object value, KeyOrder order, StringBuilder out) {
    if (value == null) {
      out.append("null");
    } else if (value instanceof Boolean || value instanceof Long || value instanceof BigInteger) {
      out.append(value);
    } else if (value instanceof Integer || value instanceof BigDecimal) {
      out.append(value);
    } else if (value instanceof Double number) {
      out.append(
          number.isNaN()
              ? "NaN"
              : number.isInfinite() ? (number > 0 ? "Infinity" : "-Infinity") : Python.repr(value));
    } else if (value instanceof String string) {
      quote(string, out);
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map, order, out);
    } else if (value instanceof List<?> list) {
      writeList(list, order, out);
    } else if (value instanceof PyTuple tuple) {
      writeList(tuple.items(), order, out);
    } else {
      throw new IllegalArgumentException(
          "Object of type " + Python.typeName(value) + " is not JSON serializable");
    }
  }

  private static void writeMap(Map<?, ?> map, KeyOrder order, StringBuilder out) {
    Map<String, Object> entries =
        order == KeyOrder.SORTED ? new TreeMap<>() : new LinkedHashMap<>();
    map.forEach((key, item) -> entries.put(keyText(key), item));
    out.append('{');
    String separator = "";
    for (Map.Entry<String, Object> entry : entries.entrySet()) {
      out.append(separator);
      quote(entry.getKey(), out);
      out.append(": ");
      write(entry.getValue(), order, out);
      separator = ", ";
    }
    out.append('}');
  }

  private static String keyText(Object key) {
    if (key == null) {
      return "null";
    }
    return key instanceof Boolean ? key.toString() : Python.str(key);
  }

  private static void writeList(List<?> list, KeyOrder order, StringBuilder out) {
    out.append('[');
    String separator = "";
    for (Object item : list) {
      out.append(separator);
      write(item, order, out);
      separator = ", ";
    }
    out.append(']');
  }

  private static void quote(String string, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20 || c > 0x7e) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private Object value(int depth) {
    if (depth > MAX_DEPTH) {
      throw error("nested too deeply");
    }
    blanks();
    if (at >= text.length()) {
      throw error("Expecting value");
    }
    char c = text.charAt(at);
    if (c == '{') {
      return object(depth);
    }
    if (c == '[') {
      return array(depth);
    }
    if (c == '"') {
      return string();
    }
    return literal();
  }

  private Object object(int depth) {
    Map<Object, Object> map = new LinkedHashMap<>();
    at++;
    blanks();
    if (take('}')) {
      return map;
    }
    do {
      blanks();
      if (at >= text.length() || text.charAt(at) != '"') {
        throw error("Expecting property name enclosed in double quotes");
      }
      String key = string();
      blanks();
      if (!take(':')) {
        throw error("Expecting ':' delimiter");
      }
      map.put(key, value(depth + 1));
      blanks();
    } while (take(','));
    if (!take('}')) {
      throw error("Expecting ',' delimiter");
    }
    return map;
  }

  private Object array(int depth) {
    List<Object> list = new ArrayList<>();
    at++;
    blanks();
    if (take(']')) {
      return list;
    }
    do {
      list.add(value(depth + 1));
      blanks();
    } while (take(','));
    if (!take(']')) {
      throw error("Expecting ',' delimiter");
    }
    return list;
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c != '\\') {
        out.append(c);
      } else if (at < text.length()) {
        escape(text.charAt(at++), out);
      }
    }
    if (!take('"')) {
      throw error("Unterminated string");
    }
    return out.toString();
  }

  private void escape(char c, StringBuilder out) {
    switch (c) {
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'u' -> {
        if (at + 4 > text.length()) {
          throw error("Invalid \\uXXXX escape");
        }
        out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
        at += 4;
      }
      default -> out.append(c);
    }
  }

  private Object literal() {
    int start = at;
    while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    switch (word) {
      case "true":
        return true;
      case "false":
        return false;
      case "null":
        return null;
      default:
        return number(word);
    }
  }

  private Object number(String word) {
    try {
      if (word.matches("-?\\d+")) {
        BigInteger integer = new BigInteger(word);
        return integer.bitLength() < 64 ? (Object) integer.longValueExact() : integer;
      }
      return Double.valueOf(word);
    } catch (NumberFormatException e) {
      throw error("Expecting value");
    }
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException error(String message) {
    return new IllegalArgumentException(message + ": char " + at);
  }
}
