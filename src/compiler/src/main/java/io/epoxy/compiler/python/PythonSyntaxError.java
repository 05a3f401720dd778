package io.epoxy.compiler.python;

/** A text that is no Python, in Python's words, with the place. */
public final class PythonSyntaxError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  PythonSyntaxError(String message, int line, int column) {
    super(message, null, false, false);
    this.line = line;
    this.column = column;
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** From 1. */
  public int column() {
    return column;
  }
}
