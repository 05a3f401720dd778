package io.epoxy.jinja;

/**
 * Thrown by a {@code return()} function that a template calls; the innermost macro bound with
 * {@link MacroDefinition#bind} ends with the value. Control flow, not an error: it has no stack
 * trace.
 */
public final class MacroReturn extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Object value;

  private MacroReturn(Object value) {
    super("return() called outside of a macro", null, false, false);
    this.value = value;
  }

  /** Ends the running macro with {@code value}; null is None. */
  public static MacroReturn of(Object value) {
    return new MacroReturn(value);
  }

  public Object value() {
    return value;
  }
}
