package io.epoxy.bundle.artifact;

import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.Constraint;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts that several kinds of resource share. */
final class CommonTrees {
  private CommonTrees() {}

  /** Name, type, package, paths and id. */
  static Tree head(NodeInfo info, ResourceType type) {
    return new Tree()
        .put("name", info.name())
        .put("resource_type", type.dbtName())
        .put("package_name", info.packageName())
        .put("path", info.path())
        .put("original_file_path", info.originalFilePath())
        .put("unique_id", info.uniqueId().value());
  }

  static Map<String, Object> columns(Map<String, ColumnInfo> columns) {
    Map<String, Object> trees = new LinkedHashMap<>();
    columns.forEach((name, column) -> trees.put(name, column(column)));
    return trees;
  }

  static Map<String, Object> docs(NodeConfig config) {
    return new Tree().put("show", true).put("node_color", null).putAll(config.map("docs")).map();
  }

  static List<String> texts(List<UniqueId> ids) {
    return ids.stream().map(UniqueId::value).toList();
  }

  private static Map<String, Object> column(ColumnInfo column) {
    return new Tree()
        .put("name", column.name())
        .put("description", column.description())
        .put("meta", column.meta())
        .put("data_type", column.dataType())
        .put("constraints", Tree.list(column.constraints(), CommonTrees::columnConstraint))
        .put("quote", column.quote())
        .put("config", new Tree().put("meta", column.meta()).put("tags", column.tags()).map())
        .put("tags", column.tags())
        .nulls("granularity", "dimension", "entity")
        .putAll(column.semantics())
        .put("doc_blocks", texts(column.docBlocks()))
        .putAll(column.other())
        .map();
  }

  static Object modelConstraint(Constraint constraint) {
    return constraint(constraint).put("columns", constraint.columns()).map();
  }

  private static Object columnConstraint(Constraint constraint) {
    return constraint(constraint).map();
  }

  private static Tree constraint(Constraint constraint) {
    return new Tree()
        .put("type", constraint.type().dbtName())
        .put("name", constraint.name())
        .put("expression", constraint.expression())
        .put("warn_unenforced", constraint.warnUnenforced())
        .put("warn_unsupported", constraint.warnUnsupported())
        .put("to", constraint.to())
        .put("to_columns", constraint.toColumns());
  }

  /** A call of ref(). */
  static Object ref(RefCall ref) {
    return new Tree()
        .put("name", ref.name())
        .put("package", ref.packageName())
        .put("version", ref.version())
        .map();
  }

  /** What is above a resource. */
  static Object dependsOn(List<UniqueId> macros, List<UniqueId> nodes) {
    return new Tree().put("macros", texts(macros)).put("nodes", texts(nodes)).map();
  }
}
