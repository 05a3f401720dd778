package io.epoxy.jinja.value;

import com.google.common.collect.ImmutableMap;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import java.util.Map;
import java.util.Optional;

/** A type of Python: calling it makes a value, and it has the class methods listed. */
public final class PythonType implements JinjaCallable {
  private final String name;
  private final JinjaCallable constructor;
  private final ImmutableMap<String, Object> members;

  public PythonType(String name, JinjaCallable constructor, Map<String, ?> members) {
    this.name = name;
    this.constructor = constructor;
    this.members = ImmutableMap.copyOf(members);
  }

  @Override
  public Object call(Arguments arguments) {
    return constructor.call(arguments);
  }

  @Override
  public Optional<Value> attribute(String attribute) {
    return Optional.ofNullable(members.get(attribute)).map(Value::new);
  }

  @Override
  public String typeName() {
    return "type";
  }

  @Override
  public String asString() {
    return "<class '" + name + "'>";
  }
}
