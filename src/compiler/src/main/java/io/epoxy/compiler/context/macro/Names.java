package io.epoxy.compiler.context.macro;

import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Container;
import io.epoxy.jinja.value.MappingObject;
import io.epoxy.jinja.value.PyTuple;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A dict of names that are looked up when they are asked for. A name hides a method of dict. */
abstract class Names implements MappingObject, Container {
  abstract Optional<Value> value(String name);

  abstract List<Object> keys();

  @Override
  public final Optional<Value> attribute(String name) {
    Optional<Value> found = value(name);
    if (found.isPresent()) {
      return found;
    }
    JinjaCallable method =
        switch (name) {
          case "get" ->
              a ->
                  value(String.valueOf(a.require("get", 0, "key")))
                      .map(Value::get)
                      .orElse(a.get(1, "default", null));
          case "keys" -> arguments -> keys();
          case "values" -> arguments -> values();
          case "items" -> arguments -> items();
          default -> null;
        };
    return method == null ? Optional.empty() : Value.of(method);
  }

  private List<Object> values() {
    List<Object> values = new ArrayList<>();
    keys().forEach(key -> values.add(value((String) key).orElseThrow().get()));
    return values;
  }

  private List<Object> items() {
    List<Object> items = new ArrayList<>();
    keys().forEach(key -> items.add(PyTuple.of(key, value((String) key).orElseThrow().get())));
    return items;
  }

  @Override
  public final Optional<Value> item(Object key) {
    return key instanceof String name ? value(name) : Optional.empty();
  }

  @Override
  public final boolean contains(Object item) {
    return item instanceof String name && value(name).isPresent();
  }

  @Override
  public final Optional<Iterator<Object>> iterate() {
    return Optional.of(keys().iterator());
  }

  @Override
  public final Optional<Integer> length() {
    return Optional.of(keys().size());
  }

  @Override
  public final String typeName() {
    return "dict";
  }
}
