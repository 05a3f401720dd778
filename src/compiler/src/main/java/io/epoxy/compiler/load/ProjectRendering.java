package io.epoxy.compiler.load;

import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.yaml.YamlList;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Renders dbt_project.yml but for what dbt renders later, and brings hooks and empty trees into
 * their usual form (dbt-core 1.12 {@code config/renderer.py} {@code DbtProjectYamlRenderer}).
 */
final class ProjectRendering {
  /** Rendered when they run: they see more than the project. */
  private static final Set<String> LATE =
      Set.of("on-run-start", "on-run-end", "query-comment", "vars");

  private static final Set<String> WITH_HOOKS =
      Set.of("seeds", "models", "snapshots", "tests", "data_tests");

  private static final Set<String> HOOKS = Set.of("pre-hook", "post-hook", "pre_hook", "post_hook");

  private final YamlScope scope;
  private final Problems problems;

  ProjectRendering(YamlScope scope, Problems problems) {
    this.scope = scope;
    this.problems = problems;
  }

  /** The values; what cannot be rendered is a problem and null. */
  Map<String, Object> render(YamlMap yaml) {
    Map<String, Object> values = new LinkedHashMap<>();
    yaml.entries()
        .forEach(
            (key, node) -> {
              Object value =
                  LATE.contains(key) ? node.data() : render(node, key, WITH_HOOKS.contains(key));
              values.put(key, inUsualForm(key, value));
            });
    if (values.containsKey("tests") && !values.containsKey("data_tests")) {
      values.put("data_tests", values.remove("tests"));
    }
    return values;
  }

  private Object render(YamlNode node, String key, boolean withHooks) {
    if (withHooks && HOOKS.contains(bare(key))) {
      return node.data();
    }
    if (node instanceof YamlMap map) {
      Map<String, Object> rendered = new LinkedHashMap<>();
      map.entries().forEach((name, value) -> rendered.put(name, render(value, name, withHooks)));
      return rendered;
    }
    if (node instanceof YamlList list) {
      List<Object> rendered = new ArrayList<>();
      list.items().forEach(item -> rendered.add(render(item, "", withHooks)));
      return rendered;
    }
    try {
      return scope.render(node.data(), key, node.location());
    } catch (EpoxyException e) {
      problems.add(e);
      return null;
    }
  }

  private static String bare(String key) {
    return key.replaceFirst("^[+ ]+", "");
  }

  private static Object inUsualForm(String key, Object value) {
    if (key.equals("on-run-start") || key.equals("on-run-end")) {
      if (value == null) {
        return List.of();
      }
      return value instanceof String ? List.of(value) : value;
    }
    boolean tree = key.equals("models") || key.equals("seeds") || key.equals("snapshots");
    return tree && value == null ? Map.of() : value;
  }
}
