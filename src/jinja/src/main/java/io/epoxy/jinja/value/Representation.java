package io.epoxy.jinja.value;

import io.epoxy.jinja.JinjaObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Python's str() and repr() of every value type. Unique ids of nodes depend on it. */
final class Representation {
  private final StringBuilder out = new StringBuilder();
  private final List<Object> open = new ArrayList<>();
  private final boolean sorted;

  private Representation(boolean sorted) {
    this.sorted = sorted;
  }

  static String str(Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    if (value instanceof Double || value instanceof Float) {
      return FloatText.of(((Number) value).doubleValue());
    }
    if (value instanceof Number || value instanceof String) {
      return value.toString();
    }
    if (value instanceof Undefined) {
      return "";
    }
    if (value instanceof JinjaObject object) {
      return object.asString();
    }
    return repr(value);
  }

  static String repr(Object value) {
    if (value instanceof String text) {
      return TextLiteral.quote(text);
    }
    if (value instanceof BigDecimal decimal) {
      return "Decimal('" + decimal + "')";
    }
    if (value instanceof Undefined) {
      return "Undefined";
    }
    if (value instanceof JinjaObject object) {
      return object.asRepr();
    }
    if (value instanceof PyIterator || value instanceof PyRange || value instanceof PyBytes) {
      return value.toString();
    }
    if (value instanceof Iterable || value instanceof Map) {
      return written(value, false);
    }
    if (value instanceof String
        || value == null
        || value instanceof Boolean
        || value instanceof Number) {
      return str(value);
    }
    // A foreign Java object must not speak for itself: only facade types are reachable.
    throw Errors.error("value of foreign type " + value.getClass().getSimpleName());
  }

  static String sortedRepr(Object value) {
    return value instanceof Iterable || value instanceof Map ? written(value, true) : repr(value);
  }

  private static String written(Object value, boolean sorted) {
    Representation all = new Representation(sorted);
    all.append(value);
    return all.out.toString();
  }

  private void append(Object value) {
    if (value instanceof Map<?, ?> map) {
      nested(map, "{...}", () -> entries(map));
    } else if (value instanceof NamedTuple tuple && !tuple.name().isEmpty()) {
      nested(tuple, "...", () -> fields(tuple));
    } else if (value instanceof PyTuple tuple) {
      nested(tuple, "(...)", () -> items("(", tuple.items(), tuple.size() == 1 ? ",)" : ")"));
    } else if (value instanceof PySet set) {
      nested(
          set,
          "set(...)",
          () -> items(set.size() == 0 ? "set(" : "{", set, set.size() == 0 ? ")" : "}"));
    } else if (value instanceof DictView view) {
      nested(view, "...", () -> items(view.kind().typeName() + "([", view, "])"));
    } else if (value instanceof Collection<?> list) {
      nested(list, "[...]", () -> items("[", list, "]"));
    } else {
      out.append(repr(value));
    }
    Sizes.checkText(out.length());
  }

  /** Writes a container, or Python's mark for one that holds itself. */
  private void nested(Object container, String mark, Runnable write) {
    for (Object outer : open) {
      if (isSame(outer, container)) {
        out.append(mark);
        return;
      }
    }
    Sizes.checkDepth(open.size(), "while getting the repr of an object");
    open.add(container);
    write.run();
    open.remove(open.size() - 1);
  }

  // Identity is meant: an equal but different container may be nested.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Object a, Object b) {
    return a == b;
  }

  private void items(String start, Iterable<?> items, String end) {
    out.append(start);
    boolean first = true;
    for (Object item : items) {
      if (!first) {
        out.append(", ");
      }
      first = false;
      append(item);
    }
    out.append(end);
  }

  private void fields(NamedTuple tuple) {
    out.append(tuple.name()).append('(');
    for (int i = 0; i < tuple.size(); i++) {
      out.append(i == 0 ? "" : ", ").append(tuple.fields().get(i)).append('=');
      append(tuple.get(i));
    }
    out.append(')');
  }

  private void entries(Map<?, ?> map) {
    out.append('{');
    Iterator<?> keys = keys(map).iterator();
    while (keys.hasNext()) {
      Object key = keys.next();
      append(key);
      out.append(": ");
      append(map.get(key));
      if (keys.hasNext()) {
        out.append(", ");
      }
    }
    out.append('}');
  }

  private Collection<?> keys(Map<?, ?> map) {
    return sorted ? Ordering.sorted(map.keySet()) : map.keySet();
  }
}
