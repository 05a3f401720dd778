package io.epoxy.bundle.console;

import io.epoxy.model.result.NodeSummary;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A node as the JSON log describes it (dbt-core 1.12, contracts/graph/nodes.py {@code node_info}).
 */
final class NodeInfoData {
  private NodeInfoData() {}

  static Map<String, Object> of(NodeSummary node, String status) {
    Map<String, Object> relation = new LinkedHashMap<>();
    relation.put("database", "");
    relation.put("schema", node.schema());
    relation.put("alias", node.alias());
    relation.put("relation_name", node.relationName());
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("node_path", node.path());
    info.put("node_name", node.name());
    info.put("unique_id", node.uniqueId().value());
    info.put("resource_type", node.uniqueId().resourceType().dbtName());
    info.put("materialized", node.materialization());
    info.put("node_status", status);
    info.put("node_relation", relation);
    info.put("meta", Map.of());
    return info;
  }
}
