package io.epoxy.model.graph;

import io.epoxy.model.config.Data;
import io.epoxy.model.relation.Relation;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A data test, generic or singular.
 *
 * @param generic its macro and arguments; empty for a singular test
 * @param attachedNode the node that a generic test is written under
 * @param columnName the column that a generic test is written under
 * @param fileKeyName {@code models.orders}: the YAML key and name it is written under
 */
public record TestNode(
    NodeInfo info,
    NodeCode code,
    Relation relation,
    Optional<GenericTest> generic,
    Optional<UniqueId> attachedNode,
    Optional<String> columnName,
    Optional<String> fileKeyName)
    implements Node {
  public TestNode {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(relation, "relation");
    Objects.requireNonNull(generic, "generic");
    Objects.requireNonNull(attachedNode, "attachedNode");
    Objects.requireNonNull(columnName, "columnName");
    Objects.requireNonNull(fileKeyName, "fileKeyName");
  }

  @Override
  public String materialization() {
    return "test";
  }

  /**
   * What dbt calls test_metadata.
   *
   * @param name the macro's name without {@code test_}
   * @param namespace the package named before the dot, if any
   * @param arguments as dbt stores them in {@code test_metadata.kwargs}
   */
  public record GenericTest(
      String name, Optional<String> namespace, Map<String, Object> arguments) {
    public GenericTest {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(namespace, "namespace");
      arguments = Data.copy(arguments);
    }
  }

  @Override
  public TestNode with(NodeInfo otherInfo, NodeCode otherCode) {
    return new TestNode(
        otherInfo, otherCode, relation, generic, attachedNode, columnName, fileKeyName);
  }
}
