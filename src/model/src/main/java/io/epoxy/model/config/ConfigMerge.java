package io.epoxy.model.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How two levels of config become one (dbt-core 1.12 {@code ModelConfig} and its {@code
 * MergeBehavior}s): tags, hooks and packages are appended, some mappings updated, grants extended
 * by {@code +key}, everything else is replaced. Keys that dbt does not know are replaced too.
 */
public final class ConfigMerge {
  private static final Set<String> APPENDED = Set.of("tags", "pre-hook", "post-hook", "packages");
  private static final Set<String> UPDATED =
      Set.of("meta", "quoting", "column_types", "docs", "contract", "latest_version_pointer");
  private static final Map<String, String> ALIASES =
      Map.of("pre_hook", "pre-hook", "post_hook", "post-hook", "dataset", "schema");

  private ConfigMerge() {}

  /** Lays {@code from} over {@code into}, which is changed. */
  public static void merge(Map<String, Object> into, Map<String, ?> from) {
    from.forEach((key, value) -> put(into, ALIASES.getOrDefault(key, key), value));
  }

  /**
   * As {@link #merge}, for several writings of one level: a {@code +key} of grants is kept as it
   * is, because it extends a level that is still to come under it.
   */
  public static void accumulate(Map<String, Object> into, Map<String, ?> from) {
    from.forEach(
        (key, value) -> {
          if (key.equals("grants") && value instanceof Map<?, ?> map) {
            into.put(key, update(into.get(key), map));
          } else {
            put(into, ALIASES.getOrDefault(key, key), value);
          }
        });
  }

  private static void put(Map<String, Object> into, String key, Object value) {
    if (APPENDED.contains(key)) {
      into.put(key, append(key, into.get(key), value));
    } else if (UPDATED.contains(key) && value instanceof Map<?, ?> map) {
      into.put(key, update(into.get(key), map));
    } else if (UPDATED.contains(key) && value == null) {
      into.putIfAbsent(key, new LinkedHashMap<>());
    } else if (key.equals("grants") && value instanceof Map<?, ?> map) {
      into.put(key, grants(into.get(key), map));
    } else {
      into.put(key, Data.copyValue(value));
    }
  }

  private static List<Object> append(String key, Object base, Object more) {
    List<Object> all = new ArrayList<>(listOf(base));
    all.addAll(listOf(more));
    return key.equals("tags") ? new ArrayList<>(new LinkedHashSet<>(all)) : all;
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
