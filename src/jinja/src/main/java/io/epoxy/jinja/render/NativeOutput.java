package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.output.RenderedOutputNode;
import io.epoxy.jinja.expression.Conditional;
import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.expression.FilterExpression;
import io.epoxy.jinja.statement.Header;
import io.epoxy.jinja.value.Python;
import java.util.Optional;

/** A print statement when rendering natively: its value, marked if its last filter says so. */
final class NativeOutput {
  private NativeOutput() {}

  static RenderedOutputNode of(Header header, Rendering rendering) {
    if (header instanceof Header.Text text) {
      return new RenderedOutputNode(text.text());
    }
    Header.Output output = (Header.Output) header;
    rendering.mark(output.position());
    Expression expression = output.expression();
    if (expression.isConstant()) {
      Object value = expression.evaluate(rendering);
      // jinja2 computes constant expressions while compiling and keeps only their text.
      return NativeRules.hasSafeRepr(value)
          ? new RenderedOutputNode(Python.str(value))
          : new Pieces.NativeValue(value);
    }
    return new Pieces.NativeValue(value(expression, rendering));
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
