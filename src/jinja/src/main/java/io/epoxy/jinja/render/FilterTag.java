package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.TagNode;
import io.epoxy.jinja.expression.FilterExpression;
import io.epoxy.jinja.statement.Header;

/** {@code filter name}: applies filters to the body. */
final class FilterTag extends ControlTag<Header.Filters> {
  private static final long serialVersionUID = 1L;

  FilterTag() {
    super("filter", "endfilter", Header.Filters.class);
  }

  @Override
  void run(Header.Filters header, TagNode node, Rendering rendering) {
    Object value = rendering.capture(node.getChildren().iterator(), rendering.variables());
    for (FilterExpression filter : header.filters()) {
      value = filter.apply(value, rendering);
    }
    BlockOutput.put(value, rendering);
  }
}
