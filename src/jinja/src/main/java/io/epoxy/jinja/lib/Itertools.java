package io.epoxy.jinja.lib;

import com.google.common.collect.Iterables;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.BinaryOperator;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.FrozenDict;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.Operators;
import io.epoxy.jinja.value.PyIterator;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.PythonType;
import io.epoxy.jinja.value.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Python's itertools, those that dbt offers (dbt-core 1.12 context/base.py). What has an end is
 * worked out at once.
 */
final class Itertools {
  static final Map<String, JinjaCallable> FUNCTIONS = functions();

  private Itertools() {}

  static JinjaObject module() {
    return new FrozenDict(FUNCTIONS);
  }

  private static Map<String, JinjaCallable> functions() {
    JinjaCallable fromIterable =
        a -> chain("chain", Iteration.toList(a.require("from_iterable", 0, "iterable")));
    Map<String, JinjaCallable> members = new LinkedHashMap<>();
    members.put("count", Itertools::count);
    members.put("cycle", Itertools::cycle);
    members.put("compress", Itertools::compress);
    members.put("starmap", Itertools::starmap);
    members.put("tee", Itertools::tee);
    members.put("combinations_with_replacement", Itertools::combinationsWithReplacement);
    members.put("repeat", Itertools::repeat);
    members.put("accumulate", Itertools::accumulate);
    members.put(
        "chain",
        new PythonType(
            "itertools.chain",
            a -> chain("chain", a.positional()),
            Map.of("from_iterable", fromIterable)));
    members.put("islice", Itertools::islice);
    members.put("zip_longest", Itertools::zipLongest);
    members.put("product", Itertools::product);
    members.put("permutations", Itertools::permutations);
    members.put("combinations", Itertools::combinations);
    return members;
  }

  private static Object count(Arguments a) {
    Object step = a.get(1, "step", 1L);
    Iterator<Object> numbers =
        Stream.iterate(
                a.get(0, "start", 0L), last -> Operators.apply(BinaryOperator.ADD, last, step))
            .iterator();
    return PyIterator.named("itertools.count", new Endless(numbers), List.of());
  }

  private static Object cycle(Arguments a) {
    List<Object> items = Iteration.toList(a.require("cycle", 0, "iterable"));
    Iterator<Object> again = new Endless(Iterables.cycle(items).iterator());
    return PyIterator.named("itertools.cycle", again, items);
  }

  /** What would go on for ever goes on until it has given as many items as a list may have. */
  private static final class Endless implements Iterator<Object> {
    private final Iterator<Object> items;
    private long given;

    Endless(Iterator<Object> items) {
      this.items = items;
    }

    @Override
    public boolean hasNext() {
      return items.hasNext();
    }

    @Override
    public Object next() {
      Sizes.checkItems(++given);
      return items.next();
    }
  }

  private static Object compress(Arguments a) {
    List<Object> items = Iteration.toList(a.require("compress", 0, "data"));
    Iterator<Object> chosen = Iteration.of(a.require("compress", 1, "selectors")).iterator();
    List<Object> kept = new ArrayList<>();
    for (Object item : items) {
      if (!chosen.hasNext()) {
        break;
      }
      if (Python.isTruthy(chosen.next())) {
        kept.add(item);
      }
    }
    return named("compress", kept);
  }

  private static Object starmap(Arguments a) {
    Object function = a.require("starmap", 0, "function");
    List<Object> results = new ArrayList<>();
    for (Object row : Iteration.of(a.require("starmap", 1, "iterable"))) {
      if (!(function instanceof JinjaCallable callable)) {
        throw Errors.object(function, "is not callable");
      }
      Sizes.checkItems(results.size() + 1L);
      results.add(Sizes.kept(callable.call(Arguments.of(Iteration.toList(row).toArray()))));
    }
    return named("starmap", results);
  }

