package io.epoxy.compiler.select.method;

import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource that may be selected.
 *
 * @param type of {@code member}, looked up once
 */
public record Candidate(GraphMember member, ResourceType type) {
  /** All that a manifest has switched on. */
  public static Map<UniqueId, Candidate> of(Manifest manifest) {
    Map<UniqueId, Candidate> all = new LinkedHashMap<>();
    manifest
        .members()
        .forEach(
            (id, member) -> {
              // A test of something that is not there stays in the manifest, switched off.
              if (member.info().config().flag("enabled", true)) {
                all.put(id, new Candidate(member, id.resourceType()));
              }
            });
    return all;
  }

  public UniqueId id() {
    return member.uniqueId();
  }

  public List<UniqueId> parents() {
    return member.dependsOn();
  }

  /** Whether there is nothing to run; a seed is never empty. */
  public boolean isEmpty() {
    return type != ResourceType.SEED
        && type != ResourceType.FUNCTION
        && member instanceof Node node
        && node.code().rawCode().isBlank();
  }

  /** What dbt keeps among the nodes: models, seeds, snapshots, analyses, data tests and hooks. */
  public boolean isNode() {
    return member instanceof Node && type != ResourceType.FUNCTION;
  }

  NodeInfo info() {
    return member.info();
  }

  /** Which version of a model it is; empty for anything without versions. */
  Optional<ModelNode.Version> version() {
    return member instanceof ModelNode model ? model.version() : Optional.empty();
  }

  Optional<TestNode> test() {
    return member instanceof TestNode test ? Optional.of(test) : Optional.empty();
  }

  Optional<SourceTable> source() {
    return member instanceof SourceTable source ? Optional.of(source) : Optional.empty();
  }
}
