package io.epoxy.jinja.value;

import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;

/**
 * What {@code keys()}, {@code values()} and {@code items()} of a dict give: a view that follows it.
 */
public final class DictView implements Iterable<Object> {
  /** Which view. */
  public enum Kind {
    KEYS("dict_keys"),
    VALUES("dict_values"),
    ITEMS("dict_items");

    private final String typeName;

    Kind(String typeName) {
      this.typeName = typeName;
    }

    public String typeName() {
      return typeName;
    }
  }

  private final Map<?, ?> map;
  private final Kind kind;

  public DictView(Map<?, ?> map, Kind kind) {
    this.map = Objects.requireNonNull(map, "map");
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  /** The dict. */
  public Map<?, ?> map() {
    return map;
  }

  public Kind kind() {
    return kind;
  }

  public int size() {
    return map.size();
  }

  /** Python's {@code in}. */
  public boolean contains(Object value) {
    switch (kind) {
      case KEYS:
        return Dicts.contains(map, value);
      case ITEMS:
        return value instanceof PyTuple pair
            && pair.size() == 2
            && Dicts.find(map, pair.get(0))
                .filter(found -> Equality.test(found.get(), pair.get(1)))
                .isPresent();
      default:
        return map.values().stream().anyMatch(item -> Equality.test(item, value));
    }
  }

  /** Whether it is a view of keys or items, which Python takes for a set. */
  static boolean isSetLike(Object value) {
    return value instanceof DictView view && view.kind != Kind.VALUES;
  }

  /** The items as a set; keys and items are set-like in Python. */
  public PySet toSet() {
    return new PySet(this);
  }

  @Override
  public Iterator<Object> iterator() {
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    int size = map.size();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext() || map.size() != size;
      }

      @Override
      public Object next() {
        if (map.size() != size) {
          throw Errors.error("dictionary changed size during iteration");
        }
        return part(entries);
      }
    };
  }

  private Object part(Iterator<? extends Map.Entry<?, ?>> entries) {
    try {
      Map.Entry<?, ?> entry = entries.next();
      return switch (kind) {
        case KEYS -> entry.getKey();
        case VALUES -> entry.getValue();
        case ITEMS -> PyTuple.of(entry.getKey(), entry.getValue());
      };
    } catch (ConcurrentModificationException e) {
      throw Errors.error("dictionary keys changed during iteration");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DictView view
        && kind == view.kind
        && kind != Kind.VALUES
        && toSet().equals(view.toSet());
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(map);
  }

  @Override
  public String toString() {
    return Python.repr(this);
  }
}
