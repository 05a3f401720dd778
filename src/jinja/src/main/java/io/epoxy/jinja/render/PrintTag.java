package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.TagNode;
import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.statement.Header;
import io.epoxy.jinja.value.Python;

/** {@code print a, b}. */
final class PrintTag extends ControlTag<Header.Print> {
  private static final long serialVersionUID = 1L;

  PrintTag() {
    super("print", null, Header.Print.class);
  }

  @Override
  void run(Header.Print header, TagNode node, Rendering rendering) {
    Pieces out = rendering.out();
    for (Expression expression : header.values()) {
      if (out.isNative()) {
        NativeOutput.add(expression, rendering);
      } else {
        out.add(Python.str(expression.evaluate(rendering)));
      }
    }
  }
}
