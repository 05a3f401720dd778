package io.epoxy.jinja.value;

/** The operators that compute; comparison, {@code in}, {@code ~} and logic are not among them. */
public enum BinaryOperator {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  FLOOR_DIVIDE("//"),
  MODULO("%"),
  POWER("**");

  private final String symbol;

  BinaryOperator(String symbol) {
    this.symbol = symbol;
  }

  /** As written in a template. */
  public String symbol() {
    return symbol;
  }

  /** As Python names it in {@code unsupported operand type(s) for ..}. */
  public String nameInErrors() {
    return this == POWER ? "** or pow()" : symbol;
  }
}
