package io.epoxy.compiler.context.node;

import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.port.MessageSink;
import java.util.Optional;

/**
 * Versions of a model that are newer than its latest: whoever refers to the model without a version
 * is told of them (dbt-core 1.12 {@code UnpinnedRefNewVersionAvailable}).
 */
final class PrereleaseVersions {
  private PrereleaseVersions() {}

  /** Tells of the newest, if there is one; a macro that a command calls is told nothing. */
  static void tell(Manifest manifest, Node reader, ModelNode model, MessageSink messages) {
    if (reader.uniqueId().resourceType() != ResourceType.MACRO) {
      model
          .version()
          .flatMap(version -> newest(manifest, model, version))
          .ifPresent(
              newest ->
                  messages.message(
                      MessageSink.Level.INFO,
                      "UnpinnedRefNewVersionAvailable",
                      text(reader, model, newest)));
    }
  }

  private static Optional<Object> newest(
      Manifest manifest, ModelNode model, ModelNode.Version version) {
    return manifest.nodes().values().stream()
        .filter(node -> node instanceof ModelNode && node.name().equals(model.name()))
        .flatMap(node -> ((ModelNode) node).version().stream())
        .map(ModelNode.Version::value)
        .max(ModelNode.Version::compare)
        .filter(newest -> ModelNode.Version.compare(newest, version.latest()) > 0);
  }

  private static String text(Node reader, ModelNode model, Object newest) {
    String name = model.name();
    String owner = model.info().packageName();
    Object own = model.version().orElseThrow().value();
    return """
        While compiling '%1$s':
        Found an unpinned reference to versioned model '%2$s' in project '%3$s'.
        Resolving to latest version: %2$s.v%4$s
        A prerelease version %5$s is available. It has not yet been marked 'latest' by its maintainer.
        When that happens, this reference will resolve to %2$s.v%5$s instead.

          Try out v%5$s: {{ ref('%3$s', '%2$s', v='%5$s') }}
          Pin to  v%4$s: {{ ref('%3$s', '%2$s', v='%4$s') }}
        """
        .formatted(reader.name(), name, owner, own, newest);
  }
}
