package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.TagNode;
import io.epoxy.jinja.statement.Header;

/** {@code do}: evaluates and puts out nothing. */
final class DoTag extends ControlTag<Header.Do> {
  private static final long serialVersionUID = 1L;

  DoTag() {
    super("do", null, Header.Do.class);
  }

  @Override
  void run(Header.Do header, TagNode node, Rendering rendering) {
    header.expression().evaluate(rendering);
  }
}
