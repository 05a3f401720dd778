package io.epoxy.model.governance;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The LF-tags of one resource: values by key. Lake Formation keeps both in lower case, and so does
 * this, whatever it is made of.
 */
public record LfTags(Map<String, Set<String>> values) {
  public static final LfTags NONE = new LfTags(Map.of());

  public LfTags {
    ImmutableMap.Builder<String, Set<String>> lower = ImmutableMap.builder();
    values.forEach(
        (key, some) ->
            lower.put(
                key.toLowerCase(Locale.ROOT),
                some.stream()
                    .map(value -> value.toLowerCase(Locale.ROOT))
                    .collect(ImmutableSet.toImmutableSet())));
    values = lower.buildKeepingLast();
  }

  /** One value. */
  public static LfTags of(String key, String value) {
    return new LfTags(Map.of(key, Set.of(value)));
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Both; a key of the other that is here too gets the values of both. */
  public LfTags and(LfTags other) {
    Map<String, Set<String>> all = new LinkedHashMap<>(values);
    other
        .values()
        .forEach(
            (key, more) ->
                all.merge(
                    key,
                    more,
                    (a, b) -> ImmutableSet.<String>builder().addAll(a).addAll(b).build()));
    return new LfTags(all);
  }

  /** Those that the other one does not have with the same values. */
  LfTags differingFrom(LfTags other) {
    return filter(entry -> !entry.getValue().equals(other.values().get(entry.getKey())));
  }

  /** Those with a key that is none of these. */
  LfTags otherThan(Collection<String> keys) {
    return filter(entry -> !keys.contains(entry.getKey()));
  }

  private LfTags filter(Predicate<Map.Entry<String, Set<String>>> kept) {
    Map<String, Set<String>> some = new LinkedHashMap<>();
    values.entrySet().stream()
        .filter(kept)
        .forEach(entry -> some.put(entry.getKey(), entry.getValue()));
    return new LfTags(some);
  }

  /** {@code key=value, key=one|other}. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + String.join("|", entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
