package io.epoxy.bundle.console;

import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.result.NodeAtWork;
import io.epoxy.model.result.NodeSummary;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A node as the JSON log describes it (dbt-core 1.12, contracts/graph/nodes.py {@code node_info}).
 */
final class NodeInfoData {
  /** Python's isoformat() of a time in UTC. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private NodeInfoData() {}

  /** A node outside its run. */
  static Map<String, Object> of(NodeSummary node, String status) {
    return of(node, status, Optional.empty(), Optional.empty());
  }

  static Map<String, Object> of(NodeAtWork work) {
    return before(
        work.node(), work.phase().dbtName(), Optional.of(work.startedAt()), Optional.empty());
  }

  /** As {@link #of}, of what dbt has in hand while a node runs: a unit test is no query yet. */
  static Map<String, Object> before(
      NodeSummary node, String status, Optional<Instant> started, Optional<Instant> finished) {
    Map<String, Object> info = of(node, status, started, finished);
    if (node.uniqueId().resourceType() == ResourceType.UNIT_TEST) {
      info.put("node_path", node.belonging().definition());
      info.put("materialized", "");
      info.put("node_relation", relation(node.schema(), "", ""));
    }
    return info;
  }

  /** Whom to tell of the node: its group with the owner, where it is in one. */
  static void addGroup(Map<String, Object> data, NodeSummary node) {
    if (!node.belonging().group().isEmpty()) {
      data.put("group", node.belonging().group());
    }
  }

  static Map<String, Object> of(
      NodeSummary node, String status, Optional<Instant> started, Optional<Instant> finished) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("node_path", node.nodePath());
    info.put("node_name", node.name());
    info.put("unique_id", node.uniqueId().value());
    info.put("resource_type", node.uniqueId().resourceType().dbtName());
    info.put("materialized", node.materialization());
    info.put("node_status", status);
    info.put("node_started_at", started.map(TIME::format).orElse(""));
    info.put("node_finished_at", finished.map(TIME::format).orElse(""));
    info.put("node_relation", relation(node.schema(), node.alias(), node.relationName()));
    info.put("node_checksum", node.checksum());
    info.put("meta", node.meta());
    return info;
  }

  private static Map<String, Object> relation(String schema, String alias, String name) {
    Map<String, Object> relation = new LinkedHashMap<>();
    relation.put("database", "");
    relation.put("schema", schema);
    relation.put("alias", alias);
    relation.put("relation_name", name);
    return relation;
  }
}
