package io.epoxy.compiler.context.function;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import java.util.Optional;

/** {@code ref} and {@code source}: packages reach the run's config through them. */
public record ResolverFunction(JinjaCallable function, JinjaObject config)
    implements JinjaCallable {
  @Override
  public Object call(Arguments arguments) {
    return function.call(arguments);
  }

  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "config" -> Value.of(config);
      case "current_project" -> config.attribute("project_name");
      default -> Optional.empty();
    };
  }
}
