package io.epoxy.bundle.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import io.epoxy.bundle.archive.AtomicFile;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * graph_summary.json: name, kind and successors of every resource under a number, the numbers in
 * the order in which dbt links its graph (dbt-core 1.12 {@code compilation.py}, {@code link_graph}
 * and {@code get_graph_summary}).
 */
public final class GraphSummaryWriter {
  private final Manifest manifest;
  private final Map<UniqueId, Set<UniqueId>> successors = new LinkedHashMap<>();

  private GraphSummaryWriter(Manifest manifest) {
    this.manifest = manifest;
  }

  /** Writes the file, which is replaced whole. */
  public static void write(Manifest manifest, String invocationId, Path file) {
    Map<String, Object> linked = new GraphSummaryWriter(manifest).linked();
    AtomicFile.write(
        file,
        out -> {
          try (JsonGenerator json = PlainJson.generator(out)) {
            PlainJson.write(
                json, new Tree().put("_invocation_id", invocationId).put("linked", linked).map());
          }
        });
  }

  private Map<String, Object> linked() {
    manifest.sources().keySet().forEach(this::successorsOf);
    link(manifest.nodes().values());
    link(manifest.semanticLayer(ResourceType.SEMANTIC_MODEL));
    link(manifest.exposures().values());
    link(manifest.functions().values());
    link(manifest.semanticLayer(ResourceType.METRIC));
    link(manifest.unitTests().values());
    link(manifest.semanticLayer(ResourceType.SAVED_QUERY));
    Map<UniqueId, Integer> numbers = new LinkedHashMap<>();
    successors.keySet().forEach(id -> numbers.put(id, numbers.size()));
    Map<String, Object> shown = new LinkedHashMap<>();
    numbers.forEach((id, number) -> shown.put(number.toString(), shown(id, numbers)));
    return shown;
  }

  private void link(Collection<? extends GraphMember> members) {
    for (GraphMember member : members) {
      successorsOf(member.uniqueId());
      for (UniqueId parent : member.dependsOn()) {
        successorsOf(parent).add(member.uniqueId());
      }
    }
  }

  private Set<UniqueId> successorsOf(UniqueId id) {
    return successors.computeIfAbsent(id, none -> new LinkedHashSet<>());
  }

  private Object shown(UniqueId id, Map<UniqueId, Integer> numbers) {
    Tree tree = new Tree().put("name", id.value()).put("type", id.resourceType().dbtName());
    Set<UniqueId> children = successors.get(id);
    if (!children.isEmpty()) {
      tree.put("succ", children.stream().map(numbers::get).toList());
    }
    return tree.map();
  }
}
