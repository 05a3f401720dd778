package io.epoxy.jinja.render;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.Frame;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.statement.Signature;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Holder;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Undefined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A macro that can be called (jinja2 3.1 {@code runtime.Macro}). What it does not set itself it
 * sees where it was defined, never in its caller.
 */
final class MacroFunction implements JinjaCallable, Holder {
  private static final Object NOT_GIVEN = new Object();

  private final MacroBody body;
  private final Runtime runtime;
  private final Rendering.Frame defined;

  MacroFunction(MacroBody body, Runtime runtime, Rendering.Frame defined) {
    this.body = body;
    this.runtime = runtime;
    this.defined = defined;
  }

  @Override
  public Object call(Arguments arguments) {
    return runtime.withRendering(rendering -> call(arguments, rendering));
  }

  private String call(Arguments arguments, Rendering rendering) {
    Variables scope = new Variables(defined.variables());
    Rendering.Frame frame = defined.with(scope);
    return rendering.call(
        frame,
        () -> {
          try {
            bind(arguments, scope, rendering);
            rendering.signal(Rendering.Signal.NONE);
            return rendering.captured(() -> rendering.body(body.nodes().iterator()));
          } catch (RuntimeException e) {
            throw left(rendering.located(e), rendering);
          } catch (StackOverflowError e) {
            // When this overflows too, the caller's turn comes, which has more room.
            throw left(
                rendering.located(Errors.limit("maximum recursion depth exceeded")), rendering);
          }
        });
  }

  /** The exception with this macro on its stack. */
  private RuntimeException left(RuntimeException exception, Rendering rendering) {
    if (exception instanceof JinjaException error) {
      String name = body.name().isEmpty() ? "caller" : body.name();
      error.addFrame(new Frame(name, defined.unit().name(), rendering.line()));
    }
    return exception;
  }

  private void bind(Arguments arguments, Variables scope, Rendering rendering) {
    Signature signature = body.signature();
    List<Object> positional = arguments.positional();
    Map<String, Object> left = new LinkedHashMap<>(arguments.keyword());
    int count = signature.names().size();
    Object[] values = new Object[count];
    for (int i = 0; i < count; i++) {
      String name = signature.names().get(i);
      if (i < positional.size()) {
        values[i] = positional.get(i);
      } else {
        values[i] = left.containsKey(name) ? left.remove(name) : NOT_GIVEN;
      }
    }
    bindSpecial(positional, left, scope, rendering);
    for (int i = 0; i < count; i++) {
      String name = signature.names().get(i);
      if (values[i] != NOT_GIVEN) {
        scope.set(name, values[i]);
      } else if (signature.hasDefault(i)) {
        scope.set(name, signature.defaultOf(i).evaluate(rendering));
      } else {
        scope.set(name, notProvided(name, rendering));
      }
    }
  }

  private static Undefined notProvided(String name, Rendering rendering) {
    String message = "parameter " + Python.repr(name) + " was not provided";
    return Undefined.withMessage(name, message, rendering.undefinedMode());
  }

  /** The variables caller, kwargs and varargs, or the errors of arguments that nobody takes. */
  private void bindSpecial(
      List<Object> positional, Map<String, Object> left, Variables scope, Rendering rendering) {
    int count = body.signature().names().size();
    boolean explicitCaller = body.signature().names().contains("caller");
    if (body.facts().caller() && !explicitCaller) {
      Object caller = left.remove("caller");
      Object missing =
          Undefined.withMessage("caller", "No caller defined", rendering.undefinedMode());
      scope.set("caller", caller == null ? missing : caller);
    }
    if (body.facts().keywords()) {
      scope.set("kwargs", new LinkedHashMap<Object, Object>(left));
    } else if (left.containsKey("caller")) {
      throw Errors.error(
          "macro "
              + body.shownName()
              + " was invoked with two values for the special caller argument. This is most likely"
              + " a bug.");
    } else if (!left.isEmpty()) {
      throw Errors.error(
          "macro "
              + body.shownName()
              + " takes no keyword argument "
              + Python.repr(left.keySet().iterator().next()));
    }
    if (body.facts().rest()) {
      int taken = Math.min(count, positional.size());
      scope.set("varargs", PyTuple.copyOf(positional.subList(taken, positional.size())));
    } else if (positional.size() > count) {
      throw Errors.error(
          "macro " + body.shownName() + " takes not more than " + count + " argument(s)");
    }
  }

  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "name" -> Value.of(body.name());
      case "arguments" -> Value.of(PyTuple.copyOf(body.signature().names()));
      case "catch_kwargs" -> Value.of(body.facts().keywords());
      case "catch_varargs" -> Value.of(body.facts().rest());
      case "caller" -> Value.of(body.facts().caller());
      default -> Optional.empty();
    };
  }

  @Override
  public void held(Consumer<Object> census) {
    defined.variables().held(census);
  }

  @Override
  public String typeName() {
    return "Macro";
  }

  @Override
  public String asString() {
    return "<Macro " + (body.name().isEmpty() ? "anonymous" : body.shownName()) + ">";
  }
}
