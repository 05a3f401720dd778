package io.epoxy.compiler.parse;

import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.SourceTable;

/** Nodes and sources as if they had been parsed at another time, or stood on another line. */
final class Placed {
  private Placed() {}

  static GraphMember at(GraphMember member, double createdAt, SourceLocation location) {
    NodeInfo info = member.info().toBuilder().createdAt(createdAt).location(location).build();
    return member instanceof SourceTable source
        ? source.described(info, source.sourceDescription())
        : ((Node) member).with(info, ((Node) member).code());
  }
}
