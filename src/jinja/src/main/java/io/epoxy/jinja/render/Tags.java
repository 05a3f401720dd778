package io.epoxy.jinja.render;

import com.hubspot.jinjava.lib.tag.Tag;
import java.util.List;

/** The tags that templates may use. */
final class Tags {
  private Tags() {}

  static List<Tag> all() {
    return List.of(
        new IfTag(),
        new BranchTag("elif"),
        new BranchTag("else"),
        new ForTag(),
        new JumpTag("break", Rendering.Signal.BREAK),
        new JumpTag("continue", Rendering.Signal.CONTINUE),
        new SetTag(),
        new SetBlockTag(),
        new MacroTag(),
        new CallTag(),
        new FilterTag(),
        new DoTag(),
        new WithTag(),
        new PrintTag(),
        new AutoescapeTag());
  }
}
