package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.TagNode;
import io.epoxy.jinja.expression.FilterExpression;
import io.epoxy.jinja.statement.Header;

/** {@code set target} with a body; the source pass gives it a name of its own. */
final class SetBlockTag extends ControlTag<Header.Capture> {
  private static final long serialVersionUID = 1L;

  SetBlockTag() {
    super("setblock", "endset", Header.Capture.class);
  }

  @Override
  void run(Header.Capture header, TagNode node, Rendering rendering) {
    Object value = rendering.capture(node.getChildren().iterator(), rendering.variables());
    for (FilterExpression filter : header.filters()) {
      value = filter.apply(value, rendering);
    }
    Assignments.assign(header.target(), value, rendering);
  }
}
