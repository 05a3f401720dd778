package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.TagNode;
import io.epoxy.jinja.statement.Header;

/** {@code call}: calls a macro with the body as its {@code caller}. */
final class CallTag extends ControlTag<Header.Call> {
  private static final long serialVersionUID = 1L;

  CallTag() {
    super("call", "endcall", Header.Call.class);
  }

  @Override
  void run(Header.Call header, TagNode node, Rendering rendering) {
    MacroBody body =
        new MacroBody(MacroBody.NO_NAME, header.signature(), header.facts(), node.getChildren());
    MacroFunction caller = new MacroFunction(body, rendering.runtime(), rendering.frame());
    Object result = header.call().evaluateWith(rendering, "caller", caller);
    BlockOutput.put(result, rendering);
  }
}
