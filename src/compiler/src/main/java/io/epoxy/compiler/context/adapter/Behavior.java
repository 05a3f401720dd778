package io.epoxy.compiler.context.adapter;

import io.epoxy.compiler.context.template.MembersObject;
import io.epoxy.jinja.JinjaObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code adapter.behavior}: each flag of the project; one that is not set is off. */
record Behavior(Map<String, Object> flags) implements JinjaObject {
  @Override
  public Optional<Value> attribute(String name) {
    boolean on = Boolean.TRUE.equals(flags.get(name));
    Map<String, Object> flag = new LinkedHashMap<>();
    flag.put("setting", on);
    flag.put("no_warn", on);
    return Value.of(new Flag(on, new MembersObject("BehaviorFlagRendered", flag)));
  }

  @Override
  public String typeName() {
    return "Behavior";
  }

  private record Flag(boolean on, MembersObject members) implements JinjaObject {
    @Override
    public Optional<Value> attribute(String name) {
      return members.attribute(name);
    }

    @Override
    public boolean isTruthy() {
      return on;
    }

    @Override
    public String typeName() {
      return members.typeName();
    }
  }
}
