package io.epoxy.jinja.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Python's tuple. Immutable; equal to another tuple of equal items, never to a list. */
public class PyTuple implements Iterable<Object> {
  public static final PyTuple EMPTY = new PyTuple(List.of());

  private final List<Object> items;
  private int hash;

  PyTuple(List<?> items) {
    this.items = Collections.unmodifiableList(new ArrayList<>(items));
  }

  public static PyTuple of(Object... items) {
    return new PyTuple(Arrays.asList(items));
  }

  /** A tuple of a copy of {@code items}, which may hold null (None). */
  public static PyTuple copyOf(List<?> items) {
    return new PyTuple(items);
  }

  /** Unmodifiable; may hold null (None). */
  public List<Object> items() {
    return items;
  }

  public int size() {
    return items.size();
  }

  public Object get(int index) {
    return items.get(index);
  }

  @Override
  public Iterator<Object> iterator() {
    return items.iterator();
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof PyTuple tuple && Equality.sameItems(items, tuple.items);
  }

  @Override
  public final int hashCode() {
    // Kept, as a tuple of tuples may share its parts many times over; a race sets the same value.
    if (hash == 0) {
      int sum = 1;
      for (Object item : items) {
        sum = 31 * sum + Equality.hash(item);
      }
      hash = sum;
    }
    return hash;
  }

  @Override
  public String toString() {
    return Python.repr(this);
  }
}
