package io.epoxy.compiler.parse;

import io.epoxy.model.config.Project;
import io.epoxy.model.config.resolve.ConfigResolver;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Warns of configs in dbt_project.yml that no resource is under (dbt-core 1.12 {@code
 * warn_for_unused_resource_config_paths}).
 */
final class UnusedConfigPaths {
  private static final String EVENT = "UnusedResourceConfigPath";
  private static final Map<String, ResourceType> TREES = new LinkedHashMap<>();

  static {
    TREES.put("models", ResourceType.MODEL);
    TREES.put("seeds", ResourceType.SEED);
    TREES.put("snapshots", ResourceType.SNAPSHOT);
    TREES.put("sources", ResourceType.SOURCE);
    TREES.put("data_tests", ResourceType.TEST);
    TREES.put("unit_tests", ResourceType.UNIT_TEST);
    TREES.put("metrics", ResourceType.METRIC);
    TREES.put("semantic-models", ResourceType.SEMANTIC_MODEL);
    TREES.put("saved-queries", ResourceType.SAVED_QUERY);
    TREES.put("exposures", ResourceType.EXPOSURE);
    TREES.put("functions", ResourceType.FUNCTION);
  }

  private final Project root;

  UnusedConfigPaths(Project root) {
    this.root = root;
  }

  /** Whether every path that a resource which is gone was under has another one under it. */
  boolean areUsed(Collection<GraphMember> gone, Collection<GraphMember> left) {
    Map<ResourceType, Set<List<String>>> used = used(left);
    Map<ResourceType, Set<List<String>>> usedBefore = used(gone);
    return written().entrySet().stream()
        .allMatch(
            tree -> {
              ResourceType type = TREES.get(tree.getKey());
              Set<List<String>> now = used.getOrDefault(type, Set.of());
              return usedBefore.getOrDefault(type, Set.of()).stream()
                  .filter(tree.getValue()::contains)
                  .allMatch(now::contains);
            });
  }

  /** Whether every path that was not configured before has one of some resources under it. */
  boolean areUsed(ConfigLevels before, Collection<GraphMember> members) {
    Map<ResourceType, Set<List<String>>> used = used(members);
    return written().entrySet().stream()
        .allMatch(
            tree ->
                tree.getValue().stream()
                    .filter(path -> !before.has(root, tree.getKey(), path))
                    .allMatch(used.getOrDefault(TREES.get(tree.getKey()), Set.of())::contains));
  }

  /** Whether there was something to warn of. */
  static boolean areTold(List<Object> warnings) {
    return warnings.stream().anyMatch(warning -> ((Map<?, ?>) warning).get("event").equals(EVENT));
  }

  private Map<String, Set<List<String>>> written() {
    Map<String, Set<List<String>>> written = new LinkedHashMap<>();
    TREES
        .keySet()
        .forEach(
            key -> {
              Set<List<String>> paths = ConfigResolver.levels(root.configTree(key)).keySet();
              if (!paths.isEmpty()) {
                written.put(key, paths);
              }
            });
    return written;
  }

  void warn(Manifest manifest, Warnings warnings) {
    Map<String, Set<List<String>>> written = written();
    if (written.isEmpty()) {
      return;
    }
    Map<ResourceType, Set<List<String>>> used = used(manifest.members().values());
    Set<List<String>> disabled = new LinkedHashSet<>();
    manifest.disabled().forEach(member -> above(member, disabled));
    List<String> unused = new ArrayList<>();
    written.forEach(
        (key, paths) -> {
          Set<List<String>> known = used.getOrDefault(TREES.get(key), Set.of());
          for (List<String> path : paths) {
            if (!known.contains(path) && !disabled.contains(path)) {
              List<String> whole = new ArrayList<>(List.of(key.replace('-', '_')));
              whole.addAll(path);
              unused.add(String.join(".", whole));
            }
          }
        });
    if (!unused.isEmpty()) {
      warnings.warn(
          EVENT,
          "Configuration paths exist in your dbt_project.yml file which do not apply to any"
              + " resources.\nThere are "
              + unused.size()
              + " unused configuration paths:\n- "
              + String.join("\n- ", unused),
          Map.of("unused_config_paths", List.copyOf(unused)));
    }
  }

  private static Map<ResourceType, Set<List<String>>> used(Collection<GraphMember> members) {
    Map<ResourceType, Set<List<String>>> used = new EnumMap<>(ResourceType.class);
    for (GraphMember member : members) {
      above(member, used.computeIfAbsent(member.resourceType(), type -> new LinkedHashSet<>()));
    }
    return used;
  }

  /** Adds every path that a resource is under. */
  private static void above(GraphMember member, Set<List<String>> paths) {
    List<String> fqn = member.info().fqn();
    for (int length = fqn.size(); length >= 0; length--) {
      if (!paths.add(List.copyOf(fqn.subList(0, length)))) {
        return; // then the shorter ones are there too
      }
    }
  }
}
