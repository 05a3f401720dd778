package io.epoxy.job.command;

import io.epoxy.bundle.run.Flag;
import io.epoxy.compiler.ResultTable;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.result.RunEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code compile} and {@code show} print of a node (dbt-core 1.12 {@code events/types.py}).
 */
final class NodeText {
  private static final String JSON = "json";

  private final CommandContext context;

  NodeText(CommandContext context) {
    this.context = context;
  }

  void compiled(Node node, String sql) {
    Map<String, Object> data = data(node, node.name());
    data.put("compiled", sql);
    tell("CompiledNode", text(node, node.name(), "compiled", sql, "Compiled", " is:\n"), data);
  }

  void shown(Node node, ResultTable table) {
    String name = name(node);
    Map<String, Object> data = data(node, name);
    data.put("preview", isJson() ? table.json() : table.text());
    Object value = isJson() ? table.rows() : table.text();
    tell("ShowNode", text(node, name, "show", value, "Previewing", ":\n"), data);
  }

  private String text(Node node, String name, String key, Object value, String verb, String end) {
    if (isJson()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      if (!isInline(node)) {
        fields.put("node", name);
      }
      fields.put(key, value);
      return ResultTable.indented(fields);
    }
    if (context.invocation().flags().isOn(Flag.QUIET)) {
      return value.toString();
    }
    return verb + (isInline(node) ? " inline node" : " node '" + name + "'") + end + value;
  }

  private static String name(Node node) {
    return node instanceof ModelNode model && model.version().isPresent()
        ? node.name() + ".v" + model.version().get().value()
        : node.name();
  }

  private Map<String, Object> data(Node node, String name) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("node_name", name);
    data.put("is_inline", isInline(node));
    data.put("output_format", context.invocation().flags().text(Flag.OUTPUT).orElse("text"));
    data.put("unique_id", node.uniqueId().value());
    data.put("quiet", context.invocation().flags().isOn(Flag.QUIET));
    return data;
  }

  private boolean isJson() {
    return context.invocation().flags().text(Flag.OUTPUT).filter(JSON::equals).isPresent();
  }

  private static boolean isInline(Node node) {
    return node.uniqueId().resourceType() == ResourceType.SQL_OPERATION;
  }

  private void tell(String event, String text, Map<String, Object> data) {
    context.events().message(RunEvent.Level.INFO, event, text, data);
  }
}
