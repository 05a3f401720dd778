package io.epoxy.jinja.expression;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code callee(arguments)}. */
public final class CallExpression extends Expression {
  private final Expression callee;
  private final ArgumentList arguments;

  public CallExpression(Position position, Expression callee, ArgumentList arguments) {
    super(position);
    this.callee = callee;
    this.arguments = arguments;
  }

  Expression callee() {
    return callee;
  }

  public ArgumentList arguments() {
    return arguments;
  }

  /** The callee as a dotted name; empty when it is anything else. */
  public Optional<String> dottedName() {
    return dotted(callee);
  }

  private static Optional<String> dotted(Expression expression) {
    if (expression instanceof Name name) {
      return Optional.of(name.name());
    }
    return expression instanceof Attribute attribute
        ? dotted(attribute.owner()).map(owner -> owner + "." + attribute.name())
        : Optional.empty();
  }

  @Override
  public Object evaluate(Evaluation evaluation) {
    Object function = callee.evaluate(evaluation);
    evaluation.mark(this);
    Arguments given = arguments.evaluate(evaluation);
    evaluation.mark(this);
    return evaluation.made(call(function, given));
  }

  /** Calls with one more keyword argument, as a call block does with {@code caller}. */
  public Object evaluateWith(Evaluation evaluation, String keyword, Object value) {
    Object function = callee.evaluate(evaluation);
    evaluation.mark(this);
    Arguments given = arguments.evaluate(evaluation);
    evaluation.mark(this);
    Map<String, Object> named = new LinkedHashMap<>(given.keyword());
    named.put(keyword, value);
    return evaluation.made(call(function, new Arguments(given.positional(), named)));
  }

  private static Object call(Object function, Arguments given) {
    if (function instanceof JinjaCallable callable) {
      return Python.normalized(callable.call(given));
    }
    if (function instanceof Undefined undefined) {
      if (undefined.isPermissive()) {
        return undefined;
      }
      throw undefined.error();
    }
    throw Errors.object(function, "is not callable");
  }

  @Override
  public List<Expression> children() {
    List<Expression> result = new ArrayList<>();
    result.add(callee);
    result.addAll(arguments.all());
    return result;
  }

  @Override
  public boolean isConstant() {
    return false;
  }

  @Override
  public String nodeName() {
    return "call";
  }
}
