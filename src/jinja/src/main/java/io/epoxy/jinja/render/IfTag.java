package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import io.epoxy.jinja.expression.Expression;
import io.epoxy.jinja.statement.Header;
import io.epoxy.jinja.value.Python;
import java.util.Iterator;

/** {@code if}; it has no scope of its own. */
final class IfTag extends ControlTag<Header.Condition> {
  private static final long serialVersionUID = 1L;

  IfTag() {
    super("if", "endif", Header.Condition.class);
  }

  @Override
  void run(Header.Condition header, TagNode node, Rendering rendering) {
    Iterator<Node> children = node.getChildren().iterator();
    if (holds(header.test(), rendering)) {
      rendering.body(children);
      return;
    }
    while (children.hasNext()) {
      if (children.next() instanceof TagNode branch && branch.getTag() instanceof BranchTag) {
        boolean taken =
            branch.getName().equals("else")
                || rendering.frame().unit().header(branch) instanceof Header.Condition next
                    && holds(next.test(), rendering);
        if (taken) {
          rendering.body(children);
          return;
        }
      }
    }
  }

  private static boolean holds(Expression test, Rendering rendering) {
    return Python.isTruthy(test.evaluate(rendering));
  }
}
