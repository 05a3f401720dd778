package io.epoxy.bundle.artifact;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.UniqueId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a command has made of the manifest's nodes so far.
 *
 * @param targetPath as paths in artifacts begin, {@code target} by default
 * @param compiled the nodes whose SQL is known
 * @param built the nodes whose statements lie under {@code target/run}
 */
public record NodeOutputs(
    String targetPath, Map<UniqueId, CompiledNode> compiled, Set<UniqueId> built) {
  public NodeOutputs {
    Objects.requireNonNull(targetPath, "targetPath");
    compiled = ImmutableMap.copyOf(compiled);
    built = ImmutableSet.copyOf(built);
  }

  /** Nothing is compiled yet. */
  public static NodeOutputs none(String targetPath) {
    return new NodeOutputs(targetPath, Map.of(), Set.of());
  }
}
