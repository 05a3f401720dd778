package io.epoxy.compiler.context.relation;

import io.epoxy.compiler.context.template.CallError;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.MappingObject;
import io.epoxy.jinja.value.Python;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A value for each part of a name: {@code relation.path} and its policies, as the data classes they
 * are in dbt-adapters ({@code contracts.relation}). Immutable.
 */
final class NameParts implements MappingObject {
  private final String typeName;
  private final Map<String, Object> parts;

  NameParts(String typeName, Map<String, ?> parts) {
    this.typeName = typeName;
    this.parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  Map<String, Object> parts() {
    return parts;
  }

  @Override
  public Optional<Value> attribute(String name) {
    if (parts.containsKey(name)) {
      return Value.of(parts.get(name));
    }
    return switch (name) {
      case "get" -> Value.of((JinjaCallable) this::get);
      case "get_part" -> Value.of((JinjaCallable) arguments -> part(name, arguments));
      case "get_lowered_part" ->
          Value.of(
              (JinjaCallable)
                  arguments ->
                      part(name, arguments) instanceof String text
                          ? text.toLowerCase(Locale.ROOT)
                          : null);
      default -> Optional.empty();
    };
  }

  private Object get(Arguments arguments) {
    Object key = arguments.require("get", 0, "key");
    return parts.containsKey(key) ? parts.get(key) : arguments.get(1, "default", null);
  }

  private Object part(String function, Arguments arguments) {
    return parts.get(arguments.require(function, 0, "key"));
  }

  @Override
  public String typeName() {
    return typeName;
  }

  @Override
  public String asString() {
    return parts.entrySet().stream()
        .map(part -> part.getKey() + "=" + Python.repr(part.getValue()))
        .collect(Collectors.joining(", ", typeName + "(", ")"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NameParts own && parts.equals(own.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** It has the face of a mapping, but may not be gone through (dbt-adapters FakeAPIObject). */
  @Override
  public Optional<Iterator<Object>> iterate() {
    throw usedAsDict(asString());
  }

  @Override
  public Optional<Integer> length() {
    throw usedAsDict(asString());
  }

  static RuntimeException usedAsDict(String shown) {
    return CallError.compilation(
        "The object (\""
            + shown
            + "\") was used as a dictionary. This capability has been removed from objects of this"
            + " type.");
  }
}
