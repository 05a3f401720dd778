package io.epoxy.compiler.parse;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.NodeInfo;

/** What is wrong with a node that is known already, under dbt's heading for it. */
final class NodeError {
  private NodeError() {}

  /** {@code Parsing Error in model a (models/a.sql)}, then the sentence. */
  static EpoxyException parsing(NodeInfo info, String sentence) {
    return of(ErrorCode.PARSING, info, sentence, info.location());
  }

  /** The same of a compilation error, at a place in the node's text. */
  static EpoxyException compilation(NodeInfo info, String sentence, SourceLocation place) {
    return of(ErrorCode.COMPILATION, info, sentence, place);
  }

  private static EpoxyException of(
      ErrorCode code, NodeInfo info, String sentence, SourceLocation place) {
    String node =
        info.uniqueId().resourceType().dbtName()
            + " "
            + info.name()
            + " ("
            + info.originalFilePath()
            + ")";
    return new EpoxyException(
        code, code.heading() + " in " + node + "\n" + sentence.indent(2).stripTrailing(), place);
  }
}
