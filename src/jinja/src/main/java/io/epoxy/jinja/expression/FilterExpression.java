package io.epoxy.jinja.expression;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.library.Filter;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Python;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code value | name(arguments)}. */
public final class FilterExpression extends Expression {
  /** Those that jinja2 gives the context, or dbt a marker type; the optimizer leaves them alone. */
  private static final Set<String> NOT_CONSTANT =
      Set.of(
          "map",
          "select",
          "reject",
          "selectattr",
          "rejectattr",
          "random",
          "as_text",
          "as_bool",
          "as_native",
          "as_number");

  private final Expression value;
  private final String name;
  private final ArgumentList arguments;

  public FilterExpression(
      Position position, Expression value, String name, ArgumentList arguments) {
    super(position);
    this.value = value;
    this.name = name;
    this.arguments = arguments;
  }

  public String name() {
    return name;
  }

  public Expression value() {
    return value;
  }

  ArgumentList arguments() {
    return arguments;
  }

  @Override
  public Object evaluate(Evaluation evaluation) {
    return apply(value.evaluate(evaluation), evaluation);
  }

  /** Applies only this filter, to another input. */
  public Object apply(Object input, Evaluation evaluation) {
    Arguments given = arguments.evaluate(evaluation);
    evaluation.mark(this);
    Filter filter =
        evaluation
            .library()
            .findFilter(name)
            .orElseThrow(() -> Errors.error("No filter named " + Python.repr(name) + " found."));
    return evaluation.made(filter.apply(input, given, evaluation));
  }

  @Override
  public List<Expression> children() {
    List<Expression> result = new ArrayList<>();
    result.add(value);
    result.addAll(arguments.all());
    return result;
  }

  @Override
  public boolean isConstant() {
    return !NOT_CONSTANT.contains(name) && super.isConstant();
  }

  @Override
  public String nodeName() {
    return "filter";
  }
}
