package io.epoxy.model.error;

/**
 * What went wrong, with the heading that dbt prints above the message (dbt-core 1.12 {@code
 * dbt/exceptions.py}; users grep for these).
 */
public enum ErrorCode {
  USAGE("Usage Error", ErrorType.USER),
  PROJECT("Runtime Error", ErrorType.USER),
  PROFILE("Runtime Error", ErrorType.USER),
  PARSING("Parsing Error", ErrorType.USER),
  COMPILATION("Compilation Error", ErrorType.USER),
  CONTRACT_BREAK("Breaking change to contract Error", ErrorType.USER),
  ENV_VAR_MISSING("Parsing Error", ErrorType.USER),
  DEPENDENCY("Runtime Error", ErrorType.USER),
  SELECTION("Runtime Error", ErrorType.USER),
  /** What dbt prints without any heading. */
  BARE("", ErrorType.USER),
  NOT_SUPPORTED("Compilation Error", ErrorType.USER),
  CATALOG_LOCKED("Runtime Error", ErrorType.USER),
  BUNDLE("Runtime Error", ErrorType.USER),
  TEST_FAILED("Data Error", ErrorType.DATA),
  DATABASE("Database Error", ErrorType.EXTERNAL),
  AWS("Runtime Error", ErrorType.EXTERNAL),
  IO("Runtime Error", ErrorType.EXTERNAL),
  UNKNOWN_OUTCOME("Runtime Error", ErrorType.STATE_UNKNOWN),
  INTERNAL("Internal Error", ErrorType.INTERNAL);

  private final String heading;
  private final ErrorType type;

  ErrorCode(String heading, ErrorType type) {
    this.heading = heading;
    this.type = type;
  }

  /**
   * The first line of dbt's message block, for example {@code Compilation Error}; empty if none.
   */
  public String heading() {
    return heading;
  }

  public ErrorType type() {
    return type;
  }
}
