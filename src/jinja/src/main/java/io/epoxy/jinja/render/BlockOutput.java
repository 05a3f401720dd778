package io.epoxy.jinja.render;

import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Python;

/** What a call or filter block puts out. */
final class BlockOutput {
  private BlockOutput() {}

  /**
   * The text of a result; unlike a print statement a block does not convert (jinja2 3.1 {@code
   * visit_CallBlock}), it fails when the pieces are joined.
   */
  static String text(Object result) {
    if (result instanceof String text) {
      return text;
    }
    throw Errors.error(
        "sequence item 0: expected str instance, " + Python.typeName(result) + " found");
  }
}
