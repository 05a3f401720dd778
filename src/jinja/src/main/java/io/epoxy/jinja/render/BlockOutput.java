package io.epoxy.jinja.render;

import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Python;

/** What a call or filter block puts out. */
final class BlockOutput {
  private BlockOutput() {}

  /**
   * Puts out a result. Unlike a print statement a block does not convert (jinja2 3.1 {@code
   * visit_CallBlock}): what is no text fails when the pieces are joined at the end, so not at all
   * when a {@code return()} ends the macro before.
   */
  static void put(Object result, Rendering rendering) {
    if (result instanceof String text) {
      rendering.out().add(text);
      return;
    }
    RuntimeException error =
        rendering.located(
            Errors.error(
                "sequence item 0: expected str instance, " + Python.typeName(result) + " found"));
    if (rendering.out().isNative()) {
      throw error;
    }
    rendering.out().failWhenJoined(error);
  }
}
