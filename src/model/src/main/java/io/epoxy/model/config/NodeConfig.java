package io.epoxy.model.config;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node's resolved config: dbt's keys with their defaults, and every unknown key as it was
 * written.
 *
 * @param values see {@link Data}
 */
public record NodeConfig(Map<String, Object> values) {
  public NodeConfig {
    values = Data.copy(values);
  }

  /** The value; empty when the key is absent or null. */
  public Optional<Object> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The value as text; numbers and booleans are spelled as in YAML. */
  public Optional<String> string(String key) {
    return find(key).map(String::valueOf);
  }

  /**
   * A flag, in any spelling of {@link Flag}.
   *
   * @throws EpoxyException when the value is neither true nor false
   */
  public boolean flag(String key, boolean whenAbsent) {
    return isOn(key, values.get(key), whenAbsent);
  }

  /**
   * A flag in a mapping, as in {@code persist_docs: {relation: true}}.
   *
   * @throws EpoxyException when the value is neither true nor false, or there is no mapping
   */
  public boolean flag(String key, String member) {
    return isOn(key + "." + member, map(key).get(member), false);
  }

  private static boolean isOn(String name, Object value, boolean whenAbsent) {
    return value == null
        ? whenAbsent
        : Flag.find(value)
            .orElseThrow(
                () ->
                    new EpoxyException(
                        ErrorCode.COMPILATION,
                        "config '" + name + "' must be true or false, not '" + value + "'"));
  }

  /** A list of texts; one text stands for a list of one, an absent key for an empty list. */
  public List<String> strings(String key) {
    Object value = values.get(key);
    if (value == null) {
      return ImmutableList.of();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(ImmutableList.toImmutableList());
    }
    return ImmutableList.of(String.valueOf(value));
  }

  /**
   * A mapping; an absent key is an empty one.
   *
   * @throws EpoxyException when the value is not a mapping
   */
  @SuppressWarnings("unchecked") // Data.copy made every key a String
  public Map<String, Object> map(String key) {
    Object value = values.get(key);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new EpoxyException(
        ErrorCode.COMPILATION, "config '" + key + "' must be a mapping, not '" + value + "'");
  }
}
