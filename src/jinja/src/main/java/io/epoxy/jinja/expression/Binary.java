package io.epoxy.jinja.expression;

import io.epoxy.jinja.format.PercentFormat;
import io.epoxy.jinja.value.BinaryOperator;
import io.epoxy.jinja.value.Operators;
import java.util.List;
import java.util.Locale;

/** {@code left + right} and the other operators that compute. */
public final class Binary extends Expression {
  private final BinaryOperator operator;
  private final Expression left;
  private final Expression right;

  public Binary(Position position, BinaryOperator operator, Expression left, Expression right) {
    super(position);
    this.operator = operator;
    this.left = left;
    this.right = right;
  }

  BinaryOperator operator() {
    return operator;
  }

  @Override
  public Object evaluate(Evaluation evaluation) {
    Object a = left.evaluate(evaluation);
    Object b = right.evaluate(evaluation);
    evaluation.mark(this);
    if (operator == BinaryOperator.MODULO && a instanceof String text) {
      return evaluation.made(PercentFormat.format(text, b));
    }
    return evaluation.made(Operators.apply(operator, a, b));
  }

  @Override
  public List<Expression> children() {
    return List.of(left, right);
  }

  @Override
  public String nodeName() {
    return operator.name().toLowerCase(Locale.ROOT);
  }
}
