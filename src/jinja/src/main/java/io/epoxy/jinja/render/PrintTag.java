package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.output.OutputNode;
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
  OutputNode run(Header.Print header, TagNode node, Rendering rendering) {
    Pieces pieces = rendering.newPieces();
    for (Expression expression : header.values()) {
      Object value = expression.evaluate(rendering);
      if (rendering.frame().mode() == Rendering.Mode.NATIVE) {
        pieces.add(new Pieces.NativeValue(value));
      } else {
        pieces.addText(Python.str(value));
      }
    }
    return pieces;
  }
}
