package io.epoxy.jinja.statement;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** What an assignment assigns to. */
public sealed interface Target {
  /** A variable. */
  record Variable(String name) implements Target {
    public Variable {
      name = name.intern();
    }
  }

  /** {@code namespace.attribute}. */
  record Member(String namespace, String attribute) implements Target {}

  /** Several, which take the items of the value in turn. */
  record Several(List<Target> targets) implements Target {
    public Several {
      targets = ImmutableList.copyOf(targets);
    }
  }
}
