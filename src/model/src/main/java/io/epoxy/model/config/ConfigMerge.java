package io.epoxy.model.config;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How two levels of config become one (dbt-core 1.12 {@code ModelConfig} and its {@code
 * MergeBehavior}s): tags, hooks and packages are appended, some mappings updated, grants extended
 * by {@code +key}, everything else is replaced. Keys that dbt does not know are replaced too.
 */
public final class ConfigMerge {
  /** How nodes merge; what is defined in property files alone knows less. */
  public static final Rules NODE =
      new Rules(
          Set.of("tags", "pre-hook", "post-hook", "packages"),
          Set.of("meta", "quoting", "column_types", "docs", "contract", "latest_version_pointer"),
          Set.of("grants"));

  private static final Map<String, String> ALIASES =
      Map.of("pre_hook", "pre-hook", "post_hook", "post-hook", "dataset", "schema");

  private ConfigMerge() {}

  /**
   * Which keys are not simply replaced.
   *
   * @param appended lists that grow
   * @param updated mappings that are laid over each other
   * @param extended mappings of lists, where a key with a plus sign extends
   */
  public record Rules(Set<String> appended, Set<String> updated, Set<String> extended) {
    public Rules {
      appended = ImmutableSet.copyOf(appended);
      updated = ImmutableSet.copyOf(updated);
      extended = ImmutableSet.copyOf(extended);
    }
  }

  /** Lays {@code from} over {@code into}, which is changed, as a node's config. */
  public static void merge(Map<String, Object> into, Map<String, ?> from) {
    merge(into, from, NODE);
  }

  /** As {@link #merge(Map, Map)}, for another kind of resource. */
  public static void merge(Map<String, Object> into, Map<String, ?> from, Rules rules) {
    from.forEach((key, value) -> put(into, ALIASES.getOrDefault(key, key), value, rules));
  }

  /**
   * As {@link #merge}, for several writings of one level: a {@code +key} of grants is kept as it
   * is, because it extends a level that is still to come under it.
   */
  public static void accumulate(Map<String, Object> into, Map<String, ?> from) {
    if (into.isEmpty()) {
      from.forEach((key, value) -> into.put(ALIASES.getOrDefault(key, key), Data.copyValue(value)));
      return;
    }
    from.forEach(
        (key, value) -> {
          if (key.equals("grants") && value instanceof Map<?, ?> map) {
            into.put(key, grantsSoFar(into.get(key), map));
          } else {
            put(into, ALIASES.getOrDefault(key, key), value, NODE);
          }
        });
  }

  /** A {@code +key} that was written before grows; any other key is replaced. */
  private static Map<String, Object> grantsSoFar(Object base, Map<?, ?> more) {
    Map<String, Object> all = update(base, Map.of());
    more.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          List<Object> grantees =
              new ArrayList<>(name.startsWith("+") ? listOf(all.get(name)) : List.of());
          grantees.addAll(listOf(value));
          all.put(name, grantees);
        });
    return all;
  }

  private static void put(Map<String, Object> into, String key, Object value, Rules rules) {
    if (rules.appended().contains(key)) {
      into.put(key, append(into.get(key), value));
    } else if (rules.updated().contains(key) && value instanceof Map<?, ?> map) {
      into.put(key, update(into.get(key), map));
    } else if (rules.updated().contains(key) && value == null && !rules.equals(NODE)) {
      into.putIfAbsent(key, new LinkedHashMap<>());
    } else if (rules.extended().contains(key) && value instanceof Map<?, ?> map) {
      into.put(key, grants(into.get(key), map));
    } else {
      into.put(key, Data.copyValue(value));
    }
  }

  private static List<Object> append(Object base, Object more) {
    List<Object> all = new ArrayList<>(listOf(base));
    if (more == null) {
      all.add(null); // an item like any other, as in dbt
    }
    all.addAll(listOf(more));
    return all;
  }

  private static Map<String, Object> update(Object base, Map<?, ?> more) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (base instanceof Map<?, ?> map) {
      map.forEach((key, value) -> all.put(String.valueOf(key), value));
    }
    more.forEach((key, value) -> all.put(String.valueOf(key), Data.copyValue(value)));
    return all;
  }

  private static Map<String, Object> grants(Object base, Map<?, ?> more) {
    Map<String, Object> all = update(base, Map.of());
    more.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          if (name.startsWith("+")) {
            String grant = name.substring(1);
            List<Object> grantees = new ArrayList<>(listOf(all.get(grant)));
            grantees.addAll(listOf(value));
            all.put(grant, grantees);
          } else {
            all.put(name, new ArrayList<>(listOf(value)));
          }
        });
    return all;
  }

  private static List<Object> listOf(Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    List<Object> one = new ArrayList<>();
    one.add(Data.copyValue(value));
    return one;
  }
}
