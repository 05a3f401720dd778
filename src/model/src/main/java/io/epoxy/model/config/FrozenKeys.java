package io.epoxy.model.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of {@link FrozenMap}s, in order. Thread-safe. */
final class FrozenKeys {
  /** Up to this number of keys all are compared; above it they are looked up. */
  private static final int FEW = 6;

  /** A project has some dozens of different configs; more than this would be data of its own. */
  private static final int MAX_KNOWN = 2_000;

  private static final FrozenKeys NONE = new FrozenKeys(new String[0]);
  private static final Map<List<String>, FrozenKeys> KNOWN = new ConcurrentHashMap<>();

  private final String[] names;
  private final Map<String, Integer> places;

  private FrozenKeys(String[] names) {
    this.names = names;
    this.places = names.length > FEW ? new HashMap<>(names.length * 4 / 3 + 1) : Map.of();
    for (int i = 0; names.length > FEW && i < names.length; i++) {
      places.put(names[i], i);
    }
  }

  /** The keys; those of maps with many are kept and shared. */
  static FrozenKeys of(Collection<String> keys) {
    if (keys.isEmpty()) {
      return NONE;
    }
    String[] names = keys.toArray(String[]::new);
    if (names.length <= FEW) {
      return new FrozenKeys(names);
    }
    List<String> list = Arrays.asList(names);
    FrozenKeys known = KNOWN.get(list);
    if (known == null) {
      known = new FrozenKeys(names);
      if (KNOWN.size() < MAX_KNOWN) {
        KNOWN.putIfAbsent(list, known);
      }
    }
    return known;
  }

  String name(int place) {
    return names[place];
  }

  /** Where a key stands; -1 when it is none of these. */
  int placeOf(Object key) {
    if (names.length > FEW) {
      Integer place = places.get(key);
      return place == null ? -1 : place;
    }
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }
}
