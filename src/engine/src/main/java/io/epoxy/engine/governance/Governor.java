package io.epoxy.engine.governance;

import io.epoxy.model.graph.Node;

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
}
