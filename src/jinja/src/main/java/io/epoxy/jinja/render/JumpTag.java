package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.TagNode;
import io.epoxy.jinja.statement.Header;

/** {@code break} and {@code continue}: a signal that every body passes on to its loop. */
final class JumpTag extends ControlTag<Header.Jump> {
  private static final long serialVersionUID = 1L;

  private final Rendering.Signal signal;

  JumpTag(String name, Rendering.Signal signal) {
    super(name, null, Header.Jump.class);
    this.signal = signal;
  }

  @Override
  void run(Header.Jump header, TagNode node, Rendering rendering) {
    rendering.signal(signal);
  }
}
