package io.epoxy.jinja.filter;

import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.library.Context;
import io.epoxy.jinja.library.Filter;
import io.epoxy.jinja.value.Errors;
import io.epoxy.jinja.value.Indexing;
import io.epoxy.jinja.value.Iteration;
import io.epoxy.jinja.value.Numbers;
import io.epoxy.jinja.value.PyIterator;
import io.epoxy.jinja.value.PySet;
import io.epoxy.jinja.value.Sizes;
import io.epoxy.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Filters on sequences that neither sort nor choose by a test. */
final class SequenceFilters {
  private SequenceFilters() {}

  static void addTo(Map<String, Filter> all) {
    all.put("length", (value, a, c) -> (long) Iteration.length(value));
    all.put("count", (value, a, c) -> (long) Iteration.length(value));
    all.put("list", (value, a, c) -> Iteration.toList(value));
    all.put("first", SequenceFilters::first);
    all.put("last", SequenceFilters::last);
    all.put("random", SequenceFilters::random);
    all.put("reverse", SequenceFilters::reverse);
    all.put("batch", SequenceFilters::batch);
    all.put("slice", SequenceFilters::slice);
    all.put("items", SequenceFilters::items);
  }

  private static Object first(Object value, Arguments a, Context context) {
    Iterator<Object> items = Iteration.of(value).iterator();
    return items.hasNext() ? items.next() : empty("No first item, sequence was empty.", context);
  }

  private static Object last(Object value, Arguments a, Context context) {
    if (value instanceof PyIterator) {
      throw Errors.object(value, "is not reversible");
    }
    List<Object> items = Iteration.toList(value);
    return items.isEmpty()
        ? empty("No last item, sequence was empty.", context)
        : items.get(items.size() - 1);
  }

  private static Object random(Object value, Arguments a, Context context) {
    int size = Iteration.length(value);
    if (size == 0) {
      return empty("No random item, sequence was empty.", context);
    }
    Object index = (long) ThreadLocalRandom.current().nextInt(size);
    return Indexing.find(value, index).orElseThrow(() -> Errors.key(index)).get();
  }

  private static Undefined empty(String message, Context context) {
    return Undefined.withMessage("", message, context.undefinedMode());
  }

  private static Object reverse(Object value, Arguments a, Context context) {
    if (value instanceof String text) {
      return Indexing.slice(text, null, null, -1L);
    }
    List<Object> items =
        Iteration.find(value).map(Iteration::toListOf).orElseThrow(SequenceFilters::notIterable);
    Collections.reverse(items);
    if (value instanceof PySet || value instanceof PyIterator) {
      return items;
    }
    String type = value instanceof List ? "list_reverseiterator" : "reversed";
    return PyIterator.named(type, items.iterator(), items);
  }

  private static RuntimeException notIterable() {
    return Errors.error("argument must be iterable");
  }

  private static Object batch(Object value, Arguments a, Context context) {
    Object given = a.require("do_batch", 0, "linecount");
    // jinja2 compares lengths with it, so that anything but a number never ends a batch.
    int size = Numbers.isInteger(given) ? Numbers.smallInt(given) : Integer.MAX_VALUE;
    Object fill = a.get(1, "fill_with", null);
    Iterator<Object> items = Iteration.of(value).iterator();
    List<Object> batches = new ArrayList<>();
    List<Object> current = new ArrayList<>();
    while (items.hasNext()) {
      context.countIteration();
      if (current.size() == size) {
        batches.add(current);
        current = new ArrayList<>();
      }
      current.add(Sizes.kept(items.next()));
    }
    if (!current.isEmpty()) {
      if (fill != null) {
        Sizes.checkItems(Numbers.smallInt(given));
      }
      while (fill != null && current.size() < size) {
        current.add(fill);
      }
      batches.add(current);
    }
    return PyIterator.generator(batches.iterator(), batches);
  }

  private static Object slice(Object value, Arguments a, Context context) {
    int slices = Numbers.smallInt(a.require("do_slice", 0, "slices"));
    Object fill = a.get(1, "fill_with", null);
    List<Object> items = Iteration.toList(value);
    if (slices == 0) {
      throw Errors.error("integer division or modulo by zero");
    }
    Sizes.checkItems(slices);
    int each = Math.floorDiv(items.size(), slices);
    int withExtra = Math.floorMod(items.size(), slices);
    List<Object> result = new ArrayList<>();
    int offset = 0;
    for (int i = 0; i < slices; i++) {
      int start = offset + i * each;
      offset += i < withExtra ? 1 : 0;
      List<Object> part = new ArrayList<>(items.subList(start, offset + (i + 1) * each));
      if (fill != null && i >= withExtra) {
        part.add(fill);
      }
      result.add(part);
    }
    return PyIterator.generator(result.iterator(), result);
  }

  private static Object items(Object value, Arguments a, Context context) {
    if (value instanceof Undefined) {
      return PyIterator.empty();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw Errors.error("Can only get item pairs from a mapping.");
    }
    return PyIterator.generator(Iteration.entries(map).iterator(), map);
  }
}
