package io.epoxy.compiler.yaml;

import io.epoxy.model.error.SourceLocation;
import java.math.BigInteger;
import java.util.Objects;

/**
 * A scalar.
 *
 * @param value null, Boolean, Long, BigInteger, Double, String or a java.time value
 */
public record YamlScalar(Object value, SourceLocation location) implements YamlNode {
  public YamlScalar {
    Objects.requireNonNull(location, "location");
  }

  @Override
  public Object data() {
    return value;
  }

  @Override
  public String typeName() {
    if (value == null) {
      return "None";
    }
    if (value instanceof String) {
      return "str";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof Double) {
      return "float";
    }
    return value instanceof Long || value instanceof BigInteger ? "int" : "date";
  }
}
