package io.epoxy.compiler.parse;

import io.epoxy.compiler.cache.CacheKey;
import io.epoxy.compiler.cache.Fact;
import io.epoxy.compiler.cache.ParseCache;
import io.epoxy.compiler.cache.Reads;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.UniqueId;
import java.util.List;
import java.util.Optional;

/**
 * The outcomes of earlier runs. Everything that parsing a node is given is in the key: its whole
 * {@link NodeParser.Spec}, but for the line that it stands on.
 */
final class NodeMemory {
  /** What the cache must be able to hold for this class. */
  static final List<Class<?>> TYPES =
      List.of(NodeParser.Outcome.class, Properties.class, ModelNode.Version.class, UniqueId.class);

  private final ParseInput input;
  private final boolean namesDatabases;

  /**
   * @param namesDatabases whether macros could name a database, for which none is asked otherwise
   */
  NodeMemory(ParseInput input, boolean namesDatabases) {
    this.input = input;
    this.namesDatabases = namesDatabases;
  }

  Optional<NodeParser.Outcome> find(NodeParser.Spec spec, boolean rendered) {
    ParseCache cache = input.cache();
    Optional<CacheKey> key = cache.isOn() ? key(spec, rendered) : Optional.empty();
    Optional<NodeParser.Outcome> found =
        key.flatMap(one -> cache.find(one, NodeParser.Outcome.class, input.answers()));
    if (found.isPresent()) {
      input.reads().addFacts(spec.id(), cache.facts(key.get()));
    }
    return found;
  }

  void keep(NodeParser.Spec spec, boolean rendered, Reads reads, NodeParser.Outcome outcome) {
    ParseCache cache = input.cache();
    Optional<CacheKey> key =
        cache.isOn() && reads.isRepeatable() ? key(spec, rendered) : Optional.empty();
    if (key.isEmpty()) {
      cache.setIncomplete();
      return;
    }
    List<Fact> facts = reads.facts(input.answers());
    input.reads().addFacts(spec.id(), facts);
    cache.put(key.get(), facts, outcome);
  }

  /** Empty for a node with a value that has no form in the cache. */
  private Optional<CacheKey> key(NodeParser.Spec spec, boolean rendered) {
    try {
      return Optional.of(
          input
              .cache()
              .key(
                  "node",
                  rendered,
                  namesDatabases,
                  spec.id(),
                  spec.name(),
                  spec.owner().name(),
                  spec.path(),
                  spec.originalPath(),
                  spec.fqn(),
                  spec.rawCode(),
                  spec.checksum(),
                  spec.properties(),
                  spec.ownConfig(),
                  spec.ownTags(),
                  spec.version(),
                  spec.testArguments()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
