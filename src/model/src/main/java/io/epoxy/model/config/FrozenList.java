package io.epoxy.model.config;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** A list that only {@link Data} makes, so that a copy of it may be itself. Null is a value. */
final class FrozenList extends AbstractList<Object> implements RandomAccess {
  private final Object[] items;

  private FrozenList(Object[] items) {
    this.items = items;
  }

  static FrozenList of(List<?> list) {
    return new FrozenList(list.stream().map(Data::copyValue).toArray());
  }

  @Override
  public Object get(int index) {
    return items[index];
  }

  @Override
  public int size() {
    return items.length;
  }
}
