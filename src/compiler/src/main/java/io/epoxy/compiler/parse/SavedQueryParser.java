package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code saved_queries:} entries (dbt-core 1.12 {@code SavedQueryParser}). */
final class SavedQueryParser {

  private static final Set<Object> EXPORTS = Set.of("table", "view");

  private final EntryConfig configs;
  private final String defaultSchema;

  SavedQueryParser(EntryConfig configs, String defaultSchema) {
    this.configs = configs;
    this.defaultSchema = defaultSchema;
  }

  /** A saved query whose metrics are not resolved yet. */
  record Parsed(NodeInfo info, Map<String, Object> body, List<List<String>> metrics) {}

  Parsed parse(Entry entry) {
    Patch patch = entry.patch();
    EntryConfig.Resolved config = configs.of(entry, ResourceType.SAVED_QUERY);
    NodeConfig values = new NodeConfig(config.values());
    Written written = new Written(entry.data());
    if (!entry.has("query_params")) {
      throw entry.invalid("name", "'query_params' is a required property");
    }
    Written query = written.map("query_params");
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("metrics", query.list("metrics"));
    params.put("group_by", query.list("group_by"));
    params.put("where", SemanticParts.where(query.get("where")));
    params.put("order_by", query.list("order_by"));
    params.put("limit", query.get("limit"));
    TreeSet<String> tags = new TreeSet<>(Properties.texts(written.get("tags")));
    tags.addAll(Properties.texts(config.values().get("tags")));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("query_params", params);
    body.put("exports", exports(entry, written, values));
    body.put("description", written.get("description"));
    body.put("label", written.get("label"));
    body.put("metadata", null);
    body.put("refs", new ArrayList<>());
    body.put("tags", new ArrayList<>(tags));
    List<List<String>> metrics = new ArrayList<>();
    Properties.texts(query.get("metrics")).forEach(name -> metrics.add(List.of(name)));
    NodeInfo info =
        NodeInfo.builder(
                UniqueId.of(ResourceType.SAVED_QUERY, patch.packageName(), patch.name()),
                patch.name(),
                patch.packageName())
            .files(patch.file().path(), patch.file().originalPath())
            .fqn(config.fqn())
            .tags(List.copyOf(tags))
            .config(values)
            .unrenderedConfig(config.written())
            .createdAt(configs.createdAt())
            .location(patch.location())
            .build();
    return new Parsed(info, body, metrics);
  }

  private List<Object> exports(Entry entry, Written written, NodeConfig config) {
    List<Object> exports = new ArrayList<>();
    for (Written export : Written.listOf(written.get("exports"))) {
      Written own = export.map("config");
      Map<String, Object> shape = new LinkedHashMap<>();
      Object exportAs = own.get("export_as", config.values().get("export_as"));
      if (exportAs != null && !EXPORTS.contains(exportAs)) {
        throw entry.invalid(
            "exports",
            "Field \"export_as\" of type ExportDestinationType in ExportConfig has invalid value "
                + TemplateValues.repr(exportAs));
      }
      shape.put("export_as", exportAs);
      Object schema = own.get("schema", config.values().get("schema"));
      shape.put("schema_name", own.get("schema_name", schema == null ? defaultSchema : schema));
      shape.put("alias", own.get("alias", export.get("name")));
      shape.put("database", own.get("database"));
      Map<String, Object> complete = new LinkedHashMap<>();
      complete.put("name", export.get("name"));
      complete.put("config", shape);
      complete.put("unrendered_config", own.data());
      exports.add(complete);
    }
    return exports;
  }
}
