package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import io.epoxy.model.config.Data;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A metric, a semantic model or a saved query. Nothing here runs them: they are checked, linked and
 * carried into the manifest for the tools that read it.
 *
 * @param body the keys of the manifest that only its kind has, as the manifest shows them
 */
public record SemanticLayerNode(NodeInfo info, Map<String, Object> body, List<UniqueId> dependsOn)
    implements GraphMember {

  public SemanticLayerNode {
    Objects.requireNonNull(info, "info");
    body = Data.copy(body);
    dependsOn = ImmutableList.copyOf(dependsOn);
  }
}
