package io.epoxy.jinja.render;

import io.epoxy.jinja.value.Python;
import java.util.Optional;

/**
 * The outcome of {@code as_text}, {@code as_native}, {@code as_bool} or {@code as_number} when
 * rendering natively.
 */
record Marked(Kind kind, String text) {
  /** How the text is read. */
  enum Kind {
    TEXT,
    NATIVE,
    BOOL,
    NUMBER
  }

  /** The value marked as a filter of that name does; empty for any other filter. */
  static Optional<Marked> of(String filter, Object value) {
    Kind kind =
        switch (filter) {
          case "as_text" -> Kind.TEXT;
          case "as_native" -> Kind.NATIVE;
          case "as_bool" -> Kind.BOOL;
          case "as_number" -> Kind.NUMBER;
          default -> null;
        };
    return kind == null ? Optional.empty() : Optional.of(new Marked(kind, Python.str(value)));
  }

  @Override
  public String toString() {
    return text;
  }
}
