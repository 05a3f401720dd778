package io.epoxy.bundle.run;

import java.util.Optional;

/** dbt's exit codes, and one between the {@code epoxy} script and its JVM. */
public enum ExitCode {
  OK(0),
  /** A node or test failed. */
  FAILED(1),
  /** Usage, project or compile error: nothing (more) could be run. */
  COULD_NOT_RUN(2),
  /** The class path lacks a part: the script starts again with it. Never reaches the user. */
  NEEDS_MORE(86);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  public static Optional<ExitCode> find(int number) {
    for (ExitCode code : values()) {
      if (code.number == number) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }
}
