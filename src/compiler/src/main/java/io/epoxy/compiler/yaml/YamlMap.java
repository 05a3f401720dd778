package io.epoxy.compiler.yaml;

import com.google.common.collect.ImmutableMap;
import io.epoxy.model.config.Data;
import io.epoxy.model.error.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A mapping in the order of the file.
 *
 * @param entries keys that are not text are spelled as Python's str() would
 * @param keys where each key stands
 * @param notTexts the keys that are not text, by how they are spelled in {@code entries}
 */
public record YamlMap(
    Map<String, YamlNode> entries,
    Map<String, SourceLocation> keys,
    Map<String, Object> notTexts,
    SourceLocation location)
    implements YamlNode {
  public YamlMap {
    entries = ImmutableMap.copyOf(entries);
    keys = ImmutableMap.copyOf(keys);
    notTexts = Data.copy(notTexts);
    Objects.requireNonNull(location, "location");
  }

  public static YamlMap empty(SourceLocation location) {
    return new YamlMap(Map.of(), Map.of(), Map.of(), location);
  }

  /** The same keys at the same places with other values. */
  public YamlMap with(Map<String, YamlNode> others) {
    return new YamlMap(others, keys, notTexts, location);
  }

  public Optional<YamlNode> find(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** The plain value; empty when the key is absent or null. */
  public Optional<Object> value(String key) {
    return find(key).map(YamlNode::data);
  }

  /** The value as text when it is text. */
  public Optional<String> text(String key) {
    return entries.get(key) instanceof YamlScalar scalar && scalar.value() instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The mapping under a key; empty when it is absent, null or something else. */
  public Optional<YamlMap> map(String key) {
    return entries.get(key) instanceof YamlMap map ? Optional.of(map) : Optional.empty();
  }

  /** The items of the list under a key; none when it is absent, null or something else. */
  public List<YamlNode> list(String key) {
    return entries.get(key) instanceof YamlList list ? list.items() : List.of();
  }

  /** Where a key stands; the map's own place when it is absent. */
  public SourceLocation locationOf(String key) {
    return keys.getOrDefault(key, location);
  }

  @Override
  public Map<String, Object> data() {
    Map<String, Object> copy = new LinkedHashMap<>();
    entries.forEach((key, value) -> copy.put(key, value.data()));
    return copy;
  }

  @Override
  public String typeName() {
    return "dict";
  }
}
