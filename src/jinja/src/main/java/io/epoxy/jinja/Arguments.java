package io.epoxy.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The arguments of one call.
 *
 * @param positional in order; may hold null (None) and {@link Undefined}
 * @param keyword by name, in order
 */
public record Arguments(List<Object> positional, Map<String, Object> keyword) {
  public Arguments {
    positional = Collections.unmodifiableList(new ArrayList<>(positional));
    keyword = Collections.unmodifiableMap(new LinkedHashMap<>(keyword));
  }

  public static Arguments of(Object... positional) {
    return new Arguments(Arrays.asList(positional), Map.of());
  }

  /** Whether the parameter was given, by place or by name. */
  public boolean has(int index, String name) {
    return index < positional.size() || keyword.containsKey(name);
  }

  /** The parameter's value by place or by name, else {@code whenAbsent}. */
  public Object get(int index, String name, Object whenAbsent) {
    if (index < positional.size()) {
      return positional.get(index);
    }
    return keyword.containsKey(name) ? keyword.get(name) : whenAbsent;
  }

  /**
   * The parameter's value.
   *
   * @throws JinjaException when it was not given
   */
  public Object require(String function, int index, String name) {
    if (!has(index, name)) {
      throw new JinjaException(
          function + "() missing 1 required positional argument: '" + name + "'");
    }
    return get(index, name, null);
  }

  /**
   * The parameter's value as text.
   *
   * @throws JinjaException when it was not given or is not a string
   */
  public String requireString(String function, int index, String name) {
    Object value = require(function, index, name);
    if (value instanceof String text) {
      return text;
    }
    throw new JinjaException(function + "() argument '" + name + "' must be str");
  }

  @Override
  public String toString() {
    return "Arguments" + Objects.toString(positional) + keyword;
  }
}
