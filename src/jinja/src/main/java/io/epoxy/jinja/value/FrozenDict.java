package io.epoxy.jinja.value;

import io.epoxy.jinja.JinjaCallable;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A dict that several templates see, so that none may change it; it may hold null for None. */
public final class FrozenDict implements MappingObject, Container {
  private final String typeName;
  private final Map<Object, Object> entries;

  public FrozenDict(Map<String, ?> entries) {
    this("dict", entries);
  }

  /**
   * A dict of a class of its own.
   *
   * @param typeName as messages name it
   */
  public FrozenDict(String typeName, Map<String, ?> entries) {
    this.typeName = Objects.requireNonNull(typeName, "typeName");
    this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  @Override
  public Optional<Value> attribute(String name) {
    JinjaCallable method =
        switch (name) {
          case "keys" -> arguments -> new DictView(entries, DictView.Kind.KEYS);
          case "values" -> arguments -> new DictView(entries, DictView.Kind.VALUES);
          case "items" -> arguments -> new DictView(entries, DictView.Kind.ITEMS);
          case "copy" -> arguments -> new LinkedHashMap<>(entries);
          case "get" ->
              a ->
                  item(a.require("get", 0, "key"))
                      .map(Value::get)
                      .orElse(a.get(1, "default", null));
          default -> null;
        };
    return method == null ? item(name) : Value.of(method);
  }

  @Override
  public Optional<Value> item(Object key) {
    return entries.containsKey(key) ? Value.of(entries.get(key)) : Optional.empty();
  }

  @Override
  public boolean contains(Object item) {
    return entries.containsKey(item);
  }

  @Override
  public Optional<Iterator<Object>> iterate() {
    return Optional.of(entries.keySet().iterator());
  }

  @Override
  public Optional<Integer> length() {
    return Optional.of(entries.size());
  }

  @Override
  public String typeName() {
    return typeName;
  }

  @Override
  public String asString() {
    return Python.repr(entries);
  }
}
