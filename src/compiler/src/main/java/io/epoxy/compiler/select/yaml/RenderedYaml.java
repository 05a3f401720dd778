package io.epoxy.compiler.select.yaml;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.yaml.YamlList;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlScalar;
import io.epoxy.model.error.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same YAML with its Jinja rendered; what a template gives stands where the template stood. */
final class RenderedYaml {
  private RenderedYaml() {}

  static YamlNode of(YamlNode node, YamlScope scope) {
    if (node instanceof YamlMap map) {
      Map<String, YamlNode> entries = new LinkedHashMap<>();
      map.entries().forEach((key, value) -> entries.put(key, of(value, scope)));
      return new YamlMap(entries, map.keys(), map.location());
    }
    if (node instanceof YamlList list) {
      return new YamlList(
          list.items().stream().map(item -> of(item, scope)).toList(), list.location());
    }
    return at(scope.render(node.data(), "selectors.yml", node.location()), node.location());
  }

  private static YamlNode at(Object value, SourceLocation place) {
    if (value instanceof Map<?, ?> map) {
      Map<String, YamlNode> entries = new LinkedHashMap<>();
      map.forEach((key, item) -> entries.put(String.valueOf(key), at(item, place)));
      return new YamlMap(entries, Map.of(), place);
    }
    return value instanceof List<?> list
        ? new YamlList(list.stream().map(item -> at(item, place)).toList(), place)
        : new YamlScalar(value, place);
  }
}
