package io.epoxy.jinja.value;

import java.util.Iterator;

/** A generator or iterator of Python: can be gone through once. */
public final class PyIterator implements Iterable<Object>, Iterator<Object> {
  private final String typeName;
  private final Iterator<?> items;

  private PyIterator(String typeName, Iterator<?> items) {
    this.typeName = typeName;
    this.items = items;
  }

  /** What a generator function gives. */
  public static PyIterator generator(Iterator<?> items) {
    return new PyIterator("generator", items);
  }

  /** An iterator of a type of its own, for example {@code zip}. */
  public static PyIterator named(String typeName, Iterator<?> items) {
    return new PyIterator(typeName, items);
  }

  public String typeName() {
    return typeName;
  }

  @Override
  public Iterator<Object> iterator() {
    return this;
  }

  @Override
  public boolean hasNext() {
    return items.hasNext();
  }

  @Override
  public Object next() {
    return items.next();
  }

  @Override
  public String toString() {
    return "<" + typeName + " object>";
  }
}
