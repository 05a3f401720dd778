package io.epoxy.model.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One dbt_project.yml, the root project's or a package's, checked and with dbt's defaults.
 *
 * @param name the project's name, also the package name of its resources
 * @param profile the {@code profile:} key
 * @param root absolute folder of dbt_project.yml
 * @param targetPath as written, relative to {@code root}; {@code target} when absent
 * @param vars the {@code vars:} mapping as written, package-scoped mappings included
 * @param configTrees the trees by their key: models, seeds, snapshots, sources, data_tests ...
 * @param writtenTrees the same trees before Jinja
 * @param flags the {@code flags:} mapping
 * @param quoting the {@code quoting:} mapping
 * @param dispatchOrder macro search orders by macro namespace, from {@code dispatch:}
 * @param onRunStart statements as written
 * @param onRunEnd statements as written
 * @param other every other top-level key as written, for example require-dbt-version
 */
public record Project(
    String name,
    Optional<String> version,
    Optional<String> profile,
    Path root,
    ProjectPaths paths,
    String targetPath,
    Map<String, Object> vars,
    Map<String, Map<String, Object>> configTrees,
    Map<String, Map<String, Object>> writtenTrees,
    Map<String, Object> flags,
    Map<String, Object> quoting,
    Map<String, List<String>> dispatchOrder,
    List<String> onRunStart,
    List<String> onRunEnd,
    Map<String, Object> other) {
  public Project {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(paths, "paths");
    Objects.requireNonNull(targetPath, "targetPath");
    vars = Data.copy(vars);
    configTrees = copyOfTrees(configTrees);
    writtenTrees = copyOfTrees(writtenTrees);
    flags = Data.copy(flags);
    quoting = Data.copy(quoting);
    ImmutableMap.Builder<String, List<String>> orders = ImmutableMap.builder();
    dispatchOrder.forEach((namespace, order) -> orders.put(namespace, ImmutableList.copyOf(order)));
    dispatchOrder = orders.buildOrThrow();
    onRunStart = ImmutableList.copyOf(onRunStart);
    onRunEnd = ImmutableList.copyOf(onRunEnd);
    other = Data.copy(other);
  }

  private static Map<String, Map<String, Object>> copyOfTrees(
      Map<String, Map<String, Object>> trees) {
    ImmutableMap.Builder<String, Map<String, Object>> copy = ImmutableMap.builder();
    trees.forEach((key, tree) -> copy.put(key, Data.copy(tree)));
    return copy.buildOrThrow();
  }

  /** The folder that {@link #targetPath} names. */
  public Path targetFolder() {
    return root.resolve(targetPath);
  }

  /** The config tree under a key of dbt_project.yml; empty when absent. */
  public Map<String, Object> configTree(String key) {
    return configTrees.getOrDefault(key, Map.of());
  }

  /** The same tree before Jinja. */
  public Map<String, Object> writtenTree(String key) {
    return writtenTrees.getOrDefault(key, Map.of());
  }
}
