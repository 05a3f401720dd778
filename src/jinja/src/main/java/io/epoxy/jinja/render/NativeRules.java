package io.epoxy.jinja.render;

import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaObject.Value;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.PyRange;
import io.epoxy.jinja.value.PySet;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * dbt's native rendering of YAML strings (dbt-common 1.x {@code clients/jinja.py}, {@code
 * quoted_native_concat} and its marker types).
 */
final class NativeRules {
  private NativeRules() {}

  /** jinja2's {@code has_safe_repr}: what its optimizer may write into the compiled template. */
  static boolean hasSafeRepr(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().allMatch(NativeRules::hasSafeRepr);
    }
    if (value instanceof PyTuple tuple) {
      return tuple.items().stream().allMatch(NativeRules::hasSafeRepr);
    }
    if (value instanceof PySet set) {
      return hasSafeRepr(Iteration.toList(set));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .allMatch(entry -> hasSafeRepr(entry.getKey()) && hasSafeRepr(entry.getValue()));
    }
    return value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof PyRange
        || Numbers.isInteger(value)
        || Numbers.isFloat(value);
  }

  /** The text of a piece; a marked one is a string to Python. */
  static String text(Object piece) {
    return piece instanceof Marked marked ? marked.text() : Python.str(piece);
  }

  /** One value stays what it is, several are joined as text, a marked one is read as a literal. */
  static Object joined(List<Object> pieces) {
    if (pieces.isEmpty()) {
      return "";
    }
    if (pieces.size() > 1) {
      StringBuilder all = new StringBuilder();
      pieces.forEach(piece -> all.append(text(piece)));
      return all.toString();
    }
    return pieces.get(0) instanceof Marked marked ? read(marked) : pieces.get(0);
  }

  private static Object read(Marked marked) {
    if (marked.kind() == Marked.Kind.TEXT) {
      return marked.text();
    }
    Optional<Value> found = LiteralReader.read(marked.text());
    Object value = found.isEmpty() ? marked.text() : found.get().get();
    if (marked.kind() == Marked.Kind.BOOL && !(value instanceof Boolean)) {
      throw unreadable(marked, "bool");
    }
    boolean number = value instanceof Number;
    if (marked.kind() == Marked.Kind.NUMBER && !number) {
      throw unreadable(marked, "number");
    }
    return value;
  }

  private static JinjaException unreadable(Marked marked, String type) {
    return new JinjaException(
        "Could not convert value '" + marked.text() + "' into type '" + type + "'");
  }
}
