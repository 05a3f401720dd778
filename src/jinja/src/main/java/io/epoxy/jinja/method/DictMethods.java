package io.epoxy.jinja.method;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaObject.Value;
import io.epoxy.jinja.value.DictView;
import io.epoxy.jinja.value.Dicts;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.PyTuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Methods of dict. */
final class DictMethods {
  static final MethodTable<Map<Object, Object>> TABLE =
      MethodTable.<Map<Object, Object>>builder("dict")
          .add("keys", 0, 0, (self, a) -> new DictView(self, DictView.Kind.KEYS))
          .add("values", 0, 0, (self, a) -> new DictView(self, DictView.Kind.VALUES))
          .add("items", 0, 0, (self, a) -> new DictView(self, DictView.Kind.ITEMS))
          .add("get", 1, 2, DictMethods::get)
          .addWithKeywords("update", 0, 1, DictMethods::update)
          .add("setdefault", 1, 2, DictMethods::setDefault)
          .add("pop", 1, 2, DictMethods::pop)
          .add("popitem", 0, 0, DictMethods::popItem)
          .add("clear", 0, 0, DictMethods::clear)
          .add("copy", 0, 0, (self, a) -> new LinkedHashMap<>(self))
          .add("fromkeys", 1, 2, DictMethods::fromKeys)
          .build();

  private DictMethods() {}

  private static Object get(Map<Object, Object> self, Arguments a) {
    Optional<Value> found = Dicts.find(self, a.get(0, "", null));
    return found.isPresent() ? found.get().get() : a.get(1, "", null);
  }

  private static Object update(Map<Object, Object> self, Arguments a) {
    if (a.has(0, "")) {
      Dicts.putAll(self, Dicts.from(a.positional().get(0)));
    }
    Dicts.putAll(self, a.keyword());
    return null;
  }

  private static Object setDefault(Map<Object, Object> self, Arguments a) {
    Object key = a.get(0, "", null);
    Optional<Value> found = Dicts.find(self, key);
    if (found.isPresent()) {
      return found.get().get();
    }
    Dicts.put(self, key, a.get(1, "", null));
    return a.get(1, "", null);
  }

  private static Object pop(Map<Object, Object> self, Arguments a) {
    Object key = a.get(0, "", null);
    Optional<Value> removed = Dicts.remove(self, key);
    if (removed.isPresent()) {
      return removed.get().get();
    }
    if (a.has(1, "")) {
      return a.get(1, "", null);
    }
    throw Errors.key(key);
  }

  private static Object popItem(Map<Object, Object> self, Arguments a) {
    if (self.isEmpty()) {
      throw Errors.error("'popitem(): dictionary is empty'");
    }
    List<Object> keys = new ArrayList<>(self.keySet());
    Object last = keys.get(keys.size() - 1);
    return PyTuple.of(last, self.remove(last));
  }

  private static Object clear(Map<Object, Object> self, Arguments a) {
    self.clear();
    return null;
  }

  private static Object fromKeys(Map<Object, Object> self, Arguments a) {
    Map<Object, Object> result = new LinkedHashMap<>();
    for (Object key : Iteration.of(a.get(0, "", null))) {
      Dicts.put(result, key, a.get(1, "", null));
    }
    return result;
  }
}
