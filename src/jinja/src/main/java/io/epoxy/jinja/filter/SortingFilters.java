package io.epoxy.jinja.filter;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.library.Context;
import io.epoxy.jinja.library.Filter;
import io.epoxy.jinja.value.BinaryOperator;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.NamedTuple;
import io.epoxy.jinja.value.Operators;
import io.epoxy.jinja.value.Ordering;
import io.epoxy.jinja.value.PyIterator;
import io.epoxy.jinja.value.PySet;
import io.epoxy.jinja.value.PyTuple;
import io.epoxy.jinja.value.Python;
import io.epoxy.jinja.value.Sizes;
import io.epoxy.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Filters that sort, group, or compare the items of a sequence. */
final class SortingFilters {
  private static final List<String> GROUP = List.of("grouper", "list");

  private SortingFilters() {}

  static void addTo(Map<String, Filter> all) {
    all.put("sort", SortingFilters::sort);
    all.put("dictsort", SortingFilters::dictSort);
    all.put("unique", SortingFilters::unique);
    all.put("min", (value, a, c) -> extreme(value, a, c, -1));
    all.put("max", (value, a, c) -> extreme(value, a, c, 1));
    all.put("groupby", SortingFilters::groupBy);
    all.put("sum", SortingFilters::sum);
  }

  private static UnaryOperator<Object> cased(UnaryOperator<Object> getter, Object caseSensitive) {
    return Python.isTruthy(caseSensitive) ? getter : item -> Getter.ignoreCase(getter.apply(item));
  }

  private static Object sort(Object value, Arguments a, Context context) {
    boolean reverse = Python.isTruthy(a.get(0, "reverse", false));
    Object caseSensitive = a.get(1, "case_sensitive", false);
    UnaryOperator<Object> key =
        cased(Getter.several(a.get(2, "attribute", null), context), caseSensitive);
    return sorted(Iteration.of(value), key, reverse, context);
  }

  private static List<Object> sorted(
      Iterable<Object> items, UnaryOperator<Object> key, boolean reverse, Context context) {
    List<Keyed> keyed = new ArrayList<>();
    for (Object item : items) {
      context.countIteration();
      keyed.add(new Keyed(Sizes.kept(key.apply(item)), Sizes.kept(item)));
    }
    keyed.sort(
        (x, y) ->
            reverse
                ? Ordering.compare("<", y.key(), x.key())
                : Ordering.compare("<", x.key(), y.key()));
    List<Object> result = new ArrayList<>(keyed.size());
    keyed.forEach(one -> result.add(one.item()));
    return result;
  }

  private record Keyed(Object key, Object item) {}

  private static Object dictSort(Object value, Arguments a, Context context) {
    Object by = a.get(1, "by", "key");
    if (!"key".equals(by) && !"value".equals(by)) {
      throw Errors.error("You can only sort by either \"key\" or \"value\"");
    }
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw Errors.error("'" + Python.typeName(value) + "' object has no attribute 'items'");
    }
    int position = "key".equals(by) ? 0 : 1;
    UnaryOperator<Object> part = item -> ((PyTuple) item).get(position);
    boolean reverse = Python.isTruthy(a.get(2, "reverse", false));
    return sorted(
        Iteration.entries(map), cased(part, a.get(0, "case_sensitive", false)), reverse, context);
  }

  private static Object unique(Object value, Arguments a, Context context) {
    UnaryOperator<Object> key =
        cased(Getter.of(a.get(1, "attribute", null), context), a.get(0, "case_sensitive", false));
    PySet seen = new PySet();
    List<Object> result = new ArrayList<>();
    for (Object item : Iteration.of(value)) {
      context.countIteration();
      if (seen.add(key.apply(item))) {
        result.add(Sizes.kept(item));
      }
    }
    return PyIterator.generator(result.iterator(), result);
  }

  private static Object extreme(Object value, Arguments a, Context context, int direction) {
    UnaryOperator<Object> key =
        cased(Getter.of(a.get(1, "attribute", null), context), a.get(0, "case_sensitive", false));
    boolean first = true;
    Object best = null;
    Object bestKey = null;
    for (Object item : Iteration.of(value)) {
      context.countIteration();
      Object itemKey = key.apply(item);
      String operator = direction > 0 ? ">" : "<";
      if (first || Ordering.compare(operator, itemKey, bestKey) * direction > 0) {
        best = item;
        bestKey = itemKey;
      }
      first = false;
    }
    return first
        ? Undefined.withMessage(
            "", "No aggregated item, sequence was empty.", context.undefinedMode())
        : best;
  }

  private static Object groupBy(Object value, Arguments a, Context context) {
    Object attribute = a.require("do_groupby", 0, "attribute");
    Object whenUndefined = a.get(1, "default", null);
    UnaryOperator<Object> plain = Getter.of(attribute, whenUndefined, context);
    UnaryOperator<Object> key = cased(plain, a.get(2, "case_sensitive", false));
    List<Object> groups = new ArrayList<>();
    List<Object> current = null;
    Object currentKey = null;
    for (Object item : sorted(Iteration.of(value), key, false, context)) {
      Object itemKey = key.apply(item);
      if (current == null || !Python.isEqual(itemKey, currentKey)) {
        current = new ArrayList<>();
        groups.add(NamedTuple.plain(GROUP, Arrays.asList(plain.apply(item), current)));
        currentKey = itemKey;
      }
      current.add(item);
    }
    return groups;
  }

  private static Object sum(Object value, Arguments a, Context context) {
    Object attribute = a.get(0, "attribute", null);
    UnaryOperator<Object> getter = Getter.of(attribute, context);
    Object total = a.get(1, "start", 0L);
    if (total instanceof String) {
      throw Errors.error("sum() can't sum strings [use ''.join(seq) instead]");
    }
    for (Object item : Iteration.of(value)) {
      context.countIteration();
      total = Operators.apply(BinaryOperator.ADD, total, getter.apply(item));
    }
    return total;
  }
}
