package io.epoxy.model.config;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** A map that only {@link Data} makes, so that a copy of it may be itself. Null is a value. */
final class FrozenMap extends AbstractMap<String, Object> {
  private final Map<String, Object> values;

  private FrozenMap(Map<String, Object> values) {
    this.values = values;
  }

  static FrozenMap of(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>(map.size() * 4 / 3 + 1);
    map.forEach((key, value) -> copy.put(String.valueOf(key), Data.copyValue(value)));
    return new FrozenMap(copy);
  }

  @Override
  public Object get(Object key) {
    return values.get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return values.containsKey(key);
  }

  @Override
  public int size() {
    return values.size();
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Object> action) {
    values.forEach(action);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return Collections.unmodifiableMap(values).entrySet();
  }
}
