package io.epoxy.jinja.value;

import io.epoxy.jinja.JinjaObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** jinja2's {@code namespace(..)}: attributes that a set tag in an inner scope can change. */
public final class Namespace implements JinjaObject, Holder {
  private final Map<Object, Object> attributes = new LinkedHashMap<>();

  public Namespace(Map<?, ?> start) {
    attributes.putAll(start);
  }

  public void set(String name, Object value) {
    attributes.put(name, value);
  }

  @Override
  public Optional<Value> attribute(String name) {
    return Dicts.find(attributes, name);
  }

  @Override
  public void held(Consumer<Object> census) {
    census.accept(attributes);
  }

  @Override
  public String typeName() {
    return "Namespace";
  }

  @Override
  public String asString() {
    return "<Namespace " + Python.repr(attributes) + ">";
  }
}
