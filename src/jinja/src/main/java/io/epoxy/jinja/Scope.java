package io.epoxy.jinja;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The names that a template finds when it has not set them itself. It is asked once per look-up, so
 * values may be bound lazily. A scope is used by one rendering at a time unless it says otherwise.
 */
public interface Scope {
  /** The value of {@code name}; empty when there is none (jinja2's own globals come after). */
  Optional<JinjaObject.Value> find(String name);

  /** What the template sees for something that does not exist. */
  default UndefinedMode undefinedMode() {
    return UndefinedMode.STRICT;
  }

  /** A scope over a map that may hold null for None; the map is not copied. */
  static Scope of(Map<String, ?> values) {
    return of(values, UndefinedMode.STRICT);
  }

  /** A scope over a map that may hold null for None; the map is not copied. */
  static Scope of(Map<String, ?> values, UndefinedMode mode) {
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(mode, "mode");
    return new Scope() {
      @Override
      public Optional<JinjaObject.Value> find(String name) {
        Object value = values.get(name);
        return value != null || values.containsKey(name)
            ? JinjaObject.Value.of(value)
            : Optional.empty();
      }

      @Override
      public UndefinedMode undefinedMode() {
        return mode;
      }
    };
  }
}
