package io.epoxy.compiler.context.macro;

import com.google.common.base.Splitter;
import io.epoxy.compiler.cache.Fact;
import io.epoxy.compiler.cache.Reads;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.UndefinedMode;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The names that one node's templates see: macros of its package, of the root project and of dbt,
 * then packages by name, then the context's members. For one thread at a time.
 */
public final class NodeScope implements Scope {
  private static final String DBT = "dbt";

  private final MacroRegistry macros;
  private final String nodePackage;
  private final Map<String, Object> members = new HashMap<>();
  private final Map<String, Supplier<?>> later = new HashMap<>();
  private final Map<String, Object> forced = new HashMap<>();
  private final UndefinedMode mode;
  private final Consumer<UniqueId> onDirectCall;
  private final Map<MacroSource, JinjaCallable> bound = new HashMap<>();
  private Map<String, MacroSource> visible;
  private Optional<MacrosInReach> reach = Optional.empty();
  private final Reads reads;
  private final List<MacroSource> stack = new ArrayList<>();

  /** What is undefined is permissive in a node's own text alone: dbt makes macros without it. */
  private final Scope insideMacros = this::find;

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
    this(macros, nodePackage, mode, onDirectCall, new Reads());
  }

  /** As the other, with a note of everything that templates ask for. */
  public NodeScope(
      MacroRegistry macros,
      String nodePackage,
      UndefinedMode mode,
      Consumer<UniqueId> onDirectCall,
      Reads reads) {
    this.macros = macros;
    this.nodePackage = nodePackage;
    this.mode = mode;
    this.onDirectCall = onDirectCall;
    this.visible = macros.visibleTo(nodePackage);
    this.reads = reads;
    members.put("context", new ContextObject());
    members.put("builtins", new BuiltinsObject());
    members.put("context_macro_stack", new StackObject());
  }

  /** Adds or replaces a member. */
  public void put(String name, Object value) {
    later.remove(name);
    members.put(name, value);
  }

  /** Adds a member that stands in for a macro of its name, or of {@code package.name}. */
  public void force(String name, Object value) {
    forced.put(name, value);
  }

  /**
   * Hides macros of packages and of the project that are not in reach, but for those that a
   * dispatch finds. What is in reach is the caller's to note ({@link Fact.Kind#TEST_MACRO}).
   */
  public void limitTo(MacrosInReach macrosInReach) {
    reach = Optional.of(macrosInReach);
    visible = macrosInReach.byName();
  }

  /**
   * Lets macros answer values, and members be values; a name that nothing has is left out. What
   * stands without a package wins over what stands with one (dbt-core 1.12 {@code
   * generate_runtime_unit_test_context}, which takes a name of three parts as its last one).
   *
   * @param overrides by name of what is seen without a package, or by {@code package.name}
   */
  public void override(Map<String, Object> overrides) {
    Map<String, Object> everywhere = new LinkedHashMap<>();
    overrides.forEach(
        (name, data) -> {
          List<String> parts = Splitter.on('.').splitToList(name);
          Object value = TemplateValues.toTemplate(data);
          if (parts.size() == 2) {
            overrideInside(parts.get(0), parts.get(1), value);
          } else {
            everywhere.put(parts.get(parts.size() - 1), value);
          }
        });
    everywhere.forEach(this::overrideEverywhere);
  }

  private void overrideInside(String owner, String name, Object value) {
    JinjaCallable answer = arguments -> value;
    if (!macros.hasPackage(owner)) {
      if (members.get(owner) instanceof Map<?, ?> item && item.containsKey(name)) {
        Map<Object, Object> changed = new LinkedHashMap<>(item);
        changed.put(name, value);
        put(owner, changed);
      }
    } else if (macros.inside(owner).containsKey(name)) {
      force(owner + "." + name, answer);
      if (owner.equals(DBT)) {
        force(name, answer);
      }
    }
  }

  private void overrideEverywhere(String name, Object value) {
    JinjaCallable answer = arguments -> value;
    if (visible.containsKey(name)) {
      force(name, answer);
    } else if (macros.hasPackage(name) || members.containsKey(name) || later.containsKey(name)) {
      force(name, value);
      return;
    }
    if (macros.inside(DBT).containsKey(name)) {
      force(DBT + "." + name, answer);
    }
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
    reads.add(Fact.Kind.MACRO, nodePackage, name);
    if (forced.containsKey(name)) {
      return JinjaObject.Value.of(forced.get(name));
    }
    MacroSource macro = visible.get(name);
    if (macro != null && reach.isPresent()) {
      reads.add(Fact.Kind.PACKAGE_MACRO, macro.packageName(), name);
    }
    if (macro != null) {
      return JinjaObject.Value.of(bind(macro));
    }
    if (macros.hasPackage(name)) {
      return JinjaObject.Value.of(new PackageObject(name));
    }
    return member(name);
  }

  /** A member of the context; empty when a macro or a package of that name hides it. */
  public Optional<JinjaObject.Value> findOwn(String name) {
    reads.add(Fact.Kind.MACRO, nodePackage, name);
    return visible.containsKey(name) || macros.hasPackage(name) ? Optional.empty() : member(name);
  }

  /** A member of the context, whether or not a macro hides it. */
  private Optional<JinjaObject.Value> member(String name) {
    if (!RepeatableMembers.contains(name)
        && (members.containsKey(name) || later.containsKey(name))) {
      reads.setUnrepeatable();
    }
    if (!later.isEmpty() && later.containsKey(name)) {
      members.put(name, later.remove(name).get());
    }
    Object value = members.get(name);
    return value != null || members.containsKey(name)
        ? JinjaObject.Value.of(value)
        : Optional.empty();
  }

  private List<Object> names() {
    reads.setUnrepeatable();
    Set<Object> names = new LinkedHashSet<>(members.keySet());
    names.addAll(later.keySet());
    names.addAll(visible.keySet());
    return new ArrayList<>(names);
  }

  @Override
  public UndefinedMode undefinedMode() {
    return mode;
  }

  /** The same names for what is not the node's own text. */
  public Scope ofMacros() {
    return insideMacros;
  }

  /** What templates of this scope have asked for. */
  Reads reads() {
    return reads;
  }

  /** The macro as a function of this scope. */
  public JinjaCallable bind(MacroSource macro) {
    JinjaCallable known = bound.get(macro);
    if (known == null) {
      known = new BoundMacro(macro);
      bound.put(macro, known);
    }
    return known;
  }

  /**
   * What a dispatch calls that has found a macro: dbt looks in the packages' own names, not in what
   * is seen without a package.
   */
  JinjaCallable dispatched(MacroSource macro, Optional<String> namespace) {
    String owner = MacroRegistry.isInternal(macro) ? DBT : macro.packageName();
    boolean byPackage = namespace.isPresent() || owner.equals(DBT);
    return byPackage && forced.get(owner + "." + macro.name()) instanceof JinjaCallable instead
        ? instead
        : bind(macro);
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
        callable = macro.definition().bind(insideMacros);
      }
      if (stack.isEmpty()) {
        onDirectCall.accept(macro.id());
      }
      stack.add(macro);
      try {
        return callable.call(arguments);
      } finally {
        stack.remove(stack.size() - 1);
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
  private final class PackageObject extends Names {
    private final String packageName;
    private final Map<String, MacroSource> inside;

    PackageObject(String packageName) {
      this.packageName = packageName;
      this.inside = macros.inside(packageName);
    }

    @Override
    Optional<Value> value(String name) {
      reads.add(Fact.Kind.PACKAGE_MACRO, packageName, name);
      String qualified = packageName + "." + name;
      if (forced.containsKey(qualified)) {
        return Value.of(forced.get(qualified));
      }
      MacroSource macro = inside.get(name);
      return macro == null || reach.filter(limit -> limit.isHidden(macro)).isPresent()
          ? Optional.empty()
          : Value.of(bind(macro));
    }

    @Override
    List<Object> keys() {
      reads.setUnrepeatable();
      return new ArrayList<>(inside.keySet());
    }
  }

  /** {@code context}: every name of this scope as an item. */
  private final class ContextObject extends Names {
    @Override
    Optional<Value> value(String name) {
      return find(name);
    }

    @Override
    List<Object> keys() {
      return names();
    }
  }

  /** {@code builtins}: what dbt itself puts there, for macros that hide it. */
  private final class BuiltinsObject extends Names {
    @Override
    Optional<Value> value(String name) {
      return member(name);
    }

    @Override
    List<Object> keys() {
      reads.setUnrepeatable();
      return new ArrayList<>(members.keySet());
    }
  }

  /** {@code context_macro_stack}: the macros that are running, outermost first. */
  private final class StackObject implements JinjaObject {
    @Override
    public Optional<Value> attribute(String name) {
      return switch (name) {
        case "depth" -> Value.of((long) stack.size());
        case "call_stack" -> {
          List<Object> ids = new ArrayList<>();
          stack.forEach(macro -> ids.add(macro.id().value()));
          yield Value.of(ids);
        }
        default -> Optional.empty();
      };
    }

    @Override
    public String typeName() {
      return "MacroStack";
    }
  }
}
