package io.epoxy.jinja.value;

import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.UndefinedMode;
import java.util.Objects;

/**
 * jinja2's Undefined: what a template sees for something that does not exist. Prints as nothing, is
 * false, iterates over nothing; anything else is an error with {@link #message()} (jinja2 3.1
 * {@code runtime.py}), unless the mode is PERMISSIVE. All undefined values are equal.
 */
public final class Undefined {
  private final String name;
  private final String message;
  private final UndefinedMode mode;

  private Undefined(String name, String message, UndefinedMode mode) {
    this.name = Objects.requireNonNull(name, "name");
    this.message = Objects.requireNonNull(message, "message");
    this.mode = Objects.requireNonNull(mode, "mode");
  }

  /** For a name that is not there: {@code 'foo' is undefined}. */
  public static Undefined ofName(String name, UndefinedMode mode) {
    return new Undefined(name, Python.repr(name) + " is undefined", mode);
  }

  /** For a missing attribute or string key: {@code 'dict object' has no attribute 'x'}. */
  public static Undefined ofAttribute(Object owner, String name, UndefinedMode mode) {
    if (mode == UndefinedMode.PERMISSIVE) {
      // dbt's forgets what it was looked for in (dbt-common create_undefined).
      return ofName(name, mode);
    }
    String message = Python.repr(describe(owner)) + " has no attribute " + Python.repr(name);
    return new Undefined(name, message, mode);
  }

  /** For a missing item: {@code list object has no element 5}. */
  public static Undefined ofElement(Object owner, Object key, UndefinedMode mode) {
    if (key instanceof String text) {
      return ofAttribute(owner, text, mode);
    }
    String shown = Python.repr(key);
    return new Undefined(shown, describe(owner) + " has no element " + shown, mode);
  }

  /** With a message of its own. */
  public static Undefined withMessage(String name, String message, UndefinedMode mode) {
    return new Undefined(name, message, mode);
  }

  /** The name that was looked for. */
  public String name() {
    return name;
  }

  /** What is said when it is used, for example {@code 'foo' is undefined}. */
  public String message() {
    return message;
  }

  public boolean isPermissive() {
    return mode == UndefinedMode.PERMISSIVE;
  }

  /** The error of using it. */
  public JinjaException error() {
    return new JinjaException(JinjaException.Kind.UNDEFINED, message, JinjaException.Place.UNKNOWN);
  }

  private static String describe(Object owner) {
    return owner == null ? "None" : Python.typeName(owner) + " object";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Undefined;
  }

  @Override
  public int hashCode() {
    return 7;
  }

  @Override
  public String toString() {
    return "Undefined";
  }
}
