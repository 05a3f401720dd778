package io.epoxy.model.result;

import io.epoxy.model.config.Data;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.graph.UnitTestNode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a console line or a JSON log says of a node ({@code node_info}).
 *
 * @param materialization dbt's word, for example {@code incremental}
 * @param relationName rendered, empty when it has none
 * @param path the original file path
 * @param nodePath relative to its resource folder
 * @param checksum of its file, empty when dbt computes none
 * @param belonging what it stands under
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
    Map<String, Object> meta,
    Belonging belonging) {
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
    Objects.requireNonNull(belonging, "belonging");
  }

  /**
   * What a node stands under.
   *
   * @param attachedNode the id of the node that a generic test is written under, else empty
   * @param definition of a unit test the path of its property file in the resource folder, which
   *     dbt shows until the test has become a query; else empty
   * @param group what logs say of its group; empty when it is in none
   */
  public record Belonging(String attachedNode, String definition, Map<String, Object> group) {
    /** Of a node that is no test and in no group. */
    public static final Belonging NONE = new Belonging("", "", Map.of());

    public Belonging {
      Objects.requireNonNull(attachedNode, "attachedNode");
      Objects.requireNonNull(definition, "definition");
      group = Data.copy(group);
    }
  }

  /** The same node with another word for how it is built. */
  public NodeSummary materialized(String word) {
    return with(word, belonging);
  }

  /** The same node in a group. */
  public NodeSummary inGroup(Map<String, Object> group) {
    return with(
        materialization, new Belonging(belonging.attachedNode(), belonging.definition(), group));
  }

  private NodeSummary with(String word, Belonging other) {
    return new NodeSummary(
        uniqueId, name, word, schema, alias, relationName, path, nodePath, checksum, meta, other);
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
        member.info().meta(),
        Belonging.NONE);
  }

  private static NodeSummary ofSource(SourceTable source) {
    // dbt's class of sources has an identifier, no alias
    return new NodeSummary(
        source.uniqueId(),
        source.name(),
        "",
        source.relation().schema(),
        "",
        source.relation().render(),
        source.info().originalFilePath(),
        source.info().path(),
        "",
        source.info().meta(),
        Belonging.NONE);
  }

  private static NodeSummary ofNode(Node node) {
    boolean stored =
        switch (node.resourceType()) {
          case TEST, UNIT_TEST, OPERATION -> false;
          default -> !node.materialization().equals("ephemeral");
        };
    Optional<UniqueId> attached =
        node instanceof TestNode test ? test.attachedNode() : Optional.empty();
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
        node.info().meta(),
        new Belonging(
            attached.map(UniqueId::value).orElse(""),
            node instanceof UnitTestNode unit ? unit.test().info().path() : "",
            Map.of()));
  }
}
