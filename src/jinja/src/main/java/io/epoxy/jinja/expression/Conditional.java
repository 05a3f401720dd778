package io.epoxy.jinja.expression;

import io.epoxy.jinja.UndefinedMode;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code value if test else otherwise}. */
public final class Conditional extends Expression {
  private final Expression test;
  private final Expression value;
  private final Optional<Expression> otherwise;

  public Conditional(
      Position position, Expression test, Expression value, Optional<Expression> otherwise) {
    super(position);
    this.test = test;
    this.value = value;
    this.otherwise = otherwise;
  }

  /** The side that the test picks; empty when it fails and there is no else. */
  public Optional<Expression> chosen(Evaluation evaluation) {
    return Python.isTruthy(test.evaluate(evaluation)) ? Optional.of(value) : otherwise;
  }

  @Override
  public Object evaluate(Evaluation evaluation) {
    Optional<Expression> chosen = chosen(evaluation);
    if (chosen.isPresent()) {
      return chosen.get().evaluate(evaluation);
    }
    return undefined(evaluation);
  }

  /** What it gives when the test fails and there is no else. */
  public Undefined undefined(Evaluation evaluation) {
    String message =
        "the inline if-expression on line "
            + line()
            + " in "
            + Python.repr(evaluation.templateName())
            + " evaluated to false and no else section was defined.";
    // jinja2 takes its own type here, whatever the environment's is.
    return Undefined.withMessage("", message, UndefinedMode.STRICT);
  }

  @Override
  public List<Expression> children() {
    List<Expression> result = new ArrayList<>(List.of(test, value));
    otherwise.ifPresent(result::add);
    return result;
  }

  @Override
  public boolean isConstant() {
    return otherwise.isPresent() && super.isConstant();
  }

  @Override
  public String nodeName() {
    return "condexpr";
  }
}
