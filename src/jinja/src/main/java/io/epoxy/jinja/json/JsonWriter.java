package io.epoxy.jinja.json;

import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Ordering;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Sizes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Python's {@code json.dumps}. */
public final class JsonWriter {
  private static final int MAX_DEPTH = 200;

  private final JsonStyle style;
  private final StringBuilder out = new StringBuilder();
  private int depth;

  private JsonWriter(JsonStyle style) {
    this.style = style;
  }

  /**
   * Writes a value.
   *
   * @throws io.epoxy.jinja.JinjaException {@code Object of type date is not JSON serializable}
   */
  public static String write(Object value, JsonStyle style) {
    JsonWriter writer = new JsonWriter(style);
    writer.append(value);
    return writer.out.toString();
  }

  private void append(Object value) {
    Sizes.checkText(out.length());
    if (value instanceof String text) {
      string(text);
    } else if (value == null) {
      out.append("null");
    } else if (value instanceof Boolean flag) {
      out.append(flag ? "true" : "false");
    } else if (Numbers.isInteger(value)) {
      out.append(value);
    } else if (Numbers.isFloat(value)) {
      out.append(number(((Number) value).doubleValue()));
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof List<?> list) {
      array(list);
    } else if (value instanceof PyTuple tuple) {
      array(tuple.items());
    } else {
      throw notSerializable(value);
    }
  }

  private static RuntimeException notSerializable(Object value) {
    String type = Python.typeName(value);
    return Errors.error(
        "Object of type "
            + type.substring(type.lastIndexOf('.') + 1)
            + " is not JSON serializable");
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    return Python.repr(value);
  }

  private void array(List<?> items) {
    open('[');
    Iterator<?> all = items.iterator();
    for (boolean first = true; all.hasNext(); first = false) {
      next(first);
      append(all.next());
    }
    close(']', items.isEmpty());
  }

  private void object(Map<?, ?> map) {
    open('{');
    boolean first = true;
    for (Object pair : pairs(map)) {
      next(first);
      first = false;
      string(key(((PyTuple) pair).get(0)));
      out.append(style.keySeparator());
      append(((PyTuple) pair).get(1));
    }
    close('}', map.isEmpty());
  }

  private List<Object> pairs(Map<?, ?> map) {
    List<Object> pairs = new ArrayList<>(Iteration.toListOf(Iteration.entries(map)));
    if (style.order() == JsonStyle.Order.SORTED) {
      pairs.sort(Comparator.comparing(pair -> ((PyTuple) pair).get(0), Ordering.NATURAL));
    }
    return pairs;
  }

  private static String key(Object key) {
    if (key instanceof String text) {
      return text;
    }
    if (key == null) {
      return "null";
    }
    if (key instanceof Boolean flag) {
      return flag ? "true" : "false";
    }
    if (Numbers.isFloat(key)) {
      return number(((Number) key).doubleValue());
    }
    if (Numbers.isInteger(key)) {
      return key.toString();
    }
    throw Errors.error("keys must be str, int, float, bool or None, not " + Python.typeName(key));
  }

  private void open(char bracket) {
    out.append(bracket);
    if (++depth > MAX_DEPTH) {
      throw Errors.limit("maximum recursion depth exceeded while encoding a JSON object");
    }
  }

  private void next(boolean first) {
    if (!first) {
      out.append(style.itemSeparator());
    }
    newLine();
  }

  private void close(char bracket, boolean empty) {
    depth--;
    if (!empty) {
      newLine();
    }
    out.append(bracket);
  }

  private void newLine() {
    if (style.indent() != null) {
      out.append('\n').append(style.indent().repeat(depth));
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\f' -> out.append("\\f");
        case '\b' -> out.append("\\b");
        default -> character(c);
      }
    }
    out.append('"');
  }

  private void character(char c) {
    boolean escape = c < ' ' || c > 0x7e && style.characters() == JsonStyle.Characters.ESCAPED;
    if (escape) {
      out.append(String.format("\\u%04x", (int) c));
    } else {
      out.append(c);
    }
  }
}
