package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A linked project: every ref resolved, every generic test made. Immutable.
 *
 * @param projectName the root project's name
 * @param adapterType {@code glue} or {@code spark}
 * @param disabled nodes switched off by {@code enabled: false}
 */
public record Manifest(
    String projectName,
    String adapterType,
    Map<UniqueId, Node> nodes,
    Map<UniqueId, SourceTable> sources,
    Map<UniqueId, Macro> macros,
    Map<UniqueId, DocBlock> docs,
    List<Node> disabled) {
  public Manifest {
    Objects.requireNonNull(projectName, "projectName");
    Objects.requireNonNull(adapterType, "adapterType");
    nodes = ImmutableMap.copyOf(nodes);
    sources = ImmutableMap.copyOf(sources);
    macros = ImmutableMap.copyOf(macros);
    docs = ImmutableMap.copyOf(docs);
    disabled = ImmutableList.copyOf(disabled);
  }

  public Optional<Node> findNode(UniqueId id) {
    return Optional.ofNullable(nodes.get(id));
  }

  /** The resources that {@code id} reads from; empty for a source. */
  public List<UniqueId> parents(UniqueId id) {
    Node node = nodes.get(id);
    return node == null ? ImmutableList.of() : node.code().dependsOnNodes();
  }
}
