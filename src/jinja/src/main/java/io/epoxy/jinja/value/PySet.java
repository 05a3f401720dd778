package io.epoxy.jinja.value;

import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Python's set. A set of numbers iterates in the order that CPython gives in every run; one that
 * ever held anything else iterates in order of insertion, since Python's own order of strings
 * changes from run to run and no project can rely on it.
 */
public final class PySet implements Iterable<Object> {
  private final Map<Object, Object> items = new LinkedHashMap<>();

  /** Null once an item had no hash that all runs share. */
  private SetTable table = new SetTable();

  public PySet() {}

  /** {@code set(source)}. */
  public PySet(Iterable<?> source) {
    addAll(source);
  }

  /** {@code update(source)}. */
  public void addAll(Iterable<?> source) {
    if (table != null && source instanceof PySet other && other.table != null) {
      table.reserve(other.size());
      if (table.copies(other.table)) {
        items.putAll(other.items);
        return;
      }
    } else if (table != null && source instanceof DictView view) {
      table.reserve(view.size());
    }
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
    if (table != null) {
      OptionalLong hash = Hashes.of(key);
      hash.ifPresentOrElse(value -> table.add(key, value), () -> table = null);
    }
    return true;
  }

  /** Whether it was there. */
  public boolean remove(Object item) {
    if (item instanceof PySet) {
      return false;
    }
    Object key = Equality.canonicalKey(item);
    boolean found = items.containsKey(key);
    items.remove(key);
    if (found && table != null) {
      table.remove(key, Hashes.of(key).orElseThrow());
    }
    return found;
  }

  /** {@code difference_update(source)}. */
  public void removeAll(Iterable<?> source) {
    source.forEach(this::remove);
    if (table != null) {
      table.tidy();
    }
  }

  /** {@code self - other}, by the way of CPython that decides the order. */
  public PySet minus(Object other) {
    boolean sized = other instanceof PySet || other instanceof Map;
    if (!sized || size() / 4 > Iteration.length(other)) {
      PySet copy = new PySet(this);
      copy.removeAll(Iteration.of(other));
      return copy;
    }
    PySet result = new PySet();
    for (Object item : this) {
      if (!Iteration.contains(other, item)) {
        result.add(item);
      }
    }
    return result;
  }

  /**
   * {@code pop()}.
   *
   * @throws io.epoxy.jinja.JinjaException when it is empty
   */
  public Object pop() {
    if (items.isEmpty()) {
      throw Errors.error("'pop from an empty set'");
    }
    Object key = table == null ? items.keySet().iterator().next() : table.popped();
    Object item = items.get(key);
    remove(item);
    return item;
  }

  /** A set in a set would be a frozenset, which templates cannot make. */
  public boolean contains(Object item) {
    return !(item instanceof PySet) && items.containsKey(Equality.canonicalKey(item));
  }

  public boolean containsAll(PySet other) {
    return items.keySet().containsAll(other.items.keySet());
  }

  public int size() {
    return items.size();
  }

  public void clear() {
    items.clear();
    table = new SetTable();
  }

  @Override
  public Iterator<Object> iterator() {
    Iterator<Object> keys = table == null ? items.keySet().iterator() : table.iterator();
    int size = items.size();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return keys.hasNext();
      }

      @Override
      public Object next() {
        if (items.size() != size) {
          throw Errors.error("Set changed size during iteration");
        }
        try {
          return items.get(keys.next());
        } catch (ConcurrentModificationException e) {
          throw Errors.error("Set changed size during iteration");
        }
      }
    };
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
