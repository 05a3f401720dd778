package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.TagNode;
import io.epoxy.jinja.statement.Header;

/** {@code macro} inside a template: a variable that holds the function. */
final class MacroTag extends ControlTag<Header.Macro> {
  private static final long serialVersionUID = 1L;

  MacroTag() {
    super("macro", "endmacro", Header.Macro.class);
  }

  @Override
  void run(Header.Macro header, TagNode node, Rendering rendering) {
    MacroBody body =
        new MacroBody(header.name(), header.signature(), header.facts(), node.getChildren());
    rendering
        .variables()
        .set(header.variable(), new MacroFunction(body, rendering.runtime(), rendering.frame()));
  }
}
