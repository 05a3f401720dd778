package io.epoxy.jinja.render;

import com.google.common.collect.ImmutableList;
import io.epoxy.jinja.Call;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaException.Kind;
import io.epoxy.jinja.JinjaException.Place;
import io.epoxy.jinja.MacroDefinition;
import io.epoxy.jinja.MacroReturn;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.Template;
import io.epoxy.jinja.statement.UnknownName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A template that can be rendered. */
final class RenderedTemplate implements Template {
  private final Runtime runtime;
  private final Unit unit;
  private final ImmutableList<MacroDefinition> macros;
  private final ImmutableList<Call> calls;
  private final Optional<UnknownName> unknown;

  RenderedTemplate(
      Runtime runtime,
      Unit unit,
      List<MacroDefinition> macros,
      List<Call> calls,
      Optional<UnknownName> unknown) {
    this.runtime = runtime;
    this.unit = unit;
    this.macros = ImmutableList.copyOf(macros);
    this.calls = ImmutableList.copyOf(calls);
    this.unknown = unknown;
  }

  RenderedTemplate named(String other) {
    Unit renamed = unit.named(other);
    List<MacroDefinition> same = new ArrayList<>();
    macros.forEach(macro -> same.add(((DefinedMacro) macro).of(renamed)));
    return new RenderedTemplate(runtime, renamed, same, calls, unknown);
  }

  @Override
  public String name() {
    return unit.name();
  }

  @Override
  public void check() {
    if (unknown.isPresent()) {
      throw unknown.get().in(name());
    }
  }

  @Override
  public String render(Scope scope) {
    return run(scope, Pieces.ofText(runtime.limits().maxOutput(), null), Pieces::text);
  }

  @Override
  public Object evaluate(Scope scope) {
    return run(
        scope,
        Pieces.ofValues(runtime.limits().maxOutput()),
        pieces -> NativeRules.joined(pieces.values()));
  }

  private <T> T run(Scope scope, Pieces out, Function<Pieces, T> finish) {
    Rendering.Frame frame = new Rendering.Frame(unit, scope, new Variables(null));
    return runtime.withNewRendering(
        rendering -> {
          try {
            rendering.out(out);
            rendering.bodyWithin(frame, unit.root().getChildren().iterator());
            return finish.apply(out);
          } catch (RuntimeException e) {
            throw outgoing(Unwinding.unwrap(e));
          }
        });
  }

  private RuntimeException outgoing(RuntimeException exception) {
    if (exception instanceof MacroReturn end) {
      return new JinjaException(Kind.RUNTIME, end.getMessage(), new Place(unit.name(), 0, 0));
    }
    if (exception instanceof JinjaException error) {
      error.locate(new Place(unit.name(), 0, 0));
    }
    return exception;
  }

  @Override
  public List<MacroDefinition> macros() {
    return macros;
  }

  @Override
  public List<Call> calls() {
    return calls;
  }
}
