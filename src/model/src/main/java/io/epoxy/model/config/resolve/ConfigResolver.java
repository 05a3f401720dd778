package io.epoxy.model.config.resolve;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.config.ConfigMerge;
import io.epoxy.model.config.Data;
import io.epoxy.model.config.Project;
import io.epoxy.model.graph.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * dbt's config precedence, low to high: the type's defaults; the owning package's dbt_project.yml
 * down the fqn; the property file; config() in the file; then, for a node of another package, the
 * root project's dbt_project.yml.
 */
public final class ConfigResolver {
  private static final Map<ResourceType, String> TREES =
      Map.of(
          ResourceType.SEED, "seeds",
          ResourceType.SNAPSHOT, "snapshots",
          ResourceType.SOURCE, "sources",
          ResourceType.TEST, "data_tests",
          ResourceType.UNIT_TEST, "unit_tests",
          ResourceType.EXPOSURE, "exposures",
          ResourceType.METRIC, "metrics",
          ResourceType.SEMANTIC_MODEL, "semantic-models",
          ResourceType.SAVED_QUERY, "saved-queries",
          ResourceType.FUNCTION, "functions");

  /**
   * Trees that dbt reads for the unrendered config where they are not those of the config: it looks
   * for keys with an underscore, and for functions among the models (dbt-core 1.12 {@code
   * UnrenderedConfig}).
   */
  private static final Map<ResourceType, String> WRITTEN =
      Map.of(
          ResourceType.SEMANTIC_MODEL, "semantic_models",
          ResourceType.SAVED_QUERY, "saved_queries",
          ResourceType.FUNCTION, "models");

  private ConfigResolver() {}

  /**
   * What is laid over each other.
   *
   * @param owner the package that the node belongs to
   * @param root the root project; empty when it is the owner
   * @param properties config of the property file
   * @param inFile config() of the file, or a generic test's own config
   */
  public record Layers(
      ResourceType type,
      List<String> fqn,
      Project owner,
      Optional<Project> root,
      Map<String, Object> properties,
      Map<String, Object> inFile) {
    public Layers {
      fqn = ImmutableList.copyOf(fqn);
      properties = Data.copy(properties);
      inFile = Data.copy(inFile);
    }
  }

  /** As the other, for what has no hooks. */
  public static Map<String, Object> resolve(Layers layers) {
    return resolve(layers, UnaryOperator.identity());
  }

  /**
   * The resolved config; its values are fresh.
   *
   * @param hooks what a hook says that is text: its statement, or a mapping where it is JSON
   */
  public static Map<String, Object> resolve(Layers layers, UnaryOperator<Object> hooks) {
    Map<String, Object> config = ConfigDefaults.of(layers.type());
    ConfigMerge.Rules rules = ConfigDefaults.rules(layers.type());
    overlaid(layers, project -> project.configTree(tree(layers)))
        .forEach(level -> ConfigMerge.merge(config, level, rules));
    ConfigHooks.normalize(config, rules.appended().contains("pre-hook"), hooks);
    ConfigCompletion.complete(layers.type(), config);
    return config;
  }

  /** Whether dbt has a field for a key of a type's config; it keeps others as they come. */
  public static boolean isField(ResourceType type, String key) {
    return ConfigDefaults.of(type).containsKey(key);
  }

  /**
   * Config as it was written, each key from the highest level that has it: what dbt calls
   * unrendered_config.
   */
  public static Map<String, Object> written(Layers layers) {
    Map<String, Object> config = new LinkedHashMap<>();
    String tree = writtenTree(layers);
    overlaid(layers, project -> project.writtenTree(tree)).forEach(config::putAll);
    return config;
  }

  /**
   * All that project files say of what lies right under a folder: nodes of which this is the same
   * have the same layers, but for their own.
   *
   * @param folder an fqn without its last part
   * @param root the root project; empty when it is the owner
   */
  public static List<Object> under(
      ResourceType type, List<String> folder, Project owner, Optional<Project> root) {
    Layers layers = new Layers(type, folder, owner, root, Map.of(), Map.of());
    List<Object> all = new ArrayList<>();
    for (Project project : root.map(over -> List.of(owner, over)).orElse(List.of(owner))) {
      all.add(under(project.configTree(tree(layers)), folder));
      all.add(under(project.writtenTree(writtenTree(layers)), folder));
    }
    return all;
  }

  private static List<Object> under(Map<String, Object> tree, List<String> folder) {
    List<Object> all = new ArrayList<>(levels(tree, folder));
    Object at = tree;
    for (String part : folder) {
      at = at instanceof Map<?, ?> level ? level.get(part) : null;
    }
    all.add(at instanceof Map<?, ?> ? at : Map.of());
    return all;
  }

  private static String writtenTree(Layers layers) {
    return WRITTEN.getOrDefault(layers.type(), tree(layers));
  }

  private static String tree(Layers layers) {
    boolean ownAnalyses =
        layers.type() == ResourceType.ANALYSIS
            && BehaviourFlags.isOn(
                layers.root().orElse(layers.owner()).flags(), "require_corrected_analysis_fqns");
    return ownAnalyses ? "analyses" : TREES.getOrDefault(layers.type(), "models");
  }

  private static List<Map<String, Object>> overlaid(
      Layers layers, Function<Project, Map<String, Object>> tree) {
    List<Map<String, Object>> all = new ArrayList<>();
    all.addAll(levels(tree.apply(layers.owner()), layers.fqn()));
    all.add(layers.properties());
    all.add(layers.inFile());
    layers.root().ifPresent(root -> all.addAll(levels(tree.apply(root), layers.fqn())));
    return all;
  }

  /** The config of each level of a tree that a node lies under, outermost first. */
  static List<Map<String, Object>> levels(Map<String, Object> tree, List<String> fqn) {
    List<Map<String, Object>> levels = new ArrayList<>();
    Map<?, ?> at = tree;
    levels.add(configOf(at));
    for (String part : fqn) {
      if (!(at.get(part) instanceof Map<?, ?> below)) {
        break;
      }
      at = below;
      levels.add(configOf(at));
    }
    return levels;
  }

  /** The config of every level of a tree that has some, by the path to it. */
  public static Map<List<String>, Map<String, Object>> levels(Map<?, ?> tree) {
    Map<List<String>, Map<String, Object>> levels = new LinkedHashMap<>();
    addLevels(tree, List.of(), levels);
    return levels;
  }

  private static void addLevels(
      Map<?, ?> level, List<String> path, Map<List<String>, Map<String, Object>> levels) {
    Map<String, Object> config = configOf(level);
    if (!config.isEmpty()) {
      levels.put(path, config);
    }
    level.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          if (value instanceof Map<?, ?> below && !name.startsWith("+")) {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(name);
            addLevels(below, List.copyOf(deeper), levels);
          }
        });
  }

  private static Map<String, Object> configOf(Map<?, ?> level) {
    Map<String, Object> config = new LinkedHashMap<>();
    level.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          if (name.startsWith("+")) {
            config.put(name.substring(1).strip(), value);
          } else if (!(value instanceof Map<?, ?>)) {
            config.put(name, value);
          }
        });
    return config;
  }
}
