package io.epoxy.model.result;

import io.epoxy.model.config.Data;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.UniqueId;
import java.util.Map;
import java.util.Objects;

/**
 * What a console line or a JSON log says of a node ({@code node_info}).
 *
 * @param materialization dbt's word, for example {@code incremental}
 * @param relationName rendered, empty when it has none
 * @param path the original file path
 * @param nodePath relative to its resource folder
 * @param checksum of its file, empty when dbt computes none
 */
public record NodeSummary(
    UniqueId uniqueId,
    String name,
    String materialization,
    String schema,
    String alias,
    String relationName,
    String path,
    String nodePath,
    String checksum,
    Map<String, Object> meta) {
  public NodeSummary {
    Objects.requireNonNull(uniqueId, "uniqueId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(materialization, "materialization");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(relationName, "relationName");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(nodePath, "nodePath");
    Objects.requireNonNull(checksum, "checksum");
    meta = Data.copy(meta);
  }

  /** The same node with another word for how it is built. */
  public NodeSummary materialized(String word) {
    return new NodeSummary(
        uniqueId, name, word, schema, alias, relationName, path, nodePath, checksum, meta);
  }

  /** What a command works on, though perhaps nobody builds it. */
  public static NodeSummary of(GraphMember member) {
    if (member instanceof Node node) {
      return ofNode(node);
    }
    return member instanceof SourceTable source ? ofSource(source) : ofUse(member);
  }

  /** An exposure or a saved query, which is nowhere in the warehouse. */
  private static NodeSummary ofUse(GraphMember member) {
    return new NodeSummary(
        member.uniqueId(),
        member.name(),
        "",
        "",
        "",
        "",
        member.info().originalFilePath(),
        member.info().path(),
        "",
        member.info().meta());
  }

  private static NodeSummary ofSource(SourceTable source) {
    return new NodeSummary(
        source.uniqueId(),
        source.name(),
        "",
        source.relation().schema(),
        source.relation().identifier(),
        source.relation().render(),
        source.info().originalFilePath(),
        source.info().path(),
        "",
        source.info().meta());
  }

  private static NodeSummary ofNode(Node node) {
    boolean stored =
        node.resourceType() != ResourceType.TEST && node.resourceType() != ResourceType.OPERATION;
    return new NodeSummary(
        node.uniqueId(),
        node.name(),
        node.materialization(),
        node.relation().schema(),
        node.relation().identifier(),
        stored ? node.relation().render() : "",
        node.info().originalFilePath(),
        node.info().path(),
        node.code().checksum(),
        node.info().meta());
  }
}
