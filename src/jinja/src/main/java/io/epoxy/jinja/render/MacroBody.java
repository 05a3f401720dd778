package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.Node;
import io.epoxy.jinja.statement.MacroFacts;
import io.epoxy.jinja.statement.Signature;
import io.epoxy.jinja.value.Python;
import java.util.List;

/** What a macro, or the body of a call block, is made of. The nodes are never written to. */
record MacroBody(String name, Signature signature, MacroFacts facts, List<Node> nodes) {
  /** jinja2's name of a call block's body in messages. */
  static final String NO_NAME = "";

  /** As messages tell it. */
  String shownName() {
    return name.isEmpty() ? "None" : Python.repr(name);
  }

  MacroBody {
    name = name.intern();
  }
}
