package io.epoxy.compiler.context.node;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.NodeConfig;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code config} while compiling: asks the resolved config; the call itself does nothing. */
public final class ConfigObject implements JinjaCallable {
  private final NodeConfig config;
  private final String uniqueId;

  public ConfigObject(NodeConfig config, String uniqueId) {
    this.config = Objects.requireNonNull(config, "config");
    this.uniqueId = Objects.requireNonNull(uniqueId, "uniqueId");
  }

  @Override
  public Object call(Arguments arguments) {
    return "";
  }

  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "get" -> Value.of((JinjaCallable) this::get);
      case "require" -> Value.of((JinjaCallable) this::require);
      case "meta_get" -> Value.of((JinjaCallable) a -> meta(a, "meta_get"));
      case "meta_require" -> Value.of((JinjaCallable) a -> meta(a, "meta_require"));
      case "set" -> Value.of((JinjaCallable) arguments -> "");
      case "persist_relation_docs" -> Value.of((JinjaCallable) arguments -> persists("relation"));
      case "persist_column_docs" -> Value.of((JinjaCallable) arguments -> persists("columns"));
      case "model" -> Optional.empty();
      default -> Optional.empty();
    };
  }

  private Object get(Arguments arguments) {
    String key = Python.str(arguments.require("get", 0, "name"));
    Object value = find(key);
    return value == null ? arguments.get(1, "default", null) : value;
  }

  private Object require(Arguments arguments) {
    String key = Python.str(arguments.require("require", 0, "name"));
    Object value = find(key);
    if (value == null && !config.values().containsKey(key)) {
      throw CallError.compilation(
          "Model '" + uniqueId + "' does not define a required config parameter '" + key + "'.");
    }
    return value;
  }

  private Object meta(Arguments arguments, String function) {
    String key = Python.str(arguments.require(function, 0, "name"));
    Map<String, Object> meta = config.map("meta");
    if (!meta.containsKey(key) && function.equals("meta_require")) {
      throw CallError.compilation(
          "Model '"
              + uniqueId
              + "' does not define a required config parameter 'meta."
              + key
              + "'.");
    }
    return meta.containsKey(key)
        ? TemplateValues.toTemplate(meta.get(key))
        : arguments.get(1, "default", null);
  }

  /** The value; dbt 1.12 falls back to meta for a key that config lacks. */
  private Object find(String key) {
    String name = key.equals("pre_hook") || key.equals("post_hook") ? key.replace('_', '-') : key;
    Object value = config.values().get(name);
    if (value == null && config.values().get("meta") instanceof Map<?, ?> meta) {
      value = meta.get(name);
    }
    return TemplateValues.toTemplate(value);
  }

  private boolean persists(String what) {
    return config.values().get("persist_docs") instanceof Map<?, ?> docs
        && Python.isTruthy(docs.get(what));
  }

  @Override
  public String typeName() {
    return "RuntimeConfigObject";
  }
}
