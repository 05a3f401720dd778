package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.TagNode;
import io.epoxy.jinja.statement.Header;

/** {@code set target = value}. */
final class SetTag extends ControlTag<Header.Assignment> {
  private static final long serialVersionUID = 1L;

  SetTag() {
    super("set", null, Header.Assignment.class);
  }

  @Override
  void run(Header.Assignment header, TagNode node, Rendering rendering) {
    Object value = header.value().evaluate(rendering);
    rendering.mark(header.position());
    Assignments.assign(header.target(), value, rendering);
  }
}
