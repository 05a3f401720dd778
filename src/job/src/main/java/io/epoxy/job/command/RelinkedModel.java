package io.epoxy.job.command;

import io.epoxy.bundle.artifact.EdgeEdit;
import io.epoxy.bundle.artifact.ManifestEdit;
import io.epoxy.bundle.artifact.NodeOutputs;
import io.epoxy.bundle.artifact.ShownResources;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.UniqueId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model whose calls or configs have changed, put into an earlier manifest. What could concern
 * another resource, or a check of the project as a whole, is left to a whole parse.
 */
final class RelinkedModel {
  /** What a model may change without anything else being another. */
  private static final Set<String> OWN =
      Set.of(
          "checksum",
          "config",
          "created_at",
          "depends_on",
          "docs",
          "meta",
          "raw_code",
          "refs",
          "sources",
          "tags",
          "unrendered_config");

  /** What is made of property files, docs and tests, which are the same. */
  private static final List<String> DESCRIBED =
      List.of("description", "columns", "doc_blocks", "primary_key");

  /** Configs that checks of other resources read. */
  private static final List<String> CHECKED =
      List.of("access", "contract", "enabled", "event_time", "group", "incremental_strategy");

  private final ManifestEdit edit;
  private final EdgeEdit edges;
  private final String root;
  private final ModelNode now;

  private RelinkedModel(ManifestEdit edit, EdgeEdit edges, String root, ModelNode now) {
    this.edit = edit;
    this.edges = edges;
    this.root = root;
    this.now = now;
  }

  /**
   * Puts it into the manifest.
   *
   * @param root the project's name
   * @return false when everything is to be parsed, whatever was edited so far
   */
  static boolean put(ManifestEdit edit, ManifestEdit.EditedNode before, ModelNode now, String root)
      throws IOException {
    Optional<EdgeEdit> edges = edit.edges();
    return edges.isPresent() && new RelinkedModel(edit, edges.get(), root, now).put(before);
  }

  private boolean put(ManifestEdit.EditedNode before) throws IOException {
    Optional<Set<UniqueId>> parents = parents();
    if (parents.isEmpty()) {
      return false;
    }
    NodeCode linked = now.code().withDependsOnNodes(List.copyOf(parents.get()));
    Map<String, Object> tree = shown(now.with(now.info(), linked));
    DESCRIBED.forEach(key -> tree.replace(key, before.tree().get(key)));
    Set<String> ids =
        parents.get().stream().map(UniqueId::value).collect(Collectors.toUnmodifiableSet());
    if (!isLocal(before.tree(), tree) || !mayDependOn(ids)) {
      return false;
    }
    before.replace(tree);
    edges.replaceParents(id(), ids);
    return true;
  }

  private String id() {
    return now.uniqueId().value();
  }

  private static Map<String, Object> shown(ModelNode model) {
    Map<String, Object> tree = new LinkedHashMap<>();
    Object read =
        PlainJson.read(PlainJson.text(new ShownResources(NodeOutputs.none("target")).tree(model)));
    ((Map<?, ?>) read).forEach((key, value) -> tree.put(key.toString(), value));
    return tree;
  }

  private boolean isLocal(Map<String, Object> before, Map<String, Object> after)
      throws IOException {
    boolean same =
        List.copyOf(before.keySet()).equals(List.copyOf(after.keySet()))
            && after.keySet().stream()
                .allMatch(
                    key -> OWN.contains(key) || Objects.equals(before.get(key), after.get(key)));
    if (!same
        || !(before.get("config") instanceof Map<?, ?> then)
        || !(after.get("config") instanceof Map<?, ?> config)) {
      return false;
    }
    boolean promised =
        after.get("contract") instanceof Map<?, ?> contract
            && Boolean.TRUE.equals(contract.get("enforced"));
    return !promised
        && CHECKED.stream().allMatch(key -> Objects.equals(then.get(key), config.get(key)))
        && !"microbatch".equals(config.get("incremental_strategy"))
        && edges.children(id()).stream().allMatch(RelinkedModel::readsRelationOnly);
  }

  /** Unit tests and semantic models know more of a model than where it is. */
  private static boolean readsRelationOnly(String child) {
    return Stream.of("model.", "test.", "snapshot.", "analysis.", "exposure.")
        .anyMatch(child::startsWith);
  }

  /** What its calls lead to; empty when that takes a search through packages or versions. */
  private Optional<Set<UniqueId>> parents() {
    NodeCode code = now.code();
    if (!now.info().packageName().equals(root)
        || !code.metrics().isEmpty()
        || !code.functions().isEmpty()) {
      return Optional.empty();
    }
    Set<UniqueId> parents = new LinkedHashSet<>();
    for (List<String> source : code.sources()) {
      Stream<String> id = Stream.of("source." + root + "." + String.join(".", source));
      if (source.stream().anyMatch(RelinkedModel::hasParts) || !add(id, parents)) {
        return Optional.empty();
      }
    }
    for (RefCall ref : code.refs()) {
      boolean plain =
          ref.version().isEmpty()
              && ref.packageName().filter(name -> !name.equals(root)).isEmpty()
              && !hasParts(ref.name());
      Stream<String> kinds = Stream.of("model.", "seed.", "snapshot.");
      if (!plain || !add(kinds.map(kind -> kind + root + "." + ref.name()), parents)) {
        return Optional.empty();
      }
    }
    return Optional.of(parents);
  }

  /** Ids do not tell a point in a name from one between names. */
  private static boolean hasParts(String name) {
    return name.contains(".");
  }

  /** Exactly one of them is there: the root project is searched first for its own nodes. */
  private boolean add(Stream<String> ids, Set<UniqueId> parents) {
    List<String> found = ids.filter(edges::contains).toList();
    found.forEach(id -> parents.add(new UniqueId(id)));
    return found.size() == 1;
  }

  private boolean mayDependOn(Set<String> parents) throws IOException {
    Set<String> added = new LinkedHashSet<>(parents);
    added.removeAll(edges.parents(id()));
    for (String id : added) {
      Map<String, Object> parent =
          id.startsWith("model.")
              ? edit.tree(new UniqueId(id)).orElse(Map.of("access", "private"))
              : Map.of();
      if ("private".equals(parent.get("access")) || parent.get("deprecation_date") != null) {
        return false;
      }
    }
    return added.isEmpty() || !edges.dependsOn(added, id());
  }
}
