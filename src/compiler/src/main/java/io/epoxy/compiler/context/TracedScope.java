package io.epoxy.compiler.context;

import io.epoxy.compiler.cache.Fact;
import io.epoxy.compiler.cache.Reads;
import io.epoxy.compiler.context.function.TracedFunction;
import io.epoxy.compiler.context.macro.RepeatableMembers;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.UndefinedMode;
import java.util.Optional;

/** Notes what the templates of a package's property files ask for. */
record TracedScope(Scope scope, String owner, Reads reads) implements Scope {
  @Override
  public Optional<JinjaObject.Value> find(String name) {
    Optional<JinjaObject.Value> found = scope.find(name);
    if (found.isEmpty()) {
      return found;
    }
    if (name.equals("env_var")) {
      return traced(found.get(), Fact.Kind.ENV_VAR);
    }
    if (name.equals("var")) {
      return traced(found.get(), Fact.Kind.VAR);
    }
    // context reaches every other member, past this scope
    if (name.equals("context") || !RepeatableMembers.contains(name)) {
      reads.setUnrepeatable();
    }
    return found;
  }

  private Optional<JinjaObject.Value> traced(JinjaObject.Value value, Fact.Kind kind) {
    return JinjaObject.Value.of(
        new TracedFunction((JinjaCallable) value.get(), reads, kind, owner));
  }

  @Override
  public UndefinedMode undefinedMode() {
    return scope.undefinedMode();
  }
}
