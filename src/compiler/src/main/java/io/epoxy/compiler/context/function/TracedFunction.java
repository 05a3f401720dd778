package io.epoxy.compiler.context.function;

import io.epoxy.compiler.cache.Fact;
import io.epoxy.compiler.cache.Reads;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import java.util.Optional;

/** A function whose first argument is a name, and which notes every name that it is asked for. */
public record TracedFunction(JinjaCallable function, Reads reads, Fact.Kind kind, String owner)
    implements JinjaCallable {
  @Override
  public Object call(Arguments arguments) {
    Object name =
        arguments.positional().isEmpty()
            ? arguments.keyword().values().stream().findFirst().orElse("")
            : arguments.positional().get(0);
    reads.add(kind, owner, String.valueOf(name));
    return function.call(arguments);
  }

  @Override
  public Optional<Value> attribute(String name) {
    return function
        .attribute(name)
        .map(
            value ->
                value.get() instanceof JinjaCallable inner
                    ? new Value(new TracedFunction(inner, reads, kind, owner))
                    : value);
  }

  @Override
  public String typeName() {
    return function.typeName();
  }
}
