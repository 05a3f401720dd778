package io.epoxy.compiler.context.table;

import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Container;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.SequenceObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Values that are reached by place and by key: agate's {@code MappedSequence}. Iterating gives the
 * values; a key in another case than it was written in is found when no key fits exactly.
 */
class MappedValues implements SequenceObject, Container {
  private final String typeName;
  private final int size;
  private final IntFunction<Object> at;
  private final List<String> keys;

  MappedValues(String typeName, int size, IntFunction<Object> at, List<String> keys) {
    this.typeName = typeName;
    this.size = size;
    this.at = at;
    this.keys = keys;
  }

  @Override
  public Optional<Value> attribute(String name) {
    JinjaCallable method =
        switch (name) {
          case "values" -> arguments -> PyTuple.copyOf(items());
          case "keys" -> arguments -> PyTuple.copyOf(keys);
          case "items" -> arguments -> pairs();
          case "dict" -> arguments -> dict();
          case "get" ->
              a ->
                  item(a.require("get", 0, "key"))
                      .map(Value::get)
                      .orElse(a.get(1, "default", null));
          default -> null;
        };
    return method == null ? Optional.empty() : Value.of(method);
  }

  @Override
  public Optional<Value> item(Object key) {
    if (key instanceof Long index) {
      long place = index < 0 ? index + size : index;
      return place >= 0 && place < size ? Value.of(at.apply((int) place)) : Optional.empty();
    }
    int place = key instanceof String name ? position(name) : -1;
    return place < 0 ? Optional.empty() : Value.of(at.apply(place));
  }

  private int position(String name) {
    int exact = keys.indexOf(name);
    if (exact >= 0) {
      return exact;
    }
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public List<Object> items() {
    List<Object> all = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      all.add(at.apply(i));
    }
    return all;
  }

  private List<Object> pairs() {
    List<Object> pairs = new ArrayList<>();
    for (int i = 0; i < Math.min(size, keys.size()); i++) {
      pairs.add(PyTuple.of(keys.get(i), at.apply(i)));
    }
    return pairs;
  }

  private Map<Object, Object> dict() {
    Map<Object, Object> dict = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(size, keys.size()); i++) {
      dict.put(keys.get(i), at.apply(i));
    }
    return dict;
  }

  @Override
  public boolean contains(Object item) {
    return items().stream().anyMatch(value -> Python.isEqual(value, item));
  }

  @Override
  public Optional<Iterator<Object>> iterate() {
    return Optional.of(items().iterator());
  }

  @Override
  public Optional<Integer> length() {
    return Optional.of(size);
  }

  @Override
  public boolean isTruthy() {
    return size > 0;
  }

  @Override
  public String typeName() {
    return typeName;
  }

  @Override
  public String asString() {
    return "<agate." + typeName + ": " + Python.repr(PyTuple.copyOf(items())) + ">";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MappedValues values && items().equals(values.items());
  }

  @Override
  public int hashCode() {
    return Objects.hash(items());
  }
}
