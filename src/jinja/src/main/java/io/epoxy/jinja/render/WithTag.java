package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.TagNode;
import io.epoxy.jinja.statement.Header;

/** {@code with}: variables for a body; their values do not see each other. */
final class WithTag extends ControlTag<Header.With> {
  private static final long serialVersionUID = 1L;

  WithTag() {
    super("with", "endwith", Header.With.class);
  }

  @Override
  void run(Header.With header, TagNode node, Rendering rendering) {
    Variables scope = new Variables(rendering.variables());
    for (int i = 0; i < header.targets().size(); i++) {
      Object value = header.values().get(i).evaluate(rendering);
      Assignments.assign(header.targets().get(i), value, scope);
    }
    rendering.bodyWithin(rendering.frame().with(scope), node.getChildren().iterator());
  }
}
