package io.epoxy.jinja.method;

import io.epoxy.jinja.JinjaObject.Value;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.PyRange;
import io.epoxy.jinja.value.Python;
import java.util.Optional;

/** Attributes and methods of range. */
final class RangeMethods {
  private static final MethodTable<PyRange> TABLE =
      MethodTable.<PyRange>builder("range")
          .add("count", 1, 1, (self, a) -> self.contains(a.get(0, "", null)) ? 1L : 0L)
          .add("index", 1, 1, (self, a) -> index(self, a.get(0, "", null)))
          .build();

  private RangeMethods() {}

  static Optional<Value> find(PyRange range, String name) {
    return switch (name) {
      case "start" -> Value.of(range.start());
      case "stop" -> Value.of(range.stop());
      case "step" -> Value.of(range.step());
      default -> TABLE.find(range, name);
    };
  }

  private static long index(PyRange range, Object wanted) {
    long index = 0;
    for (Object item : range) {
      if (Python.isEqual(item, wanted)) {
        return index;
      }
      index++;
    }
    throw Errors.error(Python.repr(wanted) + " is not in range");
  }
}
