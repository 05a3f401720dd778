package io.epoxy.engine.governance;

import io.epoxy.model.graph.Node;
import java.util.Set;

/** Gives a node's relation the tags, filters and permissions that it is to have. Thread-safe. */
public interface Governor {
  /** Does nothing. */
  Governor NONE =
      new Governor() {
        @Override
        public boolean governs(Node node) {
          return false;
        }

        @Override
        public String describe(Node node) {
          return "";
        }

        @Override
        public void govern(Node node) {
          // wants nothing
        }

        @Override
        public void governAhead(Node node, Set<String> columns) {
          // wants nothing
        }
      };

  /** Whether a node's relation may be seen by others as soon as it is there, and must not. */
  boolean governs(Node node);

  /** What the node wants, as a comment of SQL below its plan; blank when that is nothing. */
  String describe(Node node);

  /**
   * Applies it. The relation is there.
   *
   * @throws io.epoxy.model.error.EpoxyException with what was applied and what was not
   */
  void govern(Node node);

  /**
   * Applies it to what is there before the node is built anew by steps that nobody can look into.
   * What cannot be applied yet is told, and waits for {@link #govern}.
   *
   * @param columns those that the relation has, in lower case
   */
  void governAhead(Node node, Set<String> columns);
}
