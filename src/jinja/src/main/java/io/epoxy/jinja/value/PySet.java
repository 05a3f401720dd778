package io.epoxy.jinja.value;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Python's set. Iterates in order of insertion: Python's own order of strings changes from run to
 * run, so no project can rely on it.
 */
public final class PySet implements Iterable<Object> {
  private final Map<Object, Object> items = new LinkedHashMap<>();

  public PySet() {}

  public PySet(Iterable<?> source) {
    source.forEach(this::add);
  }

  /** Whether it was not there before. */
  public boolean add(Object item) {
    Sizes.checkItems(items.size() + 1L);
    Object key = Equality.canonicalKey(item);
    if (items.containsKey(key)) {
      return false;
    }
    items.put(key, item);
    return true;
  }

  public boolean remove(Object item) {
    Object key = Equality.canonicalKey(item);
    boolean found = items.containsKey(key);
    items.remove(key);
    return found;
  }

  public boolean contains(Object item) {
    return items.containsKey(Equality.canonicalKey(item));
  }

  public boolean containsAll(PySet other) {
    return items.keySet().containsAll(other.items.keySet());
  }

  public int size() {
    return items.size();
  }

  public void clear() {
    items.clear();
  }

  @Override
  public Iterator<Object> iterator() {
    return items.values().iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PySet set && items.keySet().equals(set.items.keySet());
  }

  @Override
  public int hashCode() {
    return items.keySet().hashCode();
  }

  @Override
  public String toString() {
    return Python.repr(this);
  }
}
