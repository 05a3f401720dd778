package io.epoxy.compiler.context.node;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Nodes as the mutable dicts that {@code model} and {@code graph} are in templates. */
public final class NodeFacts {
  private NodeFacts() {}

  /** {@code model} of a compiled node. */
  public static Map<Object, Object> of(Node node) {
    Map<Object, Object> facts = of(node.info(), node.relation());
    code(facts, node.code());
    if (node instanceof TestNode test) {
      facts.put("column_name", test.columnName().orElse(null));
      facts.put("attached_node", test.attachedNode().map(UniqueId::value).orElse(null));
      facts.put("test_metadata", test.generic().map(NodeFacts::generic).orElse(null));
    }
    if (node instanceof io.epoxy.model.graph.ModelNode model) {
      facts.put(
          "version", TemplateValues.toTemplate(model.version().map(v -> v.value()).orElse(null)));
      facts.put(
          "latest_version",
          TemplateValues.toTemplate(model.version().map(v -> v.latest()).orElse(null)));
    }
    return facts;
  }

  /** {@code model}: dbt leaves out what is none, in the node and in its config. */
  public static Map<Object, Object> model(Node node) {
    Map<Object, Object> facts = of(node);
    withoutNulls(facts);
    withoutNulls(facts.get("config"));
    if (facts.get("columns") instanceof Map<?, ?> columns) {
      columns.values().forEach(NodeFacts::withoutNulls);
    }
    return facts;
  }

  private static void withoutNulls(Object value) {
    if (value instanceof Map<?, ?> map) {
      map.values().removeIf(Objects::isNull);
    }
  }

  /** What is known of a node before it is parsed. */
  public static Map<Object, Object> of(NodeInfo info, Relation relation) {
    Map<Object, Object> facts = new LinkedHashMap<>();
    facts.put("unique_id", info.uniqueId().value());
    facts.put("name", info.name());
    facts.put("resource_type", info.uniqueId().resourceType().dbtName());
    facts.put("package_name", info.packageName());
    facts.put("database", null);
    facts.put("schema", relation.schema());
    facts.put("alias", relation.identifier());
    facts.put("identifier", relation.identifier());
    facts.put("relation_name", relation.render());
    facts.put("path", info.path());
    facts.put("original_file_path", info.originalFilePath());
    facts.put("fqn", new ArrayList<Object>(info.fqn()));
    facts.put("description", info.description());
    facts.put("tags", new ArrayList<Object>(info.tags()));
    facts.put("meta", TemplateValues.toTemplate(info.meta()));
    facts.put("config", TemplateValues.toTemplate(info.config().values()));
    facts.put("unrendered_config", TemplateValues.toTemplate(info.unrenderedConfig()));
    facts.put("columns", columns(info.columns()));
    facts.put("patch_path", info.patchPath().orElse(null));
    facts.put("created_at", info.createdAt());
    return facts;
  }

  /** {@code graph}: everything that is switched on, by kind and id. */
  public static Map<Object, Object> graph(Manifest manifest) {
    Map<Object, Object> nodes = new LinkedHashMap<>();
    manifest.nodes().forEach((id, node) -> nodes.put(id.value(), of(node)));
    Map<Object, Object> sources = new LinkedHashMap<>();
    manifest.sources().forEach((id, source) -> sources.put(id.value(), of(source)));
    Map<Object, Object> graph = new LinkedHashMap<>();
    graph.put("nodes", nodes);
    graph.put("sources", sources);
    graph.put("exposures", GraphFacts.exposures(manifest));
    graph.put("groups", GraphFacts.groups(manifest));
    graph.put("metrics", GraphFacts.semanticLayer(manifest, ResourceType.METRIC));
    graph.put("semantic_models", GraphFacts.semanticLayer(manifest, ResourceType.SEMANTIC_MODEL));
    graph.put("saved_queries", GraphFacts.semanticLayer(manifest, ResourceType.SAVED_QUERY));
    graph.put("functions", GraphFacts.functions(manifest));
    graph.put("unit_tests", GraphFacts.unitTests(manifest));
    return graph;
  }

  private static Map<Object, Object> of(SourceTable source) {
    Map<Object, Object> facts = of(source.info(), source.relation());
    facts.put("source_name", source.sourceName());
    facts.put("source_description", source.sourceDescription());
    facts.put("source_meta", TemplateValues.toTemplate(source.sourceMeta()));
    facts.put("loader", source.loader());
    facts.put("loaded_at_field", source.loadedAtField().orElse(null));
    facts.put("freshness", TemplateValues.toTemplate(source.freshness().orElse(null)));
    facts.put("external", TemplateValues.toTemplate(source.external().orElse(null)));
    return facts;
  }

  private static void code(Map<Object, Object> facts, NodeCode code) {
    facts.put("raw_code", code.rawCode());
    facts.put("raw_sql", code.rawCode());
    facts.put("language", "sql");
    List<Object> refs = new ArrayList<>();
    code.refs().forEach(ref -> refs.add(call(ref)));
    facts.put("refs", refs);
    facts.put("sources", TemplateValues.toTemplate(code.sources()));
    facts.put("metrics", TemplateValues.toTemplate(code.metrics()));
    facts.put("functions", TemplateValues.toTemplate(code.functions()));
    Map<Object, Object> dependsOn = new LinkedHashMap<>();
    dependsOn.put("nodes", texts(code.dependsOnNodes()));
    dependsOn.put("macros", texts(code.dependsOnMacros()));
    facts.put("depends_on", dependsOn);
    Map<Object, Object> checksum = new LinkedHashMap<>();
    checksum.put("name", "sha256");
    checksum.put("checksum", code.checksum());
    facts.put("checksum", checksum);
  }

  static Map<Object, Object> call(RefCall ref) {
    Map<Object, Object> call = new LinkedHashMap<>();
    call.put("name", ref.name());
    call.put("package", ref.packageName().orElse(null));
    call.put("version", ref.version().orElse(null));
    return call;
  }

  static List<Object> texts(List<UniqueId> ids) {
    List<Object> texts = new ArrayList<>();
    ids.forEach(id -> texts.add(id.value()));
    return texts;
  }

  private static Object generic(TestNode.GenericTest generic) {
    Map<Object, Object> facts = new LinkedHashMap<>();
    facts.put("name", generic.name());
    facts.put("namespace", generic.namespace().orElse(null));
    facts.put("kwargs", TemplateValues.toTemplate(generic.arguments()));
    return facts;
  }

  private static Map<Object, Object> columns(Map<String, ColumnInfo> columns) {
    Map<Object, Object> all = new LinkedHashMap<>();
    columns.forEach(
        (name, column) -> {
          Map<Object, Object> facts = new LinkedHashMap<>();
          facts.put("name", column.name());
          facts.put("description", column.description());
          facts.put("data_type", column.dataType().orElse(null));
          facts.put("quote", column.quote().orElse(null));
          facts.put("tags", new ArrayList<Object>(column.tags()));
          facts.put("meta", TemplateValues.toTemplate(column.meta()));
          all.put(name, facts);
        });
    return all;
  }
}
