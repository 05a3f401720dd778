package io.epoxy.model.config;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A map that only {@link Data} makes, so that a copy of it may be itself. Null is a value. It takes
 * little room, because there is one for the config of each of very many nodes: maps with the same
 * keys share them.
 */
final class FrozenMap extends AbstractMap<String, Object> {
  private final FrozenKeys keys;
  private final Object[] values;

  private FrozenMap(FrozenKeys keys, Object[] values) {
    this.keys = keys;
    this.values = values;
  }

  static FrozenMap of(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>(map.size() * 4 / 3 + 1);
    map.forEach((key, value) -> copy.put(String.valueOf(key), Data.copyValue(value)));
    return new FrozenMap(FrozenKeys.of(copy.keySet()), copy.values().toArray());
  }

  @Override
  public Object get(Object key) {
    int place = keys.placeOf(key);
    return place < 0 ? null : values[place];
  }

  @Override
  public boolean containsKey(Object key) {
    return keys.placeOf(key) >= 0;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Object> action) {
    for (int i = 0; i < values.length; i++) {
      action.accept(keys.name(i), values[i]);
    }
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Entry<String, Object>> {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public Iterator<Entry<String, Object>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < values.length;
        }

        @Override
        public Entry<String, Object> next() {
          if (next == values.length) {
            throw new NoSuchElementException();
          }
          int place = next++;
          return new SimpleImmutableEntry<>(keys.name(place), values[place]);
        }
      };
    }
  }
}
