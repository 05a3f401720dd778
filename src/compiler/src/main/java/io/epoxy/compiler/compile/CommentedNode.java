package io.epoxy.compiler.compile;

import io.epoxy.jinja.JinjaObject;
import java.util.Map;
import java.util.Optional;

/** {@code node} of a query comment: what it does not have is an empty text, as in dbt. */
record CommentedNode(Map<Object, Object> facts) implements JinjaObject {
  @Override
  public Optional<Value> attribute(String name) {
    return Value.of(facts.getOrDefault(name, ""));
  }

  @Override
  public String typeName() {
    return "QueryHeaderContextWrapper";
  }
}
