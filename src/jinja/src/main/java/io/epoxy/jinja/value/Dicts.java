package io.epoxy.jinja.value;

import io.epoxy.jinja.JinjaObject.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Python's dict over a plain {@link Map}, whose keys 1, 1.0 and True are one key to Python and
 * three to Java.
 */
public final class Dicts {
  private Dicts() {}

  /** The value of {@code key}; empty when there is none. */
  public static Optional<Value> find(Map<?, ?> map, Object key) {
    Object stored = storedKey(map, key);
    Object value = map.get(stored);
    return value != null || map.containsKey(stored) ? Value.of(value) : Optional.empty();
  }

  public static boolean contains(Map<?, ?> map, Object key) {
    return map.containsKey(storedKey(map, key));
  }

  /** {@code map[key] = value}; an equal key that is there already stays. */
  public static void put(Map<Object, Object> map, Object key, Object value) {
    Sizes.checkItems(map.size() + 1L);
    map.put(storedKey(map, key), value);
  }

  /**
   * Refuses a key that has no hash.
   *
   * @throws io.epoxy.jinja.JinjaException {@code unhashable type: 'list'}
   */
  public static void checkHashable(Object key) {
    if (key instanceof PyTuple tuple) {
      Sizes.countStep();
      tuple.items().forEach(Dicts::checkHashable);
    }
    Equality.canonicalKey(key);
  }

  /** {@code map.update(other)}. */
  public static void putAll(Map<Object, Object> map, Map<?, ?> other) {
    new LinkedHashMap<>(other).forEach((key, value) -> put(map, key, value));
  }

  /** Removes {@code key}; empty when it was not there. */
  public static Optional<Value> remove(Map<?, ?> map, Object key) {
    Optional<Value> found = find(map, key);
    found.ifPresent(value -> map.remove(storedKey(map, key)));
    return found;
  }

  /**
   * {@code dict(source)}: of a mapping, or of pairs.
   *
   * @throws io.epoxy.jinja.JinjaException with Python's words for what is neither
   */
  public static Map<Object, Object> from(Object source) {
    Map<Object, Object> result = new LinkedHashMap<>();
    if (source instanceof Map<?, ?> map) {
      putAll(result, map);
      return result;
    }
    int index = 0;
    for (Object pair : Iteration.of(source)) {
      List<Object> parts = new ArrayList<>();
      int place = index;
      Iteration.find(pair)
          .orElseThrow(
              () ->
                  Errors.error(
                      "cannot convert dictionary update sequence element #"
                          + place
                          + " to a sequence"))
          .forEach(parts::add);
      if (parts.size() != 2) {
        throw Errors.error(
            "dictionary update sequence element #"
                + index
                + " has length "
                + parts.size()
                + "; 2 is required");
      }
      put(result, parts.get(0), parts.get(1));
      index++;
    }
    return result;
  }

  /** A template's dict, whose keys may be any hashable value. */
  // Every Map that a template can reach is one of these; Java's generics cannot say so.
  @SuppressWarnings("unchecked")
  public static Map<Object, Object> cast(Object map) {
    return (Map<Object, Object>) map;
  }

  /** The key of the map that is equal to {@code key}, or {@code key} itself. */
  private static Object storedKey(Map<?, ?> map, Object key) {
    if (key instanceof String) {
      return key;
    }
    Object canonical = Equality.canonicalKey(key);
    if (!(key instanceof Number || key instanceof Boolean)) {
      return key;
    }
    for (Object candidate : equivalents(canonical)) {
      if (map.containsKey(candidate)) {
        return candidate;
      }
    }
    if (canonical instanceof BigDecimal || key instanceof BigDecimal) {
      for (Object candidate : map.keySet()) {
        if (Equality.isNumeric(candidate) && Equality.test(candidate, key)) {
          return candidate;
        }
      }
    }
    return key;
  }

  private static List<Object> equivalents(Object canonical) {
    List<Object> result = new ArrayList<>(4);
    result.add(canonical);
    if (canonical instanceof Long whole) {
      result.add((double) (long) whole);
      if (whole == 0 || whole == 1) {
        result.add(whole == 1);
      }
      if (whole == whole.intValue()) {
        result.add(whole.intValue());
      }
    }
    return result;
  }
}
