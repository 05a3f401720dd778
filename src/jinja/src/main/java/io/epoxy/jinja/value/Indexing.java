package io.epoxy.jinja.value;

import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.JinjaObject.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Python's {@code x[i]} and {@code x[a:b:c]}. */
public final class Indexing {
  private Indexing() {}

  /** {@code value[key]}; empty where Python raises KeyError, IndexError or TypeError. */
  public static Optional<Value> find(Object value, Object key) {
    if (value instanceof Map<?, ?> map) {
      return isHashable(key) ? Dicts.find(map, key) : Optional.empty();
    }
    if (value instanceof JinjaObject object) {
      return object.item(key);
    }
    if (!Numbers.isInteger(key)) {
      return Optional.empty();
    }
    if (value instanceof PyRange range) {
      long index = Numbers.unboxed(key).longValue();
      long place = index < 0 ? index + range.size() : index;
      return place >= 0 && place < range.size() ? Value.of(range.get(place)) : Optional.empty();
    }
    if (value instanceof List<?> list) {
      return at(list.size(), key, list::get);
    }
    if (value instanceof PyTuple tuple) {
      return at(tuple.size(), key, tuple::get);
    }
    if (value instanceof String text) {
      return at(text.codePointCount(0, text.length()), key, index -> character(text, index));
    }
    if (value instanceof PyBytes bytes) {
      return at(bytes.size(), key, bytes::get);
    }
    return Optional.empty();
  }

  private static Optional<Value> at(int size, Object key, IntFunction<?> get) {
    Number number = Numbers.unboxed(key);
    if (number instanceof BigInteger) {
      return Optional.empty();
    }
    long index = number.longValue();
    long place = index < 0 ? index + size : index;
    return place >= 0 && place < size ? Value.of(get.apply((int) place)) : Optional.empty();
  }

  private static String character(String text, int index) {
    int start = text.offsetByCodePoints(0, index);
    return Character.toString(text.codePointAt(start));
  }

  private static boolean isHashable(Object key) {
    return !(key instanceof List || key instanceof Map || key instanceof PySet);
  }

  /**
   * {@code value[start:stop:step]}; each bound an int or null.
   *
   * @throws io.epoxy.jinja.JinjaException when the value has no slices or a bound is no int
   */
  public static Object slice(Object value, Object start, Object stop, Object step) {
    if (value instanceof Undefined undefined) {
      if (undefined.isPermissive()) {
        return undefined;
      }
      throw undefined.error();
    }
    if (value instanceof Map) {
      throw Errors.error("unhashable type: 'slice'");
    }
    if (value instanceof SequenceObject sequence) {
      return slice(PyTuple.copyOf(sequence.items()), start, stop, step);
    }
    if (!hasSlices(value)) {
      throw Errors.object(value, "is not subscriptable");
    }
    int size = Iteration.length(value);
    int by = step == null ? 1 : bound(step);
    if (by == 0) {
      throw Errors.error("slice step cannot be zero");
    }
    int low = by > 0 ? 0 : -1;
    int high = by > 0 ? size : size - 1;
    int from = start == null ? (by > 0 ? low : high) : clamp(bound(start), size, low, high);
    int to = stop == null ? (by > 0 ? high : low) : clamp(bound(stop), size, low, high);
    return part(value, from, to, by);
  }

  private static boolean hasSlices(Object value) {
    return value instanceof String
        || value instanceof List
        || value instanceof PyTuple
        || value instanceof PyRange
        || value instanceof PyBytes;
  }

  private static int bound(Object value) {
    if (!Numbers.isInteger(value)) {
      throw Errors.error("slice indices must be integers or None or have an __index__ method");
    }
    return Numbers.smallInt(value);
  }

  private static int clamp(int index, int size, int low, int high) {
    long place = index < 0 ? (long) index + size : index;
    return (int) Math.max(low, Math.min(high, place));
  }

  private static Object part(Object value, int from, int to, int by) {
    if (value instanceof PyRange range) {
      return range.part(from, to, by);
    }
    if (value instanceof String text) {
      return text(text, from, to, by);
    }
    if (value instanceof PyBytes bytes) {
      return bytes.part(from, to, by);
    }
    List<?> items = value instanceof PyTuple tuple ? tuple.items() : Iteration.toList(value);
    List<Object> result = new ArrayList<>();
    for (long i = from; by > 0 ? i < to : i > to; i += by) {
      result.add(items.get((int) i));
    }
    return value instanceof PyTuple ? PyTuple.copyOf(result) : result;
  }

  private static String text(String text, int from, int to, int by) {
    if (by == 1) {
      if (to <= from) {
        return "";
      }
      int start = text.offsetByCodePoints(0, from);
      return text.substring(start, text.offsetByCodePoints(start, to - from));
    }
    int[] points = text.codePoints().toArray();
    StringBuilder result = new StringBuilder();
    for (long i = from; by > 0 ? i < to : i > to; i += by) {
      result.appendCodePoint(points[(int) i]);
    }
    return result.toString();
  }
}
