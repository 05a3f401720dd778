package io.epoxy.engine.governance;

import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.Node;
import java.util.List;

/** Finds where the word of a node's config that is wrong was written. */
@FunctionalInterface
public interface ConfigPlaces {
  /** The node as a whole. */
  ConfigPlaces NODE = (node, config, words) -> node.info().location();

  /**
   * The place to name in a message.
   *
   * @param config the key of the config, {@code lf_tags_config} for example
   * @param words the way in it to the word that is wrong, key by key, in any case; none when all of
   *     it is wrong
   */
  SourceLocation find(Node node, String config, List<String> words);
}
