package io.epoxy.jinja.render;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.expression.ExpressionStrategy;
import com.hubspot.jinjava.tree.output.RenderedOutputNode;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import io.epoxy.jinja.expression.FilterExpression;
import io.epoxy.jinja.statement.Header;
import io.epoxy.jinja.text.Html;
import io.epoxy.jinja.value.Python;
import java.util.Set;

/** Puts out a print statement: as text, or as its value when rendering natively. */
final class PrintStrategy implements ExpressionStrategy {
  private static final long serialVersionUID = 1L;

  private static final Set<String> SAFE =
      Set.of("safe", "e", "escape", "forceescape", "tojson", "xmlattr", "urlize");

  @Override
  public RenderedOutputNode interpretOutput(ExpressionToken token, JinjavaInterpreter interpreter) {
    Rendering rendering = (Rendering) interpreter;
    long held = rendering.usage().held();
    try {
      Header header = rendering.frame().unit().header(token.getExpr());
      if (header instanceof Header.Text text) {
        rendering.out().add(text.text());
      } else if (rendering.out().isNative()) {
        NativeOutput.add((Header.Output) header, rendering);
      } else {
        print((Header.Output) header, rendering);
      }
      rendering.usage().release(held);
      return ControlTag.NOTHING;
    } catch (RuntimeException e) {
      throw Unwinding.carry(rendering.located(e));
    }
  }

  private static void print(Header.Output header, Rendering rendering) {
    rendering.mark(header.position());
    String text = Python.str(header.expression().evaluate(rendering));
    boolean escaped = rendering.isEscaping() && !isSafe(header);
    rendering.out().add(escaped ? Html.escape(text) : text);
  }

  private static boolean isSafe(Header.Output header) {
    return header.expression() instanceof FilterExpression filter && SAFE.contains(filter.name());
  }
}
