package io.epoxy.compiler.parse;

import com.google.common.base.Splitter;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.Data;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.resolve.ConfigResolver;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What each level of the config trees of project files says.
 *
 * @param digests by the project, the tree and the path to the level, with line breaks between them
 */
record ConfigLevels(Map<String, Object> digests) {
  private static final char BREAK = '\n';
  private static final String WRITTEN = "written ";

  ConfigLevels {
    digests = Data.copy(digests);
  }

  static ConfigLevels of(Collection<Project> projects, ToLongFunction<String> digest) {
    Map<String, Object> digests = new LinkedHashMap<>();
    for (Project project : projects) {
      String name = project.name() + BREAK;
      add(name, project.configTrees(), digest, digests);
      add(name + WRITTEN, project.writtenTrees(), digest, digests);
    }
    return new ConfigLevels(digests);
  }

  private static void add(
      String prefix,
      Map<String, Map<String, Object>> trees,
      ToLongFunction<String> digest,
      Map<String, Object> digests) {
    trees.forEach(
        (key, tree) ->
            ConfigResolver.levels(tree)
                .forEach(
                    (path, config) -> {
                      String said = Python.repr(TemplateValues.toTemplate(config));
                      digests.put(prefix + text(key, path), digest.applyAsLong(said));
                    }));
  }

  private static String text(String key, List<String> path) {
    return path.isEmpty() ? key : key + BREAK + String.join("\n", path);
  }

  /** Whether a project's tree says something of a path. */
  boolean has(Project project, String key, List<String> path) {
    return digests.containsKey(project.name() + BREAK + text(key, path));
  }

  /** The paths of which something else is said. */
  Set<List<String>> changed(ConfigLevels now) {
    Set<String> all = new LinkedHashSet<>(digests.keySet());
    all.addAll(now.digests.keySet());
    all.removeIf(level -> Objects.equals(digests.get(level), now.digests.get(level)));
    Set<List<String>> paths = new LinkedHashSet<>();
    for (String level : all) {
      List<String> parts = Splitter.on(BREAK).splitToList(level);
      paths.add(parts.subList(2, parts.size()));
    }
    return paths;
  }
}
