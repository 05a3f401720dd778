package io.epoxy.job.command;

import io.epoxy.bundle.artifact.NodeOutputs;
import io.epoxy.bundle.artifact.ShownResources;
import io.epoxy.compiler.state.CurrentProject;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import java.util.Map;

/** The parsed project in the form that its manifest.json shows. */
final class ShownProject implements CurrentProject {
  private final Manifest manifest;
  private final ShownResources resources;

  ShownProject(Manifest manifest, NodeOutputs outputs) {
    this.manifest = manifest;
    this.resources = new ShownResources(outputs);
  }

  @Override
  public Manifest manifest() {
    return manifest;
  }

  @Override
  public Map<String, Object> shown(UniqueId id) {
    return resources.tree(manifest.find(id).orElseThrow());
  }

  @Override
  public Map<String, Object> shownDisabled(UniqueId id) {
    for (GraphMember member : manifest.disabled()) {
      if (member.uniqueId().equals(id)) {
        return resources.tree(member);
      }
    }
    return Map.of();
  }
}
