package io.epoxy.jinja.render;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.output.OutputNode;
import com.hubspot.jinjava.tree.output.RenderedOutputNode;
import io.epoxy.jinja.statement.Header;

/** A tag of ours: finds its header, and lets errors out with their place. */
abstract class ControlTag<H extends Header> implements Tag {
  private static final long serialVersionUID = 1L;

  static final RenderedOutputNode NOTHING = new RenderedOutputNode("");

  private final String name;
  private final String endName;
  private final Class<H> headerType;

  /**
   * @param endName null for a tag without a body
   */
  ControlTag(String name, String endName, Class<H> headerType) {
    this.name = name;
    this.endName = endName;
    this.headerType = headerType;
  }

  /** Does what the tag says; its output goes to {@link Rendering#out}. */
  abstract void run(H header, TagNode node, Rendering rendering);

  @Override
  public final OutputNode interpretOutput(TagNode node, JinjavaInterpreter interpreter) {
    Rendering rendering = (Rendering) interpreter;
    long held = rendering.usage().held();
    try {
      H header = headerType.cast(rendering.frame().unit().header(node));
      rendering.mark(header.position());
      run(header, node, rendering);
      rendering.usage().release(held);
      return NOTHING;
    } catch (RuntimeException e) {
      throw Unwinding.carry(rendering.located(e));
    }
  }

  @Override
  public final String interpret(TagNode node, JinjavaInterpreter interpreter) {
    return interpretOutput(node, interpreter).getValue();
  }

  @Override
  public final String getName() {
    return name;
  }

  @Override
  public final String getEndTagName() {
    return endName;
  }
}
