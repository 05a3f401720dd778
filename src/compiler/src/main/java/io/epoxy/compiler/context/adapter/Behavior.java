package io.epoxy.compiler.context.adapter;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.compiler.context.template.MembersObject;
import io.epoxy.jinja.JinjaObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code adapter.behavior}: the behaviour flags that dbt's adapters have; one that the project does
 * not set is off (dbt-adapters {@code DEFAULT_BASE_BEHAVIOR_FLAGS}, all of dbt-spark's).
 */
record Behavior(Map<String, Object> flags) implements JinjaObject {
  private static final Set<String> KNOWN =
      Set.of(
          "require_batched_execution_for_custom_microbatch_strategy",
          "enable_truthy_nulls_equals_macro");

  @Override
  public Optional<Value> attribute(String name) {
    if (!KNOWN.contains(name)) {
      throw CallError.compilation("The flag " + name + " has not been registered.");
    }
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
