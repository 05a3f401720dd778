package io.epoxy.compiler.context.node;

import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.lib.time.PyDateTime;
import io.epoxy.jinja.value.Python;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of dbt's dataclasses in a template: its fields, which may be such objects themselves, and
 * {@code to_dict()}, which writes times as texts, those without a zone with a Z (dbt-common {@code
 * DateTimeSerialization}).
 */
final class FactsObject implements JinjaObject {
  private final String typeName;
  private final Map<Object, Object> fields;

  FactsObject(String typeName, Map<?, ?> fields) {
    this.typeName = typeName;
    this.fields = new LinkedHashMap<>(fields);
  }

  @Override
  public Optional<Value> attribute(String name) {
    if (fields.containsKey(name)) {
      return Value.of(fields.get(name));
    }
    return name.equals("to_dict")
        ? Value.of((JinjaCallable) arguments -> plain(this))
        : Optional.empty();
  }

  private static Object plain(Object value) {
    if (value instanceof FactsObject facts) {
      Map<Object, Object> dict = new LinkedHashMap<>();
      facts.fields.forEach((name, field) -> dict.put(name, plain(field)));
      return dict;
    }
    if (value instanceof ConfigFacts config) {
      return config.plain();
    }
    if (value instanceof PyDateTime time) {
      return time.asString().replace(' ', 'T') + (time.zone().isPresent() ? "" : "Z");
    }
    if (value instanceof List<?> list) {
      List<Object> plain = new ArrayList<>();
      list.forEach(item -> plain.add(plain(item)));
      return plain;
    }
    return value;
  }

  @Override
  public String typeName() {
    return typeName;
  }

  @Override
  public String asString() {
    List<String> parts = new ArrayList<>();
    fields.forEach((name, value) -> parts.add(name + "=" + Python.repr(value)));
    return typeName + "(" + String.join(", ", parts) + ")";
  }
}
