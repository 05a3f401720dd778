package io.epoxy.compiler.parse;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.NodeInfo;

/** What is wrong with a node that is known already, under dbt's heading for it. */
final class NodeError {
  private NodeError() {}

  /** {@code Parsing Error in model a (models/a.sql)}, then the sentence. */
  static EpoxyException parsing(NodeInfo info, String sentence) {
    String node =
        info.uniqueId().resourceType().dbtName()
            + " "
            + info.name()
            + " ("
            + info.originalFilePath()
            + ")";
    return new EpoxyException(
        ErrorCode.PARSING,
        ErrorCode.PARSING.heading() + " in " + node + "\n  " + sentence,
        info.location());
  }
}
