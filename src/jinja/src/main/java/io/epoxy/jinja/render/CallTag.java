package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.output.OutputNode;
import com.hubspot.jinjava.tree.output.RenderedOutputNode;
import io.epoxy.jinja.statement.Header;

/** {@code call}: calls a macro with the body as its {@code caller}. */
final class CallTag extends ControlTag<Header.Call> {
  private static final long serialVersionUID = 1L;

  CallTag() {
    super("call", "endcall", Header.Call.class);
  }

  @Override
  OutputNode run(Header.Call header, TagNode node, Rendering rendering) {
    MacroBody body =
        new MacroBody(MacroBody.NO_NAME, header.signature(), header.facts(), node.getChildren());
    MacroFunction caller = new MacroFunction(body, rendering.runtime(), rendering.frame());
    Object result = header.call().evaluateWith(rendering, "caller", caller);
    return new RenderedOutputNode(BlockOutput.text(result));
  }
}
