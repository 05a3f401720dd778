package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.yaml.YamlList;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Renders an entry of a property file, all but what dbt renders later or never: descriptions,
 * tests, hooks, a snapshot's relation and the filters of the semantic layer (dbt-core 1.12 {@code
 * parser/schema_renderer.py}).
 */
final class PropertyRenderer {
  private static final Set<String> LATE =
      Set.of("tests", "data_tests", "description", "loaded_at_query");
  private static final Set<String> LATE_BELOW = Set.of("tests", "data_tests", "description");
  private static final Set<String> LATE_CONFIG = Set.of("pre_hook", "post_hook", "loaded_at_query");
  private static final Set<String> LISTS =
      Set.of("columns", "dimensions", "measures", "entities", "metrics");
  private static final Set<String> DERIVED = Set.of("dimensions", "entities");

  private final String key;
  private final YamlScope scope;

  /** A renderer of entries under a top-level key of property files. */
  PropertyRenderer(String key, YamlScope scope) {
    this.key = key;
    this.scope = scope;
  }

  /** The entry with its Jinja rendered; what a template gives stands where the template stood. */
  YamlMap render(YamlMap entry) {
    return mayChange(entry) ? map(entry, List.of()) : entry;
  }

  private static boolean mayChange(YamlNode node) {
    if (node instanceof YamlMap map) {
      return map.entries().values().stream().anyMatch(PropertyRenderer::mayChange);
    }
    if (node instanceof YamlList list) {
      return list.items().stream().anyMatch(PropertyRenderer::mayChange);
    }
    return node.data() instanceof String text && DbtJinja.isRendered(text);
  }

  private YamlMap map(YamlMap map, List<Object> path) {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    map.entries().forEach((name, value) -> entries.put(name, render(value, below(path, name))));
    return map.with(entries);
  }

  private YamlNode render(YamlNode node, List<Object> path) {
    if (!mayChange(node)) {
      return node;
    }
    if (node instanceof YamlMap map) {
      return map(map, path);
    }
    if (node instanceof YamlList list) {
      List<YamlNode> items = new ArrayList<>(list.items().size());
      for (int i = 0; i < list.items().size(); i++) {
        items.add(render(list.items().get(i), below(path, i)));
      }
      return new YamlList(items, list.location());
    }
    return isRendered(path)
        ? YamlNode.of(scope.render(node.data(), shown(path), node.location()), node.location())
        : node;
  }

  private static List<Object> below(List<Object> path, Object part) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(part);
    return longer;
  }

  private static String shown(List<Object> path) {
    return path.stream().map(String::valueOf).collect(Collectors.joining("."));
  }

  private boolean isRendered(List<Object> path) {
    switch (key) {
      case "sources":
        return isRenderedInSource(path);
      case "macros":
        return !(path.get(0).equals("arguments")
            ? isLate(path.subList(1, path.size()))
            : isLate(path));
      case "metrics":
        return !isFilter(path) && !isLate(path);
      case "snapshots":
        return !path.equals(List.of("relation")) && !isLate(path);
      case "saved_queries":
        return !(path.size() > 1
                && path.get(0).equals("query_params")
                && path.get(1).equals("where"))
            && !isLate(path);
      default:
        return !(path.get(0).equals("metrics") && isFilter(path)) && !isLate(path);
    }
  }

  private static boolean isRenderedInSource(List<Object> path) {
    if (path.get(0).equals("description") || path.get(0).equals("loaded_at_query")) {
      return false;
    }
    if (path.size() >= 2 && path.get(0).equals("config")) {
      return !path.get(1).equals("loaded_at_query");
    }
    return !(path.get(0).equals("tables")
        && path.size() > 2
        && isLate(path.subList(2, path.size())));
  }

  private static boolean isFilter(List<Object> path) {
    int size = path.size();
    return path.get(size - 1).equals("filter") || size > 1 && path.get(size - 2).equals("filter");
  }

  private static boolean isLate(List<Object> path) {
    int size = path.size();
    if (size == 0) {
      return false;
    }
    Object first = path.get(0);
    if (isIn(LATE, first) || size == 2 && isIn(LATE, path.get(1))) {
      return true;
    }
    if (size >= 2 && first.equals("config") && isIn(LATE_CONFIG, path.get(1))) {
      return true;
    }
    if (size == 5 && path.get(4).equals("description")) {
      return true;
    }
    if (size >= 3 && first.equals("versions") && isIn(LATE_BELOW, path.get(2))) {
      return true;
    }
    if (size >= 5
        && first.equals("versions")
        && path.get(2).equals("columns")
        && isIn(LATE_BELOW, path.get(4))) {
      return true;
    }
    if (size >= 3 && isIn(LISTS, first) && isIn(LATE_BELOW, path.get(2))) {
      return true;
    }
    return size >= 4
        && first.equals("derived_semantics")
        && isIn(DERIVED, path.get(1))
        && isIn(LATE_BELOW, path.get(3));
  }

  private static boolean isIn(Set<String> names, Object part) {
    return part instanceof String name && names.contains(name);
  }
}
