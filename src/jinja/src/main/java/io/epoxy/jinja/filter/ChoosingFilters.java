package io.epoxy.jinja.filter;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.library.Context;
import io.epoxy.jinja.library.Filter;
import io.epoxy.jinja.library.Test;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.PyIterator;
import io.epoxy.jinja.value.Python;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** map, and the filters that keep what passes a test. Lazy, as jinja2's generators are. */
final class ChoosingFilters {
  private ChoosingFilters() {}

  static void addTo(Map<String, Filter> all) {
    all.put("map", ChoosingFilters::map);
    all.put("select", (value, a, c) -> choose(value, () -> test(a, 0, c), c));
    all.put("reject", (value, a, c) -> choose(value, () -> test(a, 0, c).negate(), c));
    all.put("selectattr", (value, a, c) -> choose(value, () -> attributeTest(a, c), c));
    all.put("rejectattr", (value, a, c) -> choose(value, () -> attributeTest(a, c).negate(), c));
  }

  private static Object map(Object value, Arguments a, Context context) {
    if (!Python.isTruthy(value)) {
      return PyIterator.empty();
    }
    UnaryOperator<Object> function = mapping(a, context);
    Iterator<Object> items = Iteration.of(value).iterator();
    return PyIterator.generator(
        new Iterator<Object>() {
          @Override
          public boolean hasNext() {
            return items.hasNext();
          }

          @Override
          public Object next() {
            context.countIteration();
            return function.apply(items.next());
          }
        },
        value);
  }

  private static UnaryOperator<Object> mapping(Arguments a, Context context) {
    if (a.positional().isEmpty() && a.keyword().containsKey("attribute")) {
      for (String name : a.keyword().keySet()) {
        if (!name.equals("attribute") && !name.equals("default")) {
          throw Errors.error("Unexpected keyword argument " + Python.repr(name));
        }
      }
      Object whenUndefined = a.keyword().get("default");
      return Getter.of(a.keyword().get("attribute"), whenUndefined, context);
    }
    if (a.positional().isEmpty()) {
      throw Errors.error("map requires a filter argument");
    }
    String name = Python.str(a.positional().get(0));
    Optional<Filter> filter = context.library().findFilter(name);
    Arguments rest = rest(a, 1);
    return item ->
        filter
            .orElseThrow(() -> Errors.error("No filter named " + Python.repr(name) + "."))
            .apply(item, rest, context);
  }

  private static Arguments rest(Arguments a, int from) {
    List<Object> positional = a.positional();
    return new Arguments(
        positional.subList(from, positional.size()), new LinkedHashMap<>(a.keyword()));
  }

  /** The test named by the argument at {@code index}, or truth when there is none. */
  private static Predicate<Object> test(Arguments a, int index, Context context) {
    if (a.positional().size() <= index) {
      return Python::isTruthy;
    }
    String name = Python.str(a.positional().get(index));
    Optional<Test> test = context.library().findTest(name);
    Arguments rest = rest(a, index + 1);
    return item ->
        test.orElseThrow(() -> Errors.error("No test named " + Python.repr(name) + "."))
            .test(item, rest, context);
  }

  private static Predicate<Object> attributeTest(Arguments a, Context context) {
    if (a.positional().isEmpty()) {
      throw Errors.error("Missing parameter for attribute name");
    }
    UnaryOperator<Object> getter = Getter.of(a.positional().get(0), context);
    Predicate<Object> test = test(a, 1, context);
    return item -> test.test(getter.apply(item));
  }

  /** The arguments are looked at only when there is something to choose from, as in jinja2. */
  private static Object choose(Object value, Supplier<Predicate<Object>> test, Context context) {
    if (!Python.isTruthy(value)) {
      return PyIterator.empty();
    }
    return PyIterator.generator(
        new Chosen(Iteration.of(value).iterator(), test.get(), context), value);
  }

  /** The items that pass. */
  private static final class Chosen implements Iterator<Object> {
    private final Iterator<Object> items;
    private final Predicate<Object> test;
    private final Context context;
    private Object next;
    private boolean found;

    Chosen(Iterator<Object> items, Predicate<Object> test, Context context) {
      this.items = items;
      this.test = test;
      this.context = context;
    }

    @Override
    public boolean hasNext() {
      while (!found && items.hasNext()) {
        context.countIteration();
        next = items.next();
        found = test.test(next);
      }
      return found;
    }

    @Override
    public Object next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      found = false;
      return next;
    }
  }
}
