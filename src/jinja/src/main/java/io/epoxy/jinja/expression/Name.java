package io.epoxy.jinja.expression;

import java.util.List;

/** A variable. */
public final class Name extends Expression {
  private final String name;

  public Name(Position position, String name) {
    super(position);
    this.name = name.intern();
  }

  public String name() {
    return name;
  }

  @Override
  public Object evaluate(Evaluation evaluation) {
    return evaluation.lookup(name);
  }

  @Override
  public List<Expression> children() {
    return List.of();
  }

  @Override
  public boolean isConstant() {
    return false;
  }

  @Override
  public String nodeName() {
    return "name";
  }
}
