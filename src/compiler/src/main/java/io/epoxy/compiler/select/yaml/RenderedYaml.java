package io.epoxy.compiler.select.yaml;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.yaml.YamlList;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The same YAML with its Jinja rendered; what a template gives stands where the template stood. */
final class RenderedYaml {
  private RenderedYaml() {}

  static YamlNode of(YamlNode node, YamlScope scope) {
    if (node instanceof YamlMap map) {
      Map<String, YamlNode> entries = new LinkedHashMap<>();
      map.entries().forEach((key, value) -> entries.put(key, of(value, scope)));
      return map.with(entries);
    }
    if (node instanceof YamlList list) {
      return new YamlList(
          list.items().stream().map(item -> of(item, scope)).toList(), list.location());
    }
    Object value = scope.render(node.data(), "selectors.yml", node.location());
    return YamlNode.of(value, node.location());
  }
}
