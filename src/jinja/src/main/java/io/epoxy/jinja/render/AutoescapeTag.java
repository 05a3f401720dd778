package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.TagNode;
import io.epoxy.jinja.statement.Header;
import io.epoxy.jinja.value.Python;

/**
 * {@code autoescape}: print statements inside it escape HTML unless their last filter makes safe
 * text. dbt does not use it, so values do not remember that they are safe.
 */
final class AutoescapeTag extends ControlTag<Header.Autoescape> {
  private static final long serialVersionUID = 1L;

  AutoescapeTag() {
    super("autoescape", "endautoescape", Header.Autoescape.class);
  }

  @Override
  void run(Header.Autoescape header, TagNode node, Rendering rendering) {
    boolean outer = rendering.isEscaping();
    rendering.escaping(Python.isTruthy(header.on().evaluate(rendering)));
    try {
      rendering.bodyWithin(
          rendering.frame().with(new Variables(rendering.variables())),
          node.getChildren().iterator());
    } finally {
      rendering.escaping(outer);
    }
  }
}
