package io.epoxy.jinja.filter;

import io.epoxy.jinja.library.Context;
import io.epoxy.jinja.method.Attributes;
import io.epoxy.jinja.text.Casing;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Undefined;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** jinja2's {@code make_attrgetter}: a path such as {@code a.b.0} followed in each item. */
final class Getter {
  private Getter() {}

  /** Follows a path; null is the item itself. */
  static UnaryOperator<Object> of(Object path, Context context) {
    List<Object> parts = parts(path);
    return item -> follow(item, parts, context);
  }

  /**
   * As {@link #of}; what is undefined on the way becomes {@code whenUndefined} unless that is null.
   */
  static UnaryOperator<Object> of(Object path, Object whenUndefined, Context context) {
    if (whenUndefined == null) {
      return of(path, context);
    }
    List<Object> parts = parts(path);
    return item -> {
      Object value = item;
      for (Object part : parts) {
        value = Attributes.item(value, part, context.undefinedMode());
        value = value instanceof Undefined ? whenUndefined : value;
      }
      return value;
    };
  }

  /** Follows several paths with commas between them; gives a list. */
  static UnaryOperator<Object> several(Object paths, Context context) {
    List<List<Object>> all = new ArrayList<>();
    if (paths instanceof String text) {
      for (String path : text.split(",", -1)) {
        all.add(parts(path));
      }
    } else {
      all.add(parts(paths));
    }
    return item -> {
      List<Object> values = new ArrayList<>(all.size());
      all.forEach(parts -> values.add(follow(item, parts, context)));
      return values;
    };
  }

  /** Strings in lower case, others as they are; in a list each item. */
  static Object ignoreCase(Object value) {
    if (value instanceof List<?> list) {
      List<Object> result = new ArrayList<>(list.size());
      list.forEach(item -> result.add(item instanceof String text ? Casing.lower(text) : item));
      return result;
    }
    return value instanceof String text ? Casing.lower(text) : value;
  }

  private static Object follow(Object item, List<Object> parts, Context context) {
    Object value = item;
    for (Object part : parts) {
      value = Attributes.item(value, part, context.undefinedMode());
    }
    return value;
  }

  private static List<Object> parts(Object path) {
    List<Object> parts = new ArrayList<>();
    if (path instanceof String text) {
      for (String part : text.split("\\.", -1)) {
        boolean digits = !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
        parts.add(digits ? (Object) Numbers.normal(new BigInteger(part)) : part);
      }
    } else if (path != null) {
      parts.add(path);
    }
    return parts;
  }
}
