package io.epoxy.compiler.yaml;

import io.epoxy.model.error.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML value that knows where it stands. Immutable. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {
  SourceLocation location();

  /** The plain value, see {@link io.epoxy.model.config.Data}; lists and maps are fresh copies. */
  Object data();

  /** A value that did not stand in a file itself, all of it at one place. */
  static YamlNode of(Object value, SourceLocation place) {
    if (value instanceof Map<?, ?> map) {
      Map<String, YamlNode> entries = new LinkedHashMap<>();
      map.forEach((key, item) -> entries.put(String.valueOf(key), of(item, place)));
      return new YamlMap(entries, Map.of(), Map.of(), place);
    }
    return value instanceof List<?> list
        ? new YamlList(list.stream().map(item -> of(item, place)).toList(), place)
        : new YamlScalar(value, place);
  }

  /** What Python calls the value's type, for messages: dict, list, str, int ... */
  String typeName();
}
