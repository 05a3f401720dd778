package io.epoxy.jinja.expression;

import com.google.common.collect.ImmutableList;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Sizes;
import java.util.List;

/** {@code a ~ b ~ c}. */
public final class Concatenation extends Expression {
  private final ImmutableList<Expression> parts;

  public Concatenation(Position position, List<Expression> parts) {
    super(position);
    this.parts = ImmutableList.copyOf(parts);
  }

  @Override
  public Object evaluate(Evaluation evaluation) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      result.append(Python.str(parts.get(i).evaluate(evaluation)));
      Sizes.checkText(result.length());
    }
    evaluation.mark(this);
    return evaluation.made(result.toString());
  }

  @Override
  public List<Expression> children() {
    return parts;
  }

  @Override
  public String nodeName() {
    return "concat";
  }
}
