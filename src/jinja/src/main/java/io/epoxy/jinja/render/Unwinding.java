package io.epoxy.jinja.render;

import com.hubspot.jinjava.interpret.InterpretException;

/**
 * Carries an exception through Jinjava's tree, which wraps every other type at each level. It has
 * no stack trace of its own.
 */
final class Unwinding extends InterpretException {
  private static final long serialVersionUID = 1L;

  private Unwinding(RuntimeException carried) {
    super(carried.getMessage(), carried);
  }

  /** The exception in a form that Jinjava lets pass. */
  static RuntimeException carry(RuntimeException exception) {
    return exception instanceof Unwinding ? exception : new Unwinding(exception);
  }

  /** The exception that was carried, or itself. */
  static RuntimeException unwrap(RuntimeException exception) {
    return exception instanceof Unwinding
            && exception.getCause() instanceof RuntimeException carried
        ? carried
        : exception;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
