package io.epoxy.jinja.value;

import com.google.common.collect.ImmutableMap;
import io.epoxy.jinja.JinjaObject;
import java.util.Map;
import java.util.Optional;

/** A module of Python: only the names listed are there. */
public final class PythonModule implements JinjaObject {
  private final String name;
  private final ImmutableMap<String, Object> members;

  public PythonModule(String name, Map<String, ?> members) {
    this.name = name;
    this.members = ImmutableMap.copyOf(members);
  }

  @Override
  public Optional<Value> attribute(String attribute) {
    return Optional.ofNullable(members.get(attribute)).map(Value::new);
  }

  @Override
  public String typeName() {
    return "module";
  }

  @Override
  public String asString() {
    return "<module '" + name + "'>";
  }
}
