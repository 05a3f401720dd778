package io.epoxy.compiler.context.node;

import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.Python;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The config of a node in {@code results}: whatever it is asked for and does not hold is None,
 * since jinja2 asks for an item where there is no attribute (dbt-common {@code
 * BaseConfig.__getitem__}).
 */
final class ConfigFacts implements JinjaObject {
  private final Map<Object, Object> values;

  ConfigFacts(Map<?, ?> values) {
    this.values = new LinkedHashMap<>(values);
  }

  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "get", "meta_get" -> Value.of(getter(name.equals("get") ? values : meta()));
      case "to_dict" -> Value.of((JinjaCallable) arguments -> plain());
      default -> item(name);
    };
  }

  @Override
  public Optional<Value> item(Object key) {
    return Value.of(find(values, key).orElse(null));
  }

  private static JinjaCallable getter(Map<?, ?> from) {
    return arguments ->
        find(from, arguments.require("get", 0, "key")).orElse(arguments.get(1, "default", null));
  }

  private Map<?, ?> meta() {
    return values.get("meta") instanceof Map<?, ?> meta ? meta : Map.of();
  }

  /** Hooks are attributes with an underscore in dbt, and keys with a hyphen. */
  private static Optional<Object> find(Map<?, ?> from, Object key) {
    if (key.equals("pre_hook") || key.equals("post_hook")) {
      return Optional.ofNullable(from.get(key.toString().replace('_', '-')));
    }
    return Optional.ofNullable(from.get(key));
  }

  Map<Object, Object> plain() {
    return new LinkedHashMap<>(values);
  }

  @Override
  public Optional<Iterator<Object>> iterate() {
    return Optional.of(new ArrayList<>(values.keySet()).iterator());
  }

  @Override
  public Optional<Integer> length() {
    return Optional.of(values.size());
  }

  @Override
  public String typeName() {
    return "NodeConfig";
  }

  @Override
  public String asString() {
    return "NodeConfig(" + Python.repr(values) + ")";
  }
}
