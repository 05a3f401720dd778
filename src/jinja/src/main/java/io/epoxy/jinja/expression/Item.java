package io.epoxy.jinja.expression;

import io.epoxy.jinja.method.Attributes;
import java.util.List;

/** {@code owner[key]}. */
public final class Item extends Expression {
  private final Expression owner;
  private final Expression key;

  public Item(Position position, Expression owner, Expression key) {
    super(position);
    this.owner = owner;
    this.key = key;
  }

  @Override
  public Object evaluate(Evaluation evaluation) {
    Object value = owner.evaluate(evaluation);
    Object wanted = key.evaluate(evaluation);
    evaluation.mark(this);
    return Attributes.item(value, wanted, evaluation.undefinedMode());
  }

  @Override
  public List<Expression> children() {
    return List.of(owner, key);
  }

  @Override
  public String nodeName() {
    return "getitem";
  }
}
