package io.epoxy.engine.check;

/** What becomes of a test whose rows are worth a warning ({@code --warn-error} makes it fail). */
public enum WarningTests {
  WARN,
  FAIL
}
