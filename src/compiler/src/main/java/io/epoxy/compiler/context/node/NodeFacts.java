package io.epoxy.compiler.context.node;

import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.model.graph.FunctionNode;
import io.epoxy.model.graph.HookNode;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SeedNode;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes as the mutable dicts that {@code model} and {@code graph} are in templates: the keys of
 * manifest v12.
 */
public final class NodeFacts {
  private NodeFacts() {}

  /** A node of {@code graph}. */
  public static Map<Object, Object> of(Node node) {
    Map<Object, Object> facts = of(node.info(), node.relation());
    facts.put("relation_name", node.relationName().orElse(null));
    if (node instanceof SeedNode) {
      FactParts.seed(facts, node.code());
      return facts;
    }
    FactParts.code(facts, node.info(), node.code());
    if (node instanceof TestNode test && test.generic().isPresent()) {
      facts.put("column_name", test.columnName().orElse(null));
      facts.put("file_key_name", test.fileKeyName().orElse(null));
      facts.put("attached_node", test.attachedNode().map(UniqueId::value).orElse(null));
      facts.put("test_metadata", FactParts.generic(test.generic().get()));
    }
    if (node instanceof ModelNode model) {
      FactParts.model(facts, model);
    }
    if (node instanceof FunctionNode function) {
      FactParts.function(facts, function);
    }
    if (node instanceof HookNode hook) {
      facts.put("index", (long) hook.index());
    }
    return facts;
  }

  /** {@code model} while the node is compiled. */
  public static Map<Object, Object> model(Node node) {
    return ModelFacts.withoutNone(of(node));
  }

  /** {@code model} while the node is parsed: no call is known yet. */
  public static Map<Object, Object> parsing(NodeInfo info, Relation relation, NodeCode code) {
    Map<Object, Object> facts = of(info, relation);
    facts.put("relation_name", null);
    FactParts.code(facts, info, code);
    if (info.uniqueId().resourceType() == ResourceType.MODEL) {
      facts.put("access", info.config().string("access").orElse("protected"));
      facts.put("constraints", new ArrayList<>());
      facts.put("primary_key", new ArrayList<>());
    }
    return ModelFacts.withoutNone(facts);
  }

  /** {@code model} of a node whose SQL is known. */
  public static Map<Object, Object> compiledModel(Node node, String sql) {
    Map<Object, Object> facts = ModelFacts.withoutNone(compiled(node, sql));
    facts.put("compiled_sql", sql);
    return facts;
  }

  /** The same with its SQL. */
  static Map<Object, Object> compiled(Node node, String sql) {
    Map<Object, Object> facts = of(node);
    putSql(facts, sql);
    return facts;
  }

  static void putSql(Map<Object, Object> facts, String sql) {
    facts.put("compiled", true);
    facts.put("compiled_code", sql);
    facts.put("extra_ctes_injected", true);
  }

  /** What is known of a node before it is named. */
  public static Map<Object, Object> of(NodeInfo info, Relation relation) {
    Map<Object, Object> facts = new LinkedHashMap<>();
    facts.put("database", null);
    facts.put("schema", relation.schema());
    FactParts.identity(facts, info);
    facts.put("alias", relation.identifier());
    facts.put("relation_name", relation.render());
    facts.put("columns", FactParts.columns(info.columns()));
    facts.put("group", info.group().orElse(null));
    facts.put("docs", FactParts.docs(info.config()));
    facts.put("patch_path", info.patchPath().orElse(null));
    return facts;
  }

  /** What macros that name a node see of it: neither its name nor what its property file tells. */
  public static Map<Object, Object> unnamed(NodeInfo info, Relation relation) {
    Map<Object, Object> facts = of(info, relation);
    facts.put("relation_name", null);
    facts.put("description", "");
    facts.put("columns", new LinkedHashMap<>());
    if (info.uniqueId().resourceType() == ResourceType.MODEL) {
      facts.put("access", info.config().string("access").orElse("protected"));
    }
    return facts;
  }

  /** {@code model} of a macro that names nodes: dbt's own fields of a macro. */
  public static Map<Object, Object> macro(MacroSource macro) {
    Map<Object, Object> facts = new LinkedHashMap<>();
    facts.put("name", macro.name());
    facts.put("resource_type", "macro");
    facts.put("package_name", macro.packageName());
    facts.put("path", macro.location().path());
    facts.put("original_file_path", macro.location().path());
    facts.put("unique_id", macro.id().value());
    facts.put("macro_sql", macro.written());
    return facts;
  }

  /** {@code graph}: everything that is switched on, by kind and id. */
  public static Map<Object, Object> graph(Manifest manifest) {
    Map<Object, Object> nodes = new LinkedHashMap<>();
    manifest.nodes().forEach((id, node) -> nodes.put(id.value(), of(node)));
    Map<Object, Object> sources = new LinkedHashMap<>();
    manifest.sources().forEach((id, source) -> sources.put(id.value(), source(source)));
    Map<Object, Object> graph = new LinkedHashMap<>();
    graph.put("exposures", GraphFacts.exposures(manifest));
    graph.put("functions", GraphFacts.functions(manifest));
    graph.put("groups", GraphFacts.groups(manifest));
    graph.put("metrics", GraphFacts.semanticLayer(manifest, ResourceType.METRIC));
    graph.put("nodes", nodes);
    graph.put("sources", sources);
    graph.put("semantic_models", GraphFacts.semanticLayer(manifest, ResourceType.SEMANTIC_MODEL));
    graph.put("saved_queries", GraphFacts.semanticLayer(manifest, ResourceType.SAVED_QUERY));
    graph.put("unit_tests", GraphFacts.unitTests(manifest));
    return graph;
  }

  /** {@code source_node}: a source as manifests show it. */
  public static Map<Object, Object> source(SourceTable source) {
    Map<Object, Object> facts = of(source.info(), source.relation());
    facts.remove("alias");
    facts.put("database", source.database().orElse(null));
    facts.put("identifier", source.relation().identifier());
    facts.remove("group");
    facts.remove("docs");
    facts.put("source_name", source.sourceName());
    facts.put("source_description", source.sourceDescription());
    facts.put("source_meta", TemplateValues.toTemplate(source.sourceMeta()));
    facts.put("loader", source.loader());
    facts.put("loaded_at_field", source.loadedAtField().orElse(null));
    facts.put("loaded_at_query", source.loadedAtQuery().orElse(null));
    facts.put("freshness", TemplateValues.toTemplate(source.freshness().orElse(null)));
    facts.put("external", TemplateValues.toTemplate(source.external().orElse(null)));
    facts.put("quoting", quoting(source.quoting()));
    facts.put("unrendered_database", source.unrenderedDatabase().orElse(null));
    facts.put("unrendered_schema", source.unrenderedSchema().orElse(null));
    return facts;
  }

  private static Object quoting(Map<String, Object> given) {
    Map<Object, Object> quoting = new LinkedHashMap<>();
    for (String part : List.of("database", "schema", "identifier", "column")) {
      quoting.put(part, given.get(part));
    }
    return quoting;
  }
}
