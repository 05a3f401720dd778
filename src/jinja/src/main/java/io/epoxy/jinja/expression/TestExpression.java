package io.epoxy.jinja.expression;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.library.Test;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Python;
import java.util.ArrayList;
import java.util.List;

/** {@code value is name(arguments)}. */
public final class TestExpression extends Expression {
  private final Expression value;
  private final String name;
  private final ArgumentList arguments;

  public TestExpression(Position position, Expression value, String name, ArgumentList arguments) {
    super(position);
    this.value = value;
    this.name = name;
    this.arguments = arguments;
  }

  public String name() {
    return name;
  }

  Expression value() {
    return value;
  }

  ArgumentList arguments() {
    return arguments;
  }

  @Override
  public Object evaluate(Evaluation evaluation) {
    Object input = value.evaluate(evaluation);
    Arguments given = arguments.evaluate(evaluation);
    evaluation.mark(this);
    Test test =
        evaluation
            .library()
            .findTest(name)
            .orElseThrow(() -> Errors.error("No test named " + Python.repr(name) + " found."));
    return test.test(input, given, evaluation);
  }

  @Override
  public List<Expression> children() {
    List<Expression> result = new ArrayList<>();
    result.add(value);
    result.addAll(arguments.all());
    return result;
  }

  @Override
  public String nodeName() {
    return "test";
  }
}
