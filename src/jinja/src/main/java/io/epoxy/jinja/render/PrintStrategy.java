package io.epoxy.jinja.render;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.expression.ExpressionStrategy;
import com.hubspot.jinjava.tree.output.RenderedOutputNode;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import io.epoxy.jinja.expression.FilterExpression;
import io.epoxy.jinja.statement.Header;
import io.epoxy.jinja.text.Html;
import java.util.Set;

/** Puts out a print statement: as text, or as its value when rendering natively. */
final class PrintStrategy implements ExpressionStrategy {
  private static final long serialVersionUID = 1L;

  private static final Set<String> SAFE =
      Set.of("safe", "e", "escape", "forceescape", "tojson", "xmlattr", "urlize");

  @Override
  public RenderedOutputNode interpretOutput(ExpressionToken token, JinjavaInterpreter interpreter) {
    Rendering rendering = (Rendering) interpreter;
    try {
      if (rendering.frame().mode() == Rendering.Mode.NATIVE) {
        return NativeOutput.of(rendering.frame().unit().header(token.getExpr()), rendering);
      }
      Object value = rendering.resolveELExpression(token.getExpr(), token.getLineNumber());
      String text = rendering.getAsString(value);
      return new RenderedOutputNode(
          rendering.isEscaping() && !isSafe(rendering, token) ? Html.escape(text) : text);
    } catch (RuntimeException e) {
      throw Unwinding.carry(rendering.located(e));
    }
  }

  private static boolean isSafe(Rendering rendering, ExpressionToken token) {
    Header header = rendering.frame().unit().header(token.getExpr());
    return header instanceof Header.Text
        || header instanceof Header.Output output
            && output.expression() instanceof FilterExpression filter
            && SAFE.contains(filter.name());
  }
}
