package io.epoxy.jinja.expression;

import java.util.List;

/** A parsed expression. Immutable and shared by threads. */
public abstract class Expression {
  private final int line;
  private final int column;

  protected Expression(Position position) {
    this.line = position.line();
    this.column = position.column();
  }

  /** From 1. */
  public final int line() {
    return line;
  }

  /** From 1. */
  public final int column() {
    return column;
  }

  /**
   * Its value, see {@link io.epoxy.jinja.JinjaObject} for the types.
   *
   * @throws io.epoxy.jinja.JinjaException without a place; the last {@link Evaluation#mark} has it
   */
  public abstract Object evaluate(Evaluation evaluation);

  /** The expressions right inside it, in the order written. */
  public abstract List<Expression> children();

  /** Whether jinja2's optimizer would compute it while compiling, errors aside. */
  public boolean isConstant() {
    return children().stream().allMatch(Expression::isConstant);
  }

  /** For {@code can't assign to '..'}: jinja2's name of the node type in lower case. */
  public abstract String nodeName();

  /**
   * Where it starts.
   *
   * @param line from 1
   * @param column from 1
   */
  public record Position(int line, int column) {}
}
