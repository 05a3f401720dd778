package io.epoxy.jinja.render;

import com.hubspot.jinjava.tree.Node;
import io.epoxy.jinja.statement.MacroFacts;
import io.epoxy.jinja.statement.Signature;
import java.util.List;

/** What a macro, or the body of a call block, is made of. The nodes are never written to. */
record MacroBody(String name, Signature signature, MacroFacts facts, List<Node> nodes) {
  MacroBody {
    name = name.intern();
  }
}
