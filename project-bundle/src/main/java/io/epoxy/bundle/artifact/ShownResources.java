package io.epoxy.bundle.artifact;

import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.SourceTable;
import java.util.Map;

/** Single resources of a manifest in the form that manifest.json shows. */
public final class ShownResources {
  private final NodeTrees nodes;

  /** The resources of one manifest. */
  public ShownResources(Manifest manifest, NodeOutputs outputs) {
    this.nodes = new NodeTrees(outputs, new PrimaryKeys(manifest));
  }

  /** Keys in the order of the file; values as {@link io.epoxy.bundle.json.PlainJson} wants them. */
  public Map<String, Object> tree(GraphMember member) {
    if (member instanceof Node node) {
      return nodes.tree(node);
    }
    if (member instanceof SourceTable source) {
      return SourceTrees.tree(source);
    }
    throw new IllegalArgumentException("no form for " + member.uniqueId());
  }
}
