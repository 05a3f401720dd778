package io.epoxy.jinja.method;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Ordering;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Sizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Methods of list and tuple. */
final class ListMethods {
  static final MethodTable<List<Object>> LIST =
      MethodTable.<List<Object>>builder("list")
          .add("append", 1, 1, ListMethods::append)
          .add("extend", 1, 1, ListMethods::extend)
          .add("insert", 2, 2, ListMethods::insert)
          .add("remove", 1, 1, ListMethods::remove)
          .add("pop", 0, 1, ListMethods::pop)
          .add("clear", 0, 0, ListMethods::clear)
          .add("copy", 0, 0, (self, a) -> new ArrayList<>(self))
          .add("count", 1, 1, (self, a) -> count(self, a.get(0, "", null)))
          .add("index", 1, 3, (self, a) -> index(self, a, "list"))
          .add("reverse", 0, 0, ListMethods::reverse)
          .addWithKeywords("sort", 0, 0, ListMethods::sort)
          .build();

  static final MethodTable<PyTuple> TUPLE =
      MethodTable.<PyTuple>builder("tuple")
          .add("count", 1, 1, (self, a) -> count(self.items(), a.get(0, "", null)))
          .add("index", 1, 3, (self, a) -> index(self.items(), a, "tuple"))
          .build();

  private ListMethods() {}

  private static Object append(List<Object> self, Arguments a) {
    Sizes.checkItems(self.size() + 1L);
    self.add(a.get(0, "", null));
    return null;
  }

  private static Object extend(List<Object> self, Arguments a) {
    List<Object> added = Iteration.toList(a.get(0, "", null));
    Sizes.checkItems((long) self.size() + added.size());
    self.addAll(added);
    return null;
  }

  private static Object insert(List<Object> self, Arguments a) {
    Sizes.checkItems(self.size() + 1L);
    int index = Numbers.smallInt(a.get(0, "", null));
    long place = index < 0 ? Math.max(0, (long) index + self.size()) : index;
    self.add((int) Math.min(place, self.size()), a.get(1, "", null));
    return null;
  }

  private static Object remove(List<Object> self, Arguments a) {
    for (int i = 0; i < self.size(); i++) {
      if (Python.isEqual(self.get(i), a.get(0, "", null))) {
        self.remove(i);
        return null;
      }
    }
    throw Errors.error("list.remove(x): x not in list");
  }

  private static Object pop(List<Object> self, Arguments a) {
    if (self.isEmpty()) {
      throw Errors.error("pop from empty list");
    }
    int index = Given.number(a, 0, "", -1);
    int place = index < 0 ? index + self.size() : index;
    if (place < 0 || place >= self.size()) {
      throw Errors.error("pop index out of range");
    }
    return self.remove(place);
  }

  private static Object clear(List<Object> self, Arguments a) {
    self.clear();
    return null;
  }

  private static Object reverse(List<Object> self, Arguments a) {
    Collections.reverse(self);
    return null;
  }

  private static long count(List<Object> items, Object wanted) {
    return items.stream().filter(item -> Python.isEqual(item, wanted)).count();
  }

  private static Object index(List<Object> items, Arguments a, String type) {
    Object wanted = a.get(0, "", null);
    int size = items.size();
    int from = clamp(Given.number(a, 1, "", 0), size);
    int to = clamp(Given.number(a, 2, "", size), size);
    for (int i = from; i < to; i++) {
      if (Python.isEqual(items.get(i), wanted)) {
        return (long) i;
      }
    }
    throw Errors.error(
        type.equals("list")
            ? Python.repr(wanted) + " is not in list"
            : "tuple.index(x): x not in tuple");
  }

  private static int clamp(int index, int size) {
    return Math.max(0, Math.min(size, index < 0 ? index + size : index));
  }

  private static Object sort(List<Object> self, Arguments a) {
    for (String name : a.keyword().keySet()) {
      if (!name.equals("key") && !name.equals("reverse")) {
        throw Errors.error("'" + name + "' is an invalid keyword argument for sort()");
      }
    }
    Object key = a.get(0, "key", null);
    List<Keyed> keyed = new ArrayList<>(self.size());
    for (Object item : self) {
      keyed.add(
          new Keyed(key instanceof JinjaCallable by ? by.call(Arguments.of(item)) : item, item));
    }
    boolean reverse = Python.isTruthy(a.get(1, "reverse", false));
    keyed.sort(
        (x, y) ->
            reverse
                ? Ordering.compare("<", y.key(), x.key())
                : Ordering.compare("<", x.key(), y.key()));
    for (int i = 0; i < keyed.size(); i++) {
      self.set(i, keyed.get(i).item());
    }
    return null;
  }

  private record Keyed(Object key, Object item) {}
}
