package io.epoxy.compiler.context.adapter;

import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.Python;
import java.util.Objects;
import java.util.Optional;

/** What a database said about a statement: dbt's {@code AdapterResponse}; prints as its message. */
public record Response(String message, Object code, Object rowsAffected) implements JinjaObject {
  public Response {
    Objects.requireNonNull(message, "message");
  }

  static Response of(String message) {
    return new Response(message, null, null);
  }

  @Override
  public Optional<Value> attribute(String name) {
    return switch (name) {
      case "_message" -> Value.of(message);
      case "code" -> Value.of(code);
      case "rows_affected" -> Value.of(rowsAffected);
      case "query_id" -> Value.of(null);
      default -> Optional.empty();
    };
  }

  @Override
  public String typeName() {
    return "AdapterResponse";
  }

  @Override
  public String asString() {
    return message;
  }

  @Override
  public String asRepr() {
    return "AdapterResponse(_message="
        + Python.repr(message)
        + ", code="
        + Python.repr(code)
        + ", rows_affected="
        + Python.repr(rowsAffected)
        + ", query_id=None)";
  }
}
