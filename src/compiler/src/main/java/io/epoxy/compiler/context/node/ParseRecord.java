package io.epoxy.compiler.context.node;

import io.epoxy.compiler.cache.Reads;
import io.epoxy.compiler.context.template.CallError;
import io.epoxy.compiler.context.template.PythonSignature;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Undefined;
import io.epoxy.model.config.ConfigMerge;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What rendering a node at parse time found. Belongs to one node. */
public final class ParseRecord {
  private static final String METRICS = "BaseMetricResolver";
  private static final String FUNCTIONS = "BaseFunctionResolver";

  private final List<RefCall> refs = new ArrayList<>();
  private final List<List<String>> sources = new ArrayList<>();
  private final List<List<String>> metrics = new ArrayList<>();
  private final List<List<String>> functions = new ArrayList<>();
  private final Map<String, Object> config = new LinkedHashMap<>();
  private final Set<UniqueId> macros = new LinkedHashSet<>();
  private final Reads reads = new Reads();

  /** Every call in its order, as dbt keeps them: one that is made twice is there twice. */
  public List<RefCall> refs() {
    return new ArrayList<>(refs);
  }

  public List<List<String>> sources() {
    return new ArrayList<>(sources);
  }

  /** Each as [name] or [package, name]. */
  public List<List<String>> metrics() {
    return new ArrayList<>(metrics);
  }

  /** Each as [name] or [package, name]. */
  public List<List<String>> functions() {
    return new ArrayList<>(functions);
  }

  /** All config() calls, merged. */
  public Map<String, Object> config() {
    return config;
  }

  /** The macros that the node itself called. */
  public List<UniqueId> macros() {
    return new ArrayList<>(macros);
  }

  /** What the node's templates asked for. */
  public Reads reads() {
    return reads;
  }

  public void addMacro(UniqueId id) {
    macros.add(id);
  }

  /** {@code ref()} as a function; every call answers {@code self}. */
  public JinjaCallable refFunction(Object self) {
    return arguments -> {
      refs.add(readRef(arguments));
      return self;
    };
  }

  public JinjaCallable sourceFunction(Object self) {
    return arguments -> {
      sources.add(readSource(arguments));
      return self;
    };
  }

  /** {@code metric()}; in a template its call prints the name. */
  public JinjaCallable metricFunction() {
    return arguments -> {
      List<String> call = readName("metric", arguments);
      metrics.add(call);
      return call.get(call.size() - 1);
    };
  }

  /** {@code function()}; every call answers {@code self}. */
  public JinjaCallable functionFunction(Object self) {
    return arguments -> {
      functions.add(readName("function", arguments));
      return self;
    };
  }

  /** CPython's complaint about dbt's methods that take no keywords (context/providers.py). */
  private static void refuseKeywords(String resolver, Arguments arguments) {
    for (String keyword : arguments.keyword().keySet()) {
      throw CallError.compilation(
          resolver + ".__call__() got an unexpected keyword argument '" + keyword + "'");
    }
  }

  private static List<String> readName(String function, Arguments arguments) {
    refuseKeywords(function.equals("metric") ? METRICS : FUNCTIONS, arguments);
    List<Object> given = arguments.positional();
    if (given.isEmpty() || given.size() > 2) {
      throw CallError.compilation(
          function + "() takes at most two arguments (" + given.size() + " given)");
    }
    return given.stream().map(Python::str).toList();
  }

  public ConfigFunction configFunction() {
    return new ConfigFunction();
  }

  static RefCall readRef(Arguments arguments) {
    List<Object> given = arguments.positional();
    if (given.isEmpty() || given.size() > 2) {
      throw CallError.compilation("ref() takes at most two arguments (" + given.size() + " given)");
    }
    Object version =
        arguments.keyword().containsKey("version")
            ? arguments.keyword().get("version")
            : arguments.keyword().get("v");
    return new RefCall(
        text(given.get(given.size() - 1), "name argument to ref()"),
        given.size() == 2
            ? Optional.of(text(given.get(0), "package argument to ref()"))
            : Optional.empty(),
        Optional.ofNullable(version).map(TemplateValues::toData));
  }

  static List<String> readSource(Arguments arguments) {
    refuseKeywords("BaseSourceResolver", arguments);
    List<Object> given = arguments.positional();
    if (given.size() != 2) {
      throw CallError.compilation(
          "source() takes exactly two arguments (" + given.size() + " given)");
    }
    return List.of(
        text(given.get(0), "source name (first) argument to source()"),
        text(given.get(1), "table name (second) argument to source()"));
  }

  private static String text(Object given, String argument) {
    if (given instanceof String text) {
      return text;
    }
    if (given instanceof Undefined) {
      return Python.str(given);
    }
    throw CallError.compilation(
        "The " + argument + " must be a string, got <class '" + Python.typeName(given) + "'>");
  }

  /** {@code config(...)} while parsing: collects, and every question is answered with nothing. */
  public final class ConfigFunction implements JinjaCallable {
    private static final PythonSignature GET =
        PythonSignature.of("ParseConfigObject.get(self, name, default=, validator=)");
    private static final PythonSignature REQUIRE =
        PythonSignature.of("ParseConfigObject.require(self, name, validator=)");
    private static final PythonSignature META_GET =
        PythonSignature.of("ParseConfigObject.meta_get(self, name, default=, validator=)");
    private static final PythonSignature META_REQUIRE =
        PythonSignature.of("ParseConfigObject.meta_require(self, name, validator=)");
    private static final JinjaCallable NOTHING = arguments -> "";

    @Override
    public Object call(Arguments arguments) {
      Map<String, Object> given = new LinkedHashMap<>(arguments.keyword());
      if (arguments.positional().isEmpty() && given.isEmpty()) {
        throw CallError.compilation("Invalid inline model config");
      }
      if (!arguments.positional().isEmpty()) {
        if (arguments.positional().size() > 1
            || !given.isEmpty()
            || !(arguments.positional().get(0) instanceof Map<?, ?> map)) {
          throw CallError.compilation("Invalid inline model config");
        }
        map.forEach((key, value) -> given.put(Python.str(key), value));
      }
      for (String hook : List.of("pre_hook", "post_hook")) {
        if (given.containsKey(hook) && given.containsKey(hook.replace('_', '-'))) {
          throw CallError.compilation(
              "Invalid config, has conflicting keys \""
                  + hook
                  + "\" and \""
                  + hook.replace('_', '-')
                  + "\"");
        }
      }
      Map<String, Object> plain = new LinkedHashMap<>();
      given.forEach((key, value) -> plain.put(key, TemplateValues.toData(value)));
      ConfigMerge.accumulate(config, plain);
      return "";
    }

    @Override
    public Optional<Value> attribute(String name) {
      return switch (name) {
        case "get" -> Value.of(GET.checking(NOTHING));
        case "require" -> Value.of(REQUIRE.checking(NOTHING));
        case "meta_get" -> Value.of(META_GET.checking(NOTHING));
        case "meta_require" -> Value.of(META_REQUIRE.checking(NOTHING));
        case "set" -> Value.of((JinjaCallable) arguments -> "");
        case "persist_relation_docs", "persist_column_docs" ->
            Value.of((JinjaCallable) arguments -> false);
        default -> Optional.empty();
      };
    }

    @Override
    public String typeName() {
      return "ParseConfigObject";
    }
  }
}
