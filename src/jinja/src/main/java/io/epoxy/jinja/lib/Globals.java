package io.epoxy.jinja.lib;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.Dicts;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Holder;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Namespace;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.PyRange;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.PythonType;
import io.epoxy.jinja.value.Undefined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The names that jinja2 gives every template (its {@code defaults.py}). */
public final class Globals {
  /** jinja2's sandbox allows no longer range ({@code MAX_RANGE}). */
  private static final int MAX_RANGE = 100_000;

  private Globals() {}

  public static Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("range", (JinjaCallable) Globals::range);
    JinjaCallable fromKeys = Globals::fromKeys;
    all.put("dict", new PythonType("dict", Globals::dict, Map.of("fromkeys", fromKeys)));
    all.put("namespace", type("Namespace", a -> new Namespace(dict(a))));
    all.put("joiner", type("Joiner", Globals::joiner));
    all.put("cycler", type("Cycler", Cycler::new));
    all.put("lipsum", (JinjaCallable) Globals::lipsum);
    return all;
  }

  private static PythonType type(String name, JinjaCallable constructor) {
    return new PythonType("jinja2.utils." + name, constructor, Map.of());
  }

  /** Random text has no use in SQL and would make every run differ. */
  private static Object lipsum(Arguments a) {
    throw Errors.error("lipsum() is not supported");
  }

  private static Object range(Arguments a) {
    List<Object> given = a.positional();
    for (String name : a.keyword().keySet()) {
      throw Errors.error("safe_range() got an unexpected keyword argument '" + name + "'");
    }
    if (given.isEmpty()) {
      throw Errors.error("range expected at least 1 argument, got 0");
    }
    if (given.size() > 3) {
      throw Errors.error("range expected at most 3 arguments, got " + given.size());
    }
    long first = bound(given.get(0));
    PyRange range =
        given.size() == 1
            ? new PyRange(0, first, 1)
            : new PyRange(first, bound(given.get(1)), given.size() == 3 ? bound(given.get(2)) : 1);
    if (range.size() > MAX_RANGE) {
      throw Errors.limit(
          "Range too big. The sandbox blocks ranges larger than MAX_RANGE (" + MAX_RANGE + ").");
    }
    return range;
  }

  private static long bound(Object value) {
    return Numbers.smallInt(value);
  }

  /** Python's {@code dict(..)}. */
  static Map<Object, Object> dict(Arguments a) {
    if (a.positional().size() > 1) {
      throw Errors.error("dict expected at most 1 argument, got " + a.positional().size());
    }
    if (!a.positional().isEmpty() && a.positional().get(0) instanceof Undefined undefined) {
      throw undefined.error(); // Python asks for its keys
    }
    Map<Object, Object> result =
        a.positional().isEmpty() ? new LinkedHashMap<>() : Dicts.from(a.positional().get(0));
    Dicts.putAll(result, a.keyword());
    return result;
  }

  private static Object fromKeys(Arguments a) {
    Map<Object, Object> result = new LinkedHashMap<>();
    for (Object key : Iteration.of(a.require("fromkeys", 0, "iterable"))) {
      Dicts.put(result, key, a.get(1, "value", null));
    }
    return result;
  }

  private static Object joiner(Arguments a) {
    return new Joiner(Python.str(a.get(0, "sep", ", ")));
  }

  /** jinja2's {@code joiner(..)}: nothing at first, then the separator. */
  private static final class Joiner implements JinjaCallable, Holder {
    private final String separator;
    private boolean used;

    Joiner(String separator) {
      this.separator = separator;
    }

    @Override
    public Object call(Arguments arguments) {
      String result = used ? separator : "";
      used = true;
      return result;
    }

    @Override
    public void held(Consumer<Object> census) {
      census.accept(separator);
    }

    @Override
    public String typeName() {
      return "Joiner";
    }
  }

  /** jinja2's {@code cycler(..)}. */
  private static final class Cycler implements JinjaObject, Holder {
    private final List<Object> items;
    private int position;

    Cycler(Arguments a) {
      if (a.positional().isEmpty()) {
        throw Errors.error("at least one item has to be provided");
      }
      this.items = a.positional();
    }

    @Override
    public Optional<Value> attribute(String name) {
      return switch (name) {
        case "current" -> Value.of(items.get(position));
        case "next" -> Value.of((JinjaCallable) a -> next());
        case "reset" -> Value.of((JinjaCallable) a -> reset());
        case "items" -> Value.of(PyTuple.copyOf(items));
        case "pos" -> Value.of((long) position);
        default -> Optional.empty();
      };
    }

    private Object next() {
      Object current = items.get(position);
      position = (position + 1) % items.size();
      return current;
    }

    private Object reset() {
      position = 0;
      return null;
    }

    @Override
    public void held(Consumer<Object> census) {
      census.accept(items);
    }

    @Override
    public String typeName() {
      return "Cycler";
    }
  }
}
