package io.epoxy.jinja.render;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.TagNode;

/** {@code else} and {@code elif}: only marks where a branch of the tag around it starts. */
final class BranchTag implements Tag {
  private static final long serialVersionUID = 1L;

  private final String name;

  BranchTag(String name) {
    this.name = name;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String getEndTagName() {
    return null;
  }

  @Override
  public String interpret(TagNode node, JinjavaInterpreter interpreter) {
    return "";
  }
}
