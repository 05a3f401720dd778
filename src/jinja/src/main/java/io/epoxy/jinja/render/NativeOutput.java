package io.epoxy.jinja.render;

import io.epoxy.jinja.expression.Conditional;
import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.expression.FilterExpression;
import io.epoxy.jinja.expression.Logic;
import io.epoxy.jinja.statement.Header;
import io.epoxy.jinja.value.Python;
import java.util.Optional;

/** A print statement when rendering natively: its value, marked if its last filter says so. */
final class NativeOutput {
  private NativeOutput() {}

  static void add(Header.Output output, Rendering rendering) {
    rendering.mark(output.position());
    add(output.expression(), rendering);
  }

  static void add(Expression expression, Rendering rendering) {
    Object value = value(expression, rendering);
    // jinja2 computes constant expressions while compiling and keeps only their text.
    boolean text = expression.isConstant() && NativeRules.hasSafeRepr(value);
    rendering.out().addValue(text ? Python.str(value) : value);
  }

  /** The marked string of a filter as_*, where the expression only hands it on. */
  private static Object value(Expression expression, Rendering rendering) {
    if (expression instanceof Conditional conditional) {
      Optional<Expression> chosen = conditional.chosen(rendering);
      return chosen.isPresent() ? value(chosen.get(), rendering) : conditional.undefined(rendering);
    }
    if (expression instanceof Logic logic) {
      Object first = value(logic.left(), rendering);
      boolean isTrue =
          first instanceof Marked marked ? !marked.text().isEmpty() : Python.isTruthy(first);
      return logic.isDecidedBy(isTrue) ? first : value(logic.right(), rendering);
    }
    if (!(expression instanceof FilterExpression filter)) {
      return expression.evaluate(rendering);
    }
    if (filter.name().equals("string")) {
      Object inner = value(filter.value(), rendering);
      return inner instanceof Marked ? inner : filter.apply(inner, rendering);
    }
    Object value = expression.evaluate(rendering);
    Optional<Marked> marked = Marked.of(filter.name(), value);
    return marked.isPresent() ? marked.get() : value;
  }
}
