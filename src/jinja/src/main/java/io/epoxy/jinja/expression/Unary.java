package io.epoxy.jinja.expression;

import io.epoxy.jinja.value.Operators;
import io.epoxy.jinja.value.Python;
import java.util.List;

/** {@code not x}, {@code -x}, {@code +x}. */
public final class Unary extends Expression {
  /** Which of them. */
  public enum Kind {
    NOT("not"),
    MINUS("neg"),
    PLUS("pos");

    private final String nodeName;

    Kind(String nodeName) {
      this.nodeName = nodeName;
    }
  }

  private final Kind kind;
  private final Expression operand;

  public Unary(Position position, Kind kind, Expression operand) {
    super(position);
    this.kind = kind;
    this.operand = operand;
  }

  @Override
  public Object evaluate(Evaluation evaluation) {
    Object value = operand.evaluate(evaluation);
    if (kind == Kind.NOT) {
      return !Python.isTruthy(value);
    }
    evaluation.mark(this);
    return kind == Kind.MINUS ? Operators.negate(value) : Operators.plus(value);
  }

  @Override
  public List<Expression> children() {
    return List.of(operand);
  }

  @Override
  public String nodeName() {
    return kind.nodeName;
  }
}
