package io.epoxy.jinja.value;

import io.epoxy.jinja.JinjaObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;

/** Python's iter(), len() and list(). */
public final class Iteration {
  private Iteration() {}

  /**
   * The items of a value; a dict's are its keys, a string's its characters.
   *
   * @throws io.epoxy.jinja.JinjaException {@code 'int' object is not iterable}
   */
  public static Iterable<Object> of(Object value) {
    return find(value).orElseThrow(() -> Errors.object(value, "is not iterable"));
  }

  /** As {@link #of}; empty when not iterable. */
  public static Optional<Iterable<Object>> find(Object value) {
    if (value instanceof List<?> list) {
      return Optional.of(() -> new ListIterator(list));
    }
    if (value instanceof Map<?, ?> map) {
      return Optional.of(new DictView(map, DictView.Kind.KEYS));
    }
    if (value instanceof String text) {
      return Optional.of(characters(text));
    }
    if (value instanceof Undefined) {
      return Optional.of(List.of());
    }
    if (value instanceof JinjaObject object) {
      return object.iterate().map(items -> () -> items);
    }
    if (value instanceof PyBytes bytes) {
      List<Object> numbers = new ArrayList<>();
      for (int i = 0; i < bytes.size(); i++) {
        numbers.add(bytes.get(i));
      }
      return Optional.of(numbers);
    }
    if (value instanceof PyTuple
        || value instanceof PySet
        || value instanceof DictView
        || value instanceof PyRange
        || value instanceof PyIterator
        || value instanceof Collection) {
      // Each of these is an Iterable of template values.
      @SuppressWarnings("unchecked")
      Iterable<Object> items = (Iterable<Object>) value;
      return Optional.of(items);
    }
    return Optional.empty();
  }

  /** {@code list(value)}: always a new list. */
  public static List<Object> toList(Object value) {
    return toListOf(of(value));
  }

  /** The pairs of a mapping. */
  public static Iterable<Object> entries(Map<?, ?> map) {
    return new DictView(map, DictView.Kind.ITEMS);
  }

  /** A new list of items. */
  public static List<Object> toListOf(Iterable<Object> items) {
    List<Object> result = new ArrayList<>();
    for (Object item : items) {
      Sizes.checkItems(result.size() + 1L);
      result.add(Sizes.kept(item));
    }
    return result;
  }

  /**
   * {@code len(value)}.
   *
   * @throws io.epoxy.jinja.JinjaException {@code object of type 'int' has no len()}
   */
  public static int length(Object value) {
    return findLength(value)
        .orElseThrow(
            () -> Errors.error("object of type '" + Python.typeName(value) + "' has no len()"));
  }

  /** As {@link #length}; empty when it has none. */
  public static OptionalInt findLength(Object value) {
    if (value instanceof String text) {
      return OptionalInt.of(text.codePointCount(0, text.length()));
    }
    if (value instanceof Collection<?> items) {
      return OptionalInt.of(items.size());
    }
    if (value instanceof Map<?, ?> map) {
      return OptionalInt.of(map.size());
    }
    if (value instanceof JinjaObject object) {
      return object.length().map(OptionalInt::of).orElse(OptionalInt.empty());
    }
    if (value instanceof PyTuple tuple) {
      return OptionalInt.of(tuple.size());
    }
    if (value instanceof PySet set) {
      return OptionalInt.of(set.size());
    }
    if (value instanceof DictView view) {
      return OptionalInt.of(view.size());
    }
    if (value instanceof PyRange range) {
      return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, range.size()));
    }
    if (value instanceof PyBytes bytes) {
      return OptionalInt.of(bytes.size());
    }
    return value instanceof Undefined ? OptionalInt.of(0) : OptionalInt.empty();
  }

  /** Python's {@code item in container}. */
  public static boolean contains(Object container, Object item) {
    if (container instanceof String text) {
      if (item instanceof String part) {
        return text.contains(part);
      }
      throw Errors.error(
          "'in <string>' requires string as left operand, not " + Python.typeName(item));
    }
    if (container instanceof Map<?, ?> map) {
      return Dicts.contains(map, item);
    }
    if (container instanceof PySet set) {
      return set.contains(item);
    }
    if (container instanceof DictView view) {
      return view.contains(item);
    }
    if (container instanceof PyRange range) {
      return range.contains(item);
    }
    if (container instanceof Container object) {
      return object.contains(item);
    }
    if (container instanceof PyBytes bytes) {
      return bytes.contains(item);
    }
    Iterable<Object> items =
        find(container)
            .orElseThrow(
                () ->
                    Errors.error(
                        "argument of type '" + Python.typeName(container) + "' is not iterable"));
    for (Object candidate : items) {
      if (Python.isEqual(candidate, item)) {
        return true;
      }
    }
    return false;
  }

  private static List<Object> characters(String text) {
    List<Object> result = new ArrayList<>(text.length());
    text.codePoints().forEach(c -> result.add(Character.toString(c)));
    return result;
  }

  /**
   * Goes by index, as Python does, so that a template may append to a list while looping over it.
   */
  private static final class ListIterator implements Iterator<Object> {
    private final List<?> list;
    private int next;

    ListIterator(List<?> list) {
      this.list = list;
    }

    @Override
    public boolean hasNext() {
      return next < list.size();
    }

    @Override
    public Object next() {
      if (next >= list.size()) {
        throw new NoSuchElementException();
      }
      return list.get(next++);
    }
  }
}
