package io.epoxy.jinja.method;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.PySet;
import java.util.List;

/** Methods of set; each adds and removes in CPython's order (3.11 {@code setobject.c}). */
final class SetMethods {
  static final MethodTable<PySet> TABLE =
      MethodTable.<PySet>builder("set")
          .add("add", 1, 1, SetMethods::add)
          .add("discard", 1, 1, SetMethods::discard)
          .add("remove", 1, 1, SetMethods::remove)
          .add("pop", 0, 0, (self, a) -> self.pop())
          .add("clear", 0, 0, SetMethods::clear)
          .add("copy", 0, 0, (self, a) -> new PySet(self))
          .add("update", 0, Integer.MAX_VALUE, SetMethods::update)
          .add("union", 0, Integer.MAX_VALUE, SetMethods::union)
          .add("intersection", 0, Integer.MAX_VALUE, SetMethods::intersection)
          .add("intersection_update", 0, Integer.MAX_VALUE, SetMethods::intersectionUpdate)
          .add("difference", 0, Integer.MAX_VALUE, SetMethods::difference)
          .add("difference_update", 0, Integer.MAX_VALUE, SetMethods::differenceUpdate)
          .add("symmetric_difference", 1, 1, SetMethods::symmetricDifference)
          .add("symmetric_difference_update", 1, 1, SetMethods::symmetricUpdate)
          .add("issubset", 1, 1, (self, a) -> toSet(a).containsAll(self))
          .add("issuperset", 1, 1, (self, a) -> self.containsAll(toSet(a)))
          .add("isdisjoint", 1, 1, (self, a) -> isDisjoint(self, a.get(0, "", null)))
          .build();

  private SetMethods() {}

  private static PySet toSet(Arguments a) {
    return toSet(a.get(0, "", null));
  }

  private static PySet toSet(Object value) {
    return value instanceof PySet set ? set : new PySet(Iteration.of(value));
  }

  private static Object add(PySet self, Arguments a) {
    self.add(a.get(0, "", null));
    return null;
  }

  private static Object discard(PySet self, Arguments a) {
    self.remove(a.get(0, "", null));
    return null;
  }

  private static Object remove(PySet self, Arguments a) {
    if (!self.remove(a.get(0, "", null))) {
      throw Errors.key(a.get(0, "", null));
    }
    return null;
  }

  private static Object clear(PySet self, Arguments a) {
    self.clear();
    return null;
  }

  private static Object update(PySet self, Arguments a) {
    a.positional().forEach(other -> self.addAll(Iteration.of(other)));
    return null;
  }

  private static Object union(PySet self, Arguments a) {
    PySet result = new PySet(self);
    a.positional().forEach(other -> result.addAll(Iteration.of(other)));
    return result;
  }

  private static PySet intersection(PySet self, Arguments a) {
    PySet result = new PySet(self);
    for (Object other : a.positional()) {
      result = intersection(result, other);
    }
    return result;
  }

  /** Of two sets the smaller one is gone through. */
  private static PySet intersection(PySet self, Object other) {
    boolean swap = other instanceof PySet set && set.size() > self.size();
    PySet holder = swap ? (PySet) other : self;
    PySet result = new PySet();
    for (Object item : swap ? self : Iteration.of(other)) {
      if (holder.contains(item)) {
        result.add(item);
      }
    }
    return result;
  }

  private static Object intersectionUpdate(PySet self, Arguments a) {
    return replace(self, intersection(self, a));
  }

  private static Object replace(PySet self, PySet by) {
    self.clear();
    self.addAll(by);
    return null;
  }

  private static PySet difference(PySet self, Arguments a) {
    List<Object> others = a.positional();
    if (others.isEmpty()) {
      return new PySet(self);
    }
    PySet result = self.minus(others.get(0));
    others.subList(1, others.size()).forEach(other -> result.removeAll(Iteration.of(other)));
    return result;
  }

  private static Object differenceUpdate(PySet self, Arguments a) {
    a.positional().forEach(other -> self.removeAll(Iteration.toList(other)));
    return null;
  }

  private static PySet symmetricDifference(PySet self, Arguments a) {
    PySet result = new PySet(Iteration.of(a.get(0, "", null)));
    toggle(result, self);
    return result;
  }

  private static Object symmetricUpdate(PySet self, Arguments a) {
    toggle(self, new PySet(toSet(a)));
    return null;
  }

  private static void toggle(PySet set, PySet items) {
    for (Object item : Iteration.toList(items)) {
      if (!set.remove(item)) {
        set.add(item);
      }
    }
  }

  /** Whether no item of {@code other} is in {@code self}. */
  static boolean isDisjoint(Object self, Object other) {
    for (Object item : Iteration.of(other)) {
      if (Iteration.contains(self, item)) {
        return false;
      }
    }
    return true;
  }
}
