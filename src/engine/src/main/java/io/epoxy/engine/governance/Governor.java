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
        public Set<String> columns(Node node) {
          return Set.of();
        }

        @Override
        public Left govern(Node node, Set<String> columns) {
          return Left.NOTHING;
        }

        @Override
        public void governAhead(Node node, Set<String> columns) {
          // wants nothing
        }

        @Override
        public void governDatabase(Node node) {
          // wants nothing
        }
      };

  /** What remains to be applied when a relation has been governed before it is built anew. */
  enum Left {
    NOTHING,
    /** Removals perhaps, or what is for columns that are not there yet. */
    SOMETHING
  }

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
   * The columns that it names in tags and filters, in lower case; other words may be among them.
   */
  Set<String> columns(Node node);

  /**
   * Applies it to what is there before the node gets new rows, lest others see those first: all but
   * removals and what is for other columns.
   *
   * @param columns those that the relation has, in lower case
   * @throws io.epoxy.model.error.EpoxyException with what was applied and what was not
   */
  Left govern(Node node, Set<String> columns);

  /**
   * The same before the node is built by steps that nobody can look into. What cannot be applied
   * yet is told, and waits for {@link #govern(Node)}.
   */
  void governAhead(Node node, Set<String> columns);

  /** Applies what it wants of the database, before the relation is there. */
  void governDatabase(Node node);
}
