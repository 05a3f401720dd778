package io.epoxy.compiler.context.template;

import com.google.common.collect.ImmutableList;
import io.epoxy.jinja.JinjaObject;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A fixed set of named members: a module, {@code exceptions}, {@code flags}, {@code target}. */
public final class MembersObject implements JinjaObject {
  private final String typeName;
  private final Map<String, Object> members;

  public MembersObject(String typeName, Map<String, ?> members) {
    this.typeName = typeName;
    this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  @Override
  public Optional<Value> attribute(String name) {
    Object value = members.get(name);
    if (value != null || members.containsKey(name)) {
      return Value.of(value);
    }
    return switch (name) {
      case "get" ->
          Value.of(
              (io.epoxy.jinja.JinjaCallable)
                  arguments ->
                      members.getOrDefault(
                          String.valueOf(arguments.require("get", 0, "key")),
                          arguments.get(1, "default", null)));
      case "keys" ->
          Value.of(
              (io.epoxy.jinja.JinjaCallable)
                  arguments -> new java.util.ArrayList<>(members.keySet()));
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<Value> item(Object key) {
    return members.containsKey(key) ? Value.of(members.get(key)) : Optional.empty();
  }

  @Override
  public Optional<Iterator<Object>> iterate() {
    return Optional.of(ImmutableList.<Object>copyOf(members.keySet()).iterator());
  }

  @Override
  public Optional<Integer> length() {
    return Optional.of(members.size());
  }

  @Override
  public String typeName() {
    return typeName;
  }
}
