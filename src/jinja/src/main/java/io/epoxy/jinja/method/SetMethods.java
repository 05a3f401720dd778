package io.epoxy.jinja.method;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.PySet;
import java.util.Iterator;

/** Methods of set. */
final class SetMethods {
  static final MethodTable<PySet> TABLE =
      MethodTable.<PySet>builder("set")
          .add("add", 1, 1, SetMethods::add)
          .add("discard", 1, 1, SetMethods::discard)
          .add("remove", 1, 1, SetMethods::remove)
          .add("pop", 0, 0, SetMethods::pop)
          .add("clear", 0, 0, SetMethods::clear)
          .add("copy", 0, 0, (self, a) -> new PySet(self))
          .add("update", 0, Integer.MAX_VALUE, SetMethods::update)
          .add("union", 0, Integer.MAX_VALUE, SetMethods::union)
          .add("intersection", 0, Integer.MAX_VALUE, SetMethods::intersection)
          .add("difference", 0, Integer.MAX_VALUE, SetMethods::difference)
          .add("symmetric_difference", 1, 1, SetMethods::symmetricDifference)
          .add("issubset", 1, 1, (self, a) -> toSet(a).containsAll(self))
          .add("issuperset", 1, 1, (self, a) -> self.containsAll(toSet(a)))
          .add("isdisjoint", 1, 1, SetMethods::isDisjoint)
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

  private static Object pop(PySet self, Arguments a) {
    Iterator<Object> items = self.iterator();
    if (!items.hasNext()) {
      throw Errors.error("'pop from an empty set'");
    }
    Object first = items.next();
    self.remove(first);
    return first;
  }

  private static Object clear(PySet self, Arguments a) {
    self.clear();
    return null;
  }

  private static Object update(PySet self, Arguments a) {
    a.positional().forEach(other -> toSet(other).forEach(self::add));
    return null;
  }

  private static Object union(PySet self, Arguments a) {
    PySet result = new PySet(self);
    a.positional().forEach(other -> toSet(other).forEach(result::add));
    return result;
  }

  private static Object intersection(PySet self, Arguments a) {
    PySet result = new PySet(self);
    for (Object other : a.positional()) {
      PySet keep = toSet(other);
      new PySet(result)
          .forEach(
              item -> {
                if (!keep.contains(item)) {
                  result.remove(item);
                }
              });
    }
    return result;
  }

  private static Object difference(PySet self, Arguments a) {
    PySet result = new PySet(self);
    a.positional().forEach(other -> toSet(other).forEach(result::remove));
    return result;
  }

  private static Object symmetricDifference(PySet self, Arguments a) {
    PySet other = toSet(a);
    PySet result = new PySet();
    self.forEach(item -> addUnless(other, item, result));
    other.forEach(item -> addUnless(self, item, result));
    return result;
  }

  private static void addUnless(PySet holder, Object item, PySet result) {
    if (!holder.contains(item)) {
      result.add(item);
    }
  }

  private static Object isDisjoint(PySet self, Arguments a) {
    for (Object item : toSet(a)) {
      if (self.contains(item)) {
        return false;
      }
    }
    return true;
  }
}
