package io.epoxy.jinja.expression;

import java.util.List;

/** A string, number, true, false or none. */
public final class Literal extends Expression {
  private final Object value;

  public Literal(Position position, Object value) {
    super(position);
    this.value = value;
  }

  public Object value() {
    return value;
  }

  @Override
  public Object evaluate(Evaluation evaluation) {
    return value;
  }

  @Override
  public List<Expression> children() {
    return List.of();
  }

  @Override
  public String nodeName() {
    return "const";
  }
}
