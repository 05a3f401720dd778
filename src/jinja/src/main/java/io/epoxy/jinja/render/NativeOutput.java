package io.epoxy.jinja.render;

import io.epoxy.jinja.expression.Conditional;
import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.expression.FilterExpression;
import io.epoxy.jinja.statement.Header;
import io.epoxy.jinja.value.Python;
import java.util.Optional;

/** A print statement when rendering natively: its value, marked if its last filter says so. */
final class NativeOutput {
  private NativeOutput() {}

  static void add(Header.Output output, Rendering rendering) {
    rendering.mark(output.position());
    Expression expression = output.expression();
    if (expression.isConstant()) {
      Object value = expression.evaluate(rendering);
      // jinja2 computes constant expressions while compiling and keeps only their text.
      if (NativeRules.hasSafeRepr(value)) {
        rendering.out().add(Python.str(value));
      } else {
        rendering.out().addValue(value);
      }
    } else {
      rendering.out().addValue(value(expression, rendering));
    }
  }

  private static Object value(Expression expression, Rendering rendering) {
    if (expression instanceof Conditional conditional) {
      Optional<Expression> chosen = conditional.chosen(rendering);
      return chosen.isPresent() ? value(chosen.get(), rendering) : conditional.undefined(rendering);
    }
    Object value = expression.evaluate(rendering);
    if (!(expression instanceof FilterExpression filter)) {
      return value;
    }
    Optional<Marked> marked = Marked.of(filter.name(), value);
    return marked.isPresent() ? marked.get() : value;
  }
}
