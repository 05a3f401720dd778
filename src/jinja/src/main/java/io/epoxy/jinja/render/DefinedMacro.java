package io.epoxy.jinja.render;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.MacroDefinition;
import io.epoxy.jinja.MacroReturn;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.statement.Header;
import java.util.List;
import java.util.Optional;

/** A macro of a template that can be bound to the names of some project. */
record DefinedMacro(Runtime runtime, Unit unit, Header.Macro header, MacroBody body)
    implements MacroDefinition {
  DefinedMacro of(Unit other) {
    return new DefinedMacro(runtime, other, header, body);
  }

  @Override
  public String name() {
    return header.name();
  }

  @Override
  public List<String> parameters() {
    return header.signature().names();
  }

  @Override
  public int line() {
    return header.position().line();
  }

  @Override
  public JinjaCallable bind(Scope scope) {
    Rendering.Frame frame = new Rendering.Frame(unit, scope, new Variables(null));
    return new Bound(new MacroFunction(body, runtime, frame));
  }

  /** As dbt's {@code MacroGenerator}: the value of a {@code return()} is the value of the call. */
  private record Bound(MacroFunction macro) implements JinjaCallable {
    @Override
    public Object call(Arguments arguments) {
      try {
        return macro.call(arguments);
      } catch (MacroReturn end) {
        return end.value();
      }
    }

    @Override
    public Optional<Value> attribute(String name) {
      return macro.attribute(name);
    }

    @Override
    public String typeName() {
      return "MacroGenerator";
    }

    @Override
    public String asString() {
      return macro.asString();
    }
  }
}
