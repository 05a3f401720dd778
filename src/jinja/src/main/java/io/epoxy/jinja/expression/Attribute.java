package io.epoxy.jinja.expression;

import io.epoxy.jinja.method.Attributes;
import java.util.List;

/** {@code owner.name}. */
public final class Attribute extends Expression {
  private final Expression owner;
  private final String name;

  public Attribute(Position position, Expression owner, String name) {
    super(position);
    this.owner = owner;
    this.name = name.intern();
  }

  public Expression owner() {
    return owner;
  }

  public String name() {
    return name;
  }

  @Override
  public Object evaluate(Evaluation evaluation) {
    Object value = owner.evaluate(evaluation);
    evaluation.mark(this);
    return Attributes.get(value, name, evaluation.undefinedMode());
  }

  @Override
  public List<Expression> children() {
    return List.of(owner);
  }

  @Override
  public String nodeName() {
    return "getattr";
  }
}
