package io.epoxy.jinja.expression;

import io.epoxy.jinja.value.Python;
import java.util.List;

/** {@code left and right}, {@code left or right}. */
public final class Logic extends Expression {
  /** Which of the two. */
  public enum Kind {
    AND,
    OR
  }

  private final Kind kind;
  private final Expression left;
  private final Expression right;

  public Logic(Position position, Kind kind, Expression left, Expression right) {
    super(position);
    this.kind = kind;
    this.left = left;
    this.right = right;
  }

  public Expression left() {
    return left;
  }

  public Expression right() {
    return right;
  }

  /** Whether the left side alone gives the value. */
  public boolean isDecidedBy(boolean left) {
    return left == (kind == Kind.OR);
  }

  @Override
  public Object evaluate(Evaluation evaluation) {
    Object first = left.evaluate(evaluation);
    return isDecidedBy(Python.isTruthy(first)) ? first : right.evaluate(evaluation);
  }

  @Override
  public List<Expression> children() {
    return List.of(left, right);
  }

  @Override
  public String nodeName() {
    return kind == Kind.AND ? "and" : "or";
  }
}
