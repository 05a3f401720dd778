package io.epoxy.bundle.run;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The flags of one command as settled: command line over environment over dbt_project.yml over
 * default.
 *
 * @param values by dbt's names; what nobody gave and what has no default is absent. Behaviour flags
 *     of dbt_project.yml are in it too
 */
public record FlagValues(Map<String, Object> values) {
  public static final FlagValues NONE = new FlagValues(Map.of());

  public FlagValues {
    values = Data.copy(values);
  }

  /** The same flags with one more, or with another value of it. */
  public FlagValues with(Flag flag, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(flag.dbtName(), value);
    return new FlagValues(more);
  }

  /** The same without these. */
  public FlagValues without(Set<Flag> flags) {
    Map<String, Object> fewer = new LinkedHashMap<>(values);
    flags.forEach(flag -> fewer.remove(flag.dbtName()));
    return new FlagValues(fewer);
  }

  public boolean isOn(Flag flag) {
    return value(flag).map(Boolean.class::cast).orElse(false);
  }

  public Optional<String> text(Flag flag) {
    return value(flag).map(String.class::cast);
  }

  public OptionalInt number(Flag flag) {
    return value(flag)
        .map(number -> OptionalInt.of(((Number) number).intValue()))
        .orElse(OptionalInt.empty());
  }

  public List<String> list(Flag flag) {
    return value(flag)
        .map(items -> ((List<?>) items).stream().map(String.class::cast).toList())
        .orElse(ImmutableList.of());
  }

  /** A YAML dictionary; empty when it was not given. */
  public Map<String, Object> data(Flag flag) {
    Map<String, Object> data = new LinkedHashMap<>();
    value(flag)
        .ifPresent(map -> ((Map<?, ?>) map).forEach((key, item) -> data.put((String) key, item)));
    return data;
  }

  private Optional<Object> value(Flag flag) {
    return Optional.ofNullable(values.get(flag.dbtName())).or(flag::byDefault);
  }
}
