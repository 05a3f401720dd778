package io.epoxy.bundle.console;

import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.NodeSummary;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Events of invented runs. */
final class Events {
  static final Instant AT = Instant.parse("2026-11-21T09:08:07.654321Z");
  static final NodeSummary ORDERS = model("orders", "table");
  static final NodeSummary REPORT = model("report", "incremental");
  static final NodeSummary NOT_NULL =
      new NodeSummary(
          new UniqueId("test.shop.not_null_orders_id.cf6c17daed"),
          "not_null_orders_id",
          "test",
          "lake_dbt_test__audit",
          "not_null_orders_id",
          "",
          "models/schema.yml",
          "not_null_orders_id.sql",
          "",
          Map.of(),
          NodeSummary.Belonging.NONE);

  private Events() {}

  static NodeSummary model(String name, String materialization) {
    return new NodeSummary(
        new UniqueId("model.shop." + name),
        name,
        materialization,
        "lake",
        name,
        "lake." + name,
        "models/" + name + ".sql",
        name + ".sql",
        "c0ffee",
        Map.of("owner", "us"),
        NodeSummary.Belonging.NONE);
  }

  static List<RunEvent> opening(int total) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("models", 2);
    counts.put("data test", 1);
    counts.put("macros", 471);
    return List.of(
        new RunEvent.RunStarted(AT, "id", "1.12.3"),
        new RunEvent.AdapterRegistered(AT, "glue", "epoxy"),
        new RunEvent.ProjectParsed(AT, counts),
        new RunEvent.ExecutionStarted(AT, 4, "dev", total));
  }

  static RunEvent started(int index, int total, NodeSummary node) {
    return new RunEvent.NodeStarted(AT, "Thread-" + index, index, total, node);
  }

  static RunEvent finished(int index, int total, NodeSummary node, NodeResult result) {
    return new RunEvent.NodeFinished(AT, "Thread-" + index, index, total, node, result);
  }

  static NodeResult result(NodeSummary node, RunStatus status, String message, long failures) {
    return new NodeResult(
        node.uniqueId(),
        status,
        List.of(),
        "Thread-1",
        1.234,
        Map.of(),
        Optional.ofNullable(message),
        failures < 0 ? OptionalLong.empty() : OptionalLong.of(failures),
        status == RunStatus.SKIPPED ? Optional.empty() : Optional.of("select 1"),
        Optional.of(node.relationName()).filter(name -> !name.isEmpty()),
        Optional.empty());
  }
}