  private static Object tee(Arguments a) {
    List<Object> items = Iteration.toList(a.require("tee", 0, "iterable"));
    int copies = Numbers.smallInt(a.get(1, "n", 2L));
    Sizes.checkItems(copies);
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < copies; i++) {
      all.add(PyIterator.named("itertools._tee", items.iterator(), items));
    }
    return PyTuple.copyOf(all);
  }

  private static Object combinationsWithReplacement(Arguments a) {
    return combinations("combinations_with_replacement", a, 0);
  }

  private static PyIterator named(String name, List<Object> items) {
    return PyIterator.named("itertools." + name, items.iterator(), items);
  }

  private static PyIterator chain(String name, List<Object> sources) {
    List<Object> all = new ArrayList<>();
    for (Object source : sources) {
      all.addAll(Iteration.toList(source));
      Sizes.checkItems(all.size());
    }
    return named(name, all);
  }

  private static Object product(Arguments a) {
    List<List<Object>> pools = new ArrayList<>();
    int repeat = Numbers.smallInt(a.keyword().getOrDefault("repeat", 1L));
    for (int i = 0; i < repeat; i++) {
      Sizes.checkItems(pools.size() + (long) a.positional().size());
      a.positional().forEach(source -> pools.add(Iteration.toList(source)));
    }
    List<List<Object>> rows = new ArrayList<>();
    rows.add(new ArrayList<>());
    int length = 0;
    for (List<Object> pool : pools) {
      List<List<Object>> longer = new ArrayList<>();
      Sizes.checkItems((long) rows.size() * pool.size() * ++length);
      for (List<Object> row : rows) {
        for (Object item : pool) {
          List<Object> next = new ArrayList<>(row);
          next.add(item);
          longer.add(next);
        }
      }
      rows = longer;
    }
    return named("product", tuples(rows));
  }

  private static List<Object> tuples(List<List<Object>> rows) {
    List<Object> result = new ArrayList<>(rows.size());
    rows.forEach(row -> result.add(PyTuple.copyOf(row)));
    return result;
  }

  private static Object combinations(Arguments a) {
    return combinations("combinations", a, 1);
  }

  /**
   * Rows of items in the order of the pool.
   *
   * @param step how far behind an item the next one lies at least: 0 where items repeat
   */
  private static Object combinations(String name, Arguments a, int step) {
    List<Object> pool = Iteration.toList(a.require(name, 0, "iterable"));
    int size = Numbers.smallInt(a.require(name, 1, "r"));
    requireSize(size);
    List<List<Object>> rows = new ArrayList<>();
    boolean any = size == 0 || (long) step * (size - 1) < pool.size();
    int[] places = IntStream.range(0, any ? size : 0).map(i -> i * step).toArray();
    while (any) {
      Sizes.checkItems((rows.size() + 1L) * Math.max(size, 1));
      rows.add(Arrays.stream(places).mapToObj(pool::get).collect(Collectors.toList()));
      int last = size - 1;
      while (last >= 0 && places[last] + step * (size - 1 - last) == pool.size() - 1) {
        last--;
      }
      any = last >= 0;
      for (int i = size - 1; any && i >= last; i--) {
        places[i] = places[last] + 1 + step * (i - last);
      }
    }
    return named(name, tuples(rows));
  }

  private static void requireSize(int size) {
    if (size < 0) {
      throw Errors.error("r must be non-negative");
    }
    Sizes.checkItems(size);
  }

  private static Object permutations(Arguments a) {
    List<Object> pool = Iteration.toList(a.require("permutations", 0, "iterable"));
    Object given = a.get(1, "r", null);
    int size = given == null ? pool.size() : Numbers.smallInt(given);
    requireSize(size);
    List<List<Object>> rows = new ArrayList<>();
    if (size <= pool.size()) {
      permute(pool, size, new ArrayList<>(), rows);
    }
    List<List<Object>> values = new ArrayList<>();
    for (List<Object> indexes : rows) {
      List<Object> row = new ArrayList<>();
      indexes.forEach(index -> row.add(pool.get((Integer) index)));
      values.add(row);
    }
    return named("permutations", tuples(values));
  }

  private static void permute(
      List<Object> pool, int size, List<Object> row, List<List<Object>> rows) {
    if (row.size() == size) {
      Sizes.checkItems(rows.size() + 1L);
      rows.add(new ArrayList<>(row));
      return;
    }
    for (int i = 0; i < pool.size(); i++) {
      if (!row.contains(i)) {
        row.add(i);
        permute(pool, size, row, rows);
        row.remove(row.size() - 1);
      }
    }
  }

  private static Object zipLongest(Arguments a) {
    Object fill = a.keyword().get("fillvalue");
    List<List<Object>> sources = new ArrayList<>();
    a.positional().forEach(source -> sources.add(Iteration.toList(source)));
    int size = sources.stream().mapToInt(List::size).max().orElse(0);
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<Object> row = new ArrayList<>();
      for (List<Object> source : sources) {
        row.add(i < source.size() ? source.get(i) : fill);
      }
      rows.add(PyTuple.copyOf(row));
    }
    return named("zip_longest", rows);
  }

  private static Object islice(Arguments a) {
    List<Object> given = a.positional();
    Iterator<Object> items = Iteration.of(a.require("islice", 0, "iterable")).iterator();
    int start = given.size() > 2 ? Numbers.smallInt(given.get(1)) : 0;
    Object end = given.size() > 2 ? given.get(2) : a.require("islice", 1, "stop");
    int stop = end == null ? Integer.MAX_VALUE : Numbers.smallInt(end);
    int step = given.size() > 3 ? Numbers.smallInt(given.get(3)) : 1;
    if (start < 0 || stop < 0 || step < 1) {
      throw Errors.error("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    }
    List<Object> chosen = new ArrayList<>();
    for (int i = 0; i < stop && items.hasNext(); i++) {
      Object item = items.next();
      if (i >= start && (i - start) % step == 0) {
        Sizes.checkItems(chosen.size() + 1L);
        chosen.add(item);
      }
    }
    return named("islice", chosen);
  }

  private static Object repeat(Arguments a) {
    Object item = a.require("repeat", 0, "object");
    int times = Numbers.smallInt(a.require("repeat", 1, "times"));
    Sizes.checkItems(times);
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      items.add(item);
    }
    return named("repeat", items);
  }

  private static Object accumulate(Arguments a) {
    List<Object> sums = new ArrayList<>();
    for (Object item : Iteration.of(a.require("accumulate", 0, "iterable"))) {
      Sizes.checkItems(sums.size() + 1L);
      Object sum =
          sums.isEmpty()
              ? item
              : Operators.apply(BinaryOperator.ADD, sums.get(sums.size() - 1), item);
      sums.add(Sizes.kept(sum));
    }
    return named("accumulate", sums);
  }
}
