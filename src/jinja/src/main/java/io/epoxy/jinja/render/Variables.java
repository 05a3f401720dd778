package io.epoxy.jinja.render;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The variables of one scope inside another. Small scopes are searched from the start, since names
 * are interned and a scope seldom has more than a few; large ones get an index.
 */
final class Variables {
  /** Given for a name that no scope of the chain holds; null is None. */
  static final Object MISSING = new Object();

  private static final int SMALL = 12;

  private final Variables outer;
  private String[] names = new String[4];
  private Object[] values = new Object[4];
  private int size;
  private Map<String, Integer> index;

  /**
   * @param outer the scope around it, or null for the outermost
   */
  Variables(Variables outer) {
    this.outer = outer;
  }

  Object find(String name) {
    for (Variables scope = this; scope != null; scope = scope.outer) {
      int at = scope.position(name);
      if (at >= 0) {
        return scope.values[at];
      }
    }
    return MISSING;
  }

  void set(String name, Object value) {
    int at = position(name);
    if (at >= 0) {
      values[at] = value;
      return;
    }
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    names[size] = name;
    values[size] = value;
    if (index != null) {
      index.put(name, size);
    }
    size++;
    if (size == SMALL) {
      index = new HashMap<>();
      for (int i = 0; i < size; i++) {
        index.put(names[i], i);
      }
    }
  }

  /** Tells each value of this scope and those around it. */
  void held(Consumer<Object> census) {
    for (Variables scope = this; scope != null; scope = scope.outer) {
      for (int i = 0; i < scope.size; i++) {
        census.accept(scope.values[i]);
      }
    }
  }

  private int position(String name) {
    if (index != null) {
      return index.getOrDefault(name, -1);
    }
    for (int i = 0; i < size; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
