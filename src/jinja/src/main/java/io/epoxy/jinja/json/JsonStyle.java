package io.epoxy.jinja.json;

import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Python;
import java.util.Map;
import java.util.Objects;

/**
 * How {@code json.dumps} writes.
 *
 * @param order of the keys of objects
 * @param indent what one level is indented by, or null for everything on one line
 * @param itemSeparator between items
 * @param keySeparator between a key and its value
 * @param characters beyond ASCII
 */
public record JsonStyle(
    Order order, String indent, String itemSeparator, String keySeparator, Characters characters) {
  public static final JsonStyle PLAIN =
      new JsonStyle(Order.AS_IS, null, ", ", ": ", Characters.ESCAPED);

  public JsonStyle {
    Objects.requireNonNull(order, "order");
    Objects.requireNonNull(characters, "characters");
  }

  /** How keys are ordered. */
  public enum Order {
    AS_IS,
    SORTED
  }

  /** How characters beyond ASCII are written. */
  public enum Characters {
    ESCAPED,
    AS_IS
  }

  /** The style with keys sorted. */
  public JsonStyle sorted() {
    return new JsonStyle(Order.SORTED, indent, itemSeparator, keySeparator, characters);
  }

  /** The style with an indent: an int of blanks, a string, or null; an item then ends its line. */
  public JsonStyle indented(Object width) {
    if (width == null) {
      return this;
    }
    String by =
        width instanceof String text ? text : " ".repeat(Math.max(0, Numbers.smallInt(width)));
    return new JsonStyle(order, by, ",", keySeparator, characters);
  }

  /** The style that the keyword arguments of {@code json.dumps} ask for. */
  public static JsonStyle of(Map<String, Object> arguments) {
    boolean sort = Python.isTruthy(arguments.get("sort_keys"));
    boolean ascii = Python.isTruthy(arguments.getOrDefault("ensure_ascii", true));
    JsonStyle style =
        new JsonStyle(
                sort ? Order.SORTED : Order.AS_IS,
                null,
                ", ",
                ": ",
                ascii ? Characters.ESCAPED : Characters.AS_IS)
            .indented(arguments.get("indent"));
    Object separators = arguments.get("separators");
    if (separators == null) {
      return style;
    }
    var both = Iteration.toList(separators);
    return new JsonStyle(
        style.order,
        style.indent,
        Python.str(both.get(0)),
        Python.str(both.get(1)),
        style.characters);
  }
}
