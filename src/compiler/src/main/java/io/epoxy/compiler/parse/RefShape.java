package io.epoxy.compiler.parse;

import io.epoxy.model.graph.RefCall;
import java.util.LinkedHashMap;
import java.util.Map;

/** A ref() as the manifest shows it. */
final class RefShape {
  private RefShape() {}

  static Map<String, Object> of(RefCall call) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("name", call.name());
    shape.put("package", call.packageName().orElse(null));
    shape.put("version", call.version().orElse(null));
    return shape;
  }
}
