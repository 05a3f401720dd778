package io.epoxy.jinja.value;

import java.util.Collections;
import java.util.Iterator;
import java.util.function.Consumer;

/** A generator or iterator of Python: can be gone through once. */
public final class PyIterator implements Iterable<Object>, Iterator<Object>, Holder {
  private final String typeName;
  private final Iterator<?> items;
  private final Object source;

  private PyIterator(String typeName, Iterator<?> items, Object source) {
    this.typeName = typeName;
    this.items = items;
    this.source = source;
  }

  /** A generator that is at its end. */
  public static PyIterator empty() {
    return new PyIterator("generator", Collections.emptyIterator(), null);
  }

  /**
   * What a generator function gives.
   *
   * @param source the value that the items come from, which it keeps alive
   */
  public static PyIterator generator(Iterator<?> items, Object source) {
    return new PyIterator("generator", items, source);
  }

  /** An iterator of a type of its own, for example {@code zip}. */
  public static PyIterator named(String typeName, Iterator<?> items, Object source) {
    return new PyIterator(typeName, items, source);
  }

  @Override
  public void held(Consumer<Object> census) {
    census.accept(source);
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
