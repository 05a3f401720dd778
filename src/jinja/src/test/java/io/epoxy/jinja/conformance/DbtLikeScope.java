package io.epoxy.jinja.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaEngine;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.MacroDefinition;
import io.epoxy.jinja.MacroReturn;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.UndefinedMode;
import io.epoxy.jinja.lib.PythonFunctions;
import io.epoxy.jinja.lib.PythonModules;
import io.epoxy.jinja.lib.time.PyDate;
import io.epoxy.jinja.lib.time.PyDateTime;
import io.epoxy.jinja.value.MappingObject;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of one case: its context, its macros, and the functions of dbt that cases call. */
final class DbtLikeScope implements Scope {
  private final Map<String, Object> names = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> packages = new LinkedHashMap<>();

  DbtLikeScope(ConformanceCase one, JinjaEngine engine) {
    addFunctions();
    one.context().fields().forEachRemaining(e -> names.put(e.getKey(), value(e.getValue())));
    for (ConformanceCase.MacroSource source : one.macros()) {
      for (MacroDefinition macro : engine.parse("macros/m.sql", source.sql()).macros()) {
        JinjaCallable bound = macro.bind(this);
        if (source.packageName().equals("root")) {
          names.put(macro.name(), bound);
        }
        packages
            .computeIfAbsent(source.packageName(), key -> new LinkedHashMap<>())
            .put(macro.name(), bound);
      }
    }
    packages.forEach((name, macros) -> names.putIfAbsent(name, macros));
  }

  @Override
  public Optional<JinjaObject.Value> find(String name) {
    return names.containsKey(name) ? JinjaObject.Value.of(names.get(name)) : Optional.empty();
  }

  /** The same names for dbt's parsing, where nothing undefined fails. */
  Scope permissive() {
    return new Scope() {
      @Override
      public Optional<JinjaObject.Value> find(String name) {
        return DbtLikeScope.this.find(name);
      }

      @Override
      public UndefinedMode undefinedMode() {
        return UndefinedMode.PERMISSIVE;
      }
    };
  }

  private void addFunctions() {
    names.putAll(PythonFunctions.all());
    names.put("modules", new LinkedHashMap<>(PythonModules.all()));
    names.put("context", new ContextObject());
    names.put("adapter", object("adapter", "dispatch", this::dispatch));
    names.put("exceptions", object("exceptions", "raise_compiler_error", DbtLikeScope::raise));
    function("return", DbtLikeScope::giveBack);
    function("log", a -> "");
    function("print", a -> "");
    function("config", a -> "");
    function("ref", a -> "`db`.`" + a.requireString("ref", 0, "name") + "`");
    function("var", a -> a.get(1, "default", null));
    function("env_var", a -> a.get(1, "default", null));
    function("local_md5", a -> md5(a.requireString("local_md5", 0, "value")));
    function("toyaml", a -> yaml((Map<?, ?>) a.require("toyaml", 0, "value")));
  }

  private void function(String name, JinjaCallable function) {
    names.put(name, function);
  }

  private static JinjaObject object(String type, String method, JinjaCallable function) {
    return new JinjaObject() {
      @Override
      public Optional<Value> attribute(String name) {
        return name.equals(method) ? Value.of(function) : Optional.empty();
      }

      @Override
      public String typeName() {
        return type;
      }
    };
  }

  private static Object giveBack(Arguments a) {
    throw MacroReturn.of(a.get(0, "data", null));
  }

  private static Object raise(Arguments a) {
    throw new JinjaException(Python.str(a.get(0, "msg", "")));
  }

  private Object dispatch(Arguments a) {
    Object found = names.get("default__" + a.requireString("dispatch", 0, "macro_name"));
    if (found == null) {
      throw new JinjaException("In dispatch: No macro named " + a.positional().get(0));
    }
    return found;
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Enough YAML for the cases: a flat mapping of plain scalars. */
  private static String yaml(Map<?, ?> map) {
    StringBuilder out = new StringBuilder();
    map.forEach((key, value) -> out.append(key).append(": ").append(value).append('\n'));
    return out.toString();
  }

  /** A template value of JSON, with the typed objects of the case format. */
  static Object value(JsonNode node) {
    if (node.isObject()) {
      return node.size() == 1 && node.fieldNames().next().startsWith("__")
          ? typed(node)
          : map(node);
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(item -> list.add(value(item)));
      return list;
    }
    if (node.isNull()) {
      return null;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber()) {
      BigInteger whole = node.bigIntegerValue();
      return whole.bitLength() < 64 ? (Object) whole.longValue() : whole;
    }
    return node.isNumber() ? (Object) node.doubleValue() : node.textValue();
  }

  private static Map<Object, Object> map(JsonNode node) {
    Map<Object, Object> map = new LinkedHashMap<>();
    node.fields().forEachRemaining(e -> map.put(e.getKey(), value(e.getValue())));
    return map;
  }

  private static Object typed(JsonNode node) {
    String kind = node.fieldNames().next();
    JsonNode content = node.get(kind);
    return switch (kind) {
      case "__decimal__" -> new BigDecimal(content.asText());
      case "__date__" -> new PyDate(LocalDate.parse(content.asText()));
      case "__datetime__" ->
          new PyDateTime(LocalDateTime.parse(content.asText()), Optional.empty());
      case "__tuple__" -> PyTuple.copyOf((List<?>) value(content));
      default -> map(node);
    };
  }

  /** dbt's {@code context}: the names of the scope as a mapping. */
  private final class ContextObject implements MappingObject {
    @Override
    public Optional<Value> attribute(String name) {
      return name.equals("get") ? Value.of((JinjaCallable) this::get) : Optional.empty();
    }

    @Override
    public Optional<Value> item(Object key) {
      return find(Python.str(key));
    }

    private Object get(Arguments a) {
      Optional<Value> found = find(Python.str(a.require("get", 0, "key")));
      return found.isPresent() ? found.get().get() : a.get(1, "default", null);
    }

    @Override
    public String typeName() {
      return "dict";
    }
  }
}
