package io.epoxy.compiler.context.macro;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.UndefinedMode;
import io.epoxy.model.graph.UniqueId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The names that one node's templates see: macros of its package, of the root project and of dbt,
 * then packages by name, then the context's members. For one thread at a time.
 */
public final class NodeScope implements Scope {
  private final MacroRegistry macros;
  private final String nodePackage;
  private final Map<String, Object> members = new HashMap<>();
  private final Map<String, Supplier<?>> later = new HashMap<>();
  private final UndefinedMode mode;
  private final Consumer<UniqueId> onDirectCall;
  private final Map<MacroSource, JinjaCallable> bound = new HashMap<>();
  private int depth;

  /**
   * A scope without members; {@link #put} adds them.
   *
   * @param onDirectCall told about each macro that the node itself calls
   */
  public NodeScope(
      MacroRegistry macros,
      String nodePackage,
      UndefinedMode mode,
      Consumer<UniqueId> onDirectCall) {
    this.macros = macros;
    this.nodePackage = nodePackage;
    this.mode = mode;
    this.onDirectCall = onDirectCall;
    members.put("context", new ContextObject());
  }

  /** Adds or replaces a member. */
  public void put(String name, Object value) {
    later.remove(name);
    members.put(name, value);
  }

  /** Adds or replaces a member that is made when a template first asks for it. */
  public void putLazily(String name, Supplier<?> value) {
    later.put(name, value);
  }

  public void putAll(Map<String, Object> more) {
    members.putAll(more);
  }

  String nodePackage() {
    return nodePackage;
  }

  @Override
  public Optional<JinjaObject.Value> find(String name) {
    Optional<MacroSource> macro = macros.find(nodePackage, name);
    if (macro.isPresent()) {
      return JinjaObject.Value.of(bind(macro.get()));
    }
    if (macros.hasPackage(name)) {
      return JinjaObject.Value.of(new PackageObject(name));
    }
    if (later.containsKey(name)) {
      members.put(name, later.remove(name).get());
    }
    Object value = members.get(name);
    return value != null || members.containsKey(name)
        ? JinjaObject.Value.of(value)
        : Optional.empty();
  }

  @Override
  public UndefinedMode undefinedMode() {
    return mode;
  }

  /** The macro as a function of this scope. */
  JinjaCallable bind(MacroSource macro) {
    JinjaCallable known = bound.get(macro);
    if (known == null) {
      known = new BoundMacro(macro);
      bound.put(macro, known);
    }
    return known;
  }

  private final class BoundMacro implements JinjaCallable {
    private final MacroSource macro;
    private JinjaCallable callable;

    BoundMacro(MacroSource macro) {
      this.macro = macro;
    }

    @Override
    public Object call(Arguments arguments) {
      if (callable == null) {
        callable = macro.definition().bind(NodeScope.this);
      }
      if (depth == 0) {
        onDirectCall.accept(macro.id());
      }
      depth++;
      try {
        return callable.call(arguments);
      } finally {
        depth--;
      }
    }

    @Override
    public Optional<Value> attribute(String name) {
      return name.equals("name") ? Value.of(macro.name()) : Optional.empty();
    }

    @Override
    public String typeName() {
      return "MacroGenerator";
    }
  }

  /** The macros of one package, under its name. */
  private final class PackageObject implements JinjaObject {
    private final String packageName;

    PackageObject(String packageName) {
      this.packageName = packageName;
    }

    @Override
    public Optional<Value> attribute(String name) {
      Optional<MacroSource> macro = macros.findIn(packageName, name);
      return macro.isPresent() ? Value.of(bind(macro.get())) : Optional.empty();
    }

    @Override
    public Optional<Value> item(Object key) {
      if (key.equals("get")) {
        return Optional.empty();
      }
      return key instanceof String name ? attribute(name) : Optional.empty();
    }

    @Override
    public String typeName() {
      return "dict";
    }
  }

  /** {@code context}: every name of this scope as an item. */
  private final class ContextObject implements JinjaObject {
    @Override
    public Optional<Value> attribute(String name) {
      if (name.equals("get")) {
        JinjaCallable get =
            arguments ->
                find(String.valueOf(arguments.require("get", 0, "key")))
                    .map(Value::get)
                    .orElse(arguments.get(1, "default", null));
        return Value.of(get);
      }
      return find(name);
    }

    @Override
    public Optional<Value> item(Object key) {
      return key instanceof String name ? find(name) : Optional.empty();
    }

    @Override
    public String typeName() {
      return "dict";
    }
  }
}
