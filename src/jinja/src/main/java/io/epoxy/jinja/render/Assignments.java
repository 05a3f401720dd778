package io.epoxy.jinja.render;

import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.statement.Target;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Namespace;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Python's assignment, with unpacking. */
final class Assignments {
  private Assignments() {}

  /**
   * Assigns in a scope.
   *
   * @throws JinjaException {@code too many values to unpack (expected 2)} and its like
   */
  static void assign(Target target, Object value, Variables scope) {
    if (target instanceof Target.Variable variable) {
      scope.set(variable.name(), value);
    } else if (target instanceof Target.Several several) {
      unpack(several.targets(), value, scope);
    } else if (target instanceof Target.Member member) {
      throw new IllegalStateException("no member of " + member.namespace() + " can be set here");
    }
  }

  /** As {@link #assign}, for a set tag, which can set members of a namespace. */
  static void assign(Target target, Object value, Rendering rendering) {
    if (target instanceof Target.Member member) {
      if (!(rendering.lookup(member.namespace()) instanceof Namespace namespace)) {
        throw Errors.error("cannot assign attribute on non-namespace object");
      }
      namespace.set(member.attribute(), value);
    } else if (target instanceof Target.Several several && hasMember(several)) {
      List<Object> items = Iteration.toList(value);
      check(several.targets().size(), items.size());
      for (int i = 0; i < items.size(); i++) {
        assign(several.targets().get(i), items.get(i), rendering);
      }
    } else {
      assign(target, value, rendering.variables());
    }
  }

  private static boolean hasMember(Target target) {
    return target instanceof Target.Member
        || target instanceof Target.Several several
            && several.targets().stream().anyMatch(Assignments::hasMember);
  }

  private static void unpack(List<Target> targets, Object value, Variables scope) {
    if (value instanceof Undefined) {
      check(targets.size(), 0);
    }
    Iterator<Object> items =
        Iteration.find(value)
            .orElseThrow(
                () ->
                    Errors.error(
                        "cannot unpack non-iterable " + Python.typeName(value) + " object"))
            .iterator();
    List<Object> values = new ArrayList<>(targets.size());
    while (values.size() < targets.size() && items.hasNext()) {
      values.add(items.next());
    }
    check(targets.size(), items.hasNext() ? values.size() + 1 : values.size());
    for (int i = 0; i < targets.size(); i++) {
      assign(targets.get(i), values.get(i), scope);
    }
  }

  private static void check(int expected, int found) {
    if (found < expected) {
      throw Errors.error(
          "not enough values to unpack (expected " + expected + ", got " + found + ")");
    }
    if (found > expected) {
      throw Errors.error("too many values to unpack (expected " + expected + ")");
    }
  }
}
