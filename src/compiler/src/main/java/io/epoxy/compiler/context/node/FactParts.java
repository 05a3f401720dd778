package io.epoxy.compiler.context.node;

import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.Constraint;
import io.epoxy.model.graph.FunctionNode;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ModelPromises.TimeSpine;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts that the dicts of several kinds of resource are made of. */
final class FactParts {
  private FactParts() {}

  static void identity(Map<Object, Object> facts, NodeInfo info) {
    facts.put("unique_id", info.uniqueId().value());
    facts.put("name", info.name());
    facts.put("resource_type", info.uniqueId().resourceType().dbtName());
    facts.put("package_name", info.packageName());
    facts.put("path", info.path());
    facts.put("original_file_path", info.originalFilePath());
    facts.put("fqn", new ArrayList<Object>(info.fqn()));
    facts.put("description", info.description());
    facts.put("doc_blocks", texts(info.docBlocks()));
    facts.put("tags", new ArrayList<Object>(info.tags()));
    facts.put("meta", TemplateValues.toTemplate(info.meta()));
    facts.put("config", TemplateValues.toTemplate(info.config().values()));
    facts.put("unrendered_config", TemplateValues.toTemplate(info.unrenderedConfig()));
    facts.put("created_at", info.createdAt());
  }

  /** A seed has no code that could be compiled. */
  static void seed(Map<Object, Object> facts, NodeCode code) {
    facts.put("raw_code", code.rawCode());
    facts.put("checksum", checksum(code));
    Map<Object, Object> dependsOn = new LinkedHashMap<>();
    dependsOn.put("macros", texts(code.dependsOnMacros()));
    facts.put("depends_on", dependsOn);
    facts.put("defer_relation", null);
    facts.put("build_path", null);
    facts.put("root_path", null);
  }

  static void code(Map<Object, Object> facts, NodeInfo info, NodeCode code) {
    facts.put("raw_code", code.rawCode());
    facts.put("language", info.language().dbtName());
    List<Object> refs = new ArrayList<>();
    code.refs().forEach(ref -> refs.add(call(ref)));
    facts.put("refs", refs);
    facts.put("sources", TemplateValues.toTemplate(code.sources()));
    facts.put("metrics", TemplateValues.toTemplate(code.metrics()));
    facts.put("functions", TemplateValues.toTemplate(code.functions()));
    facts.put("depends_on", dependsOn(code.dependsOnNodes(), code.dependsOnMacros()));
    facts.put("checksum", checksum(code));
    facts.put("compiled_path", null);
    facts.put("build_path", null);
    facts.put("contract", contract(facts, null));
  }

  static void model(Map<Object, Object> facts, ModelNode model) {
    facts.put("access", model.info().config().string("access").orElse("protected"));
    List<Object> constraints = new ArrayList<>();
    for (Constraint constraint : model.promises().constraints()) {
      Map<Object, Object> one = constraint(constraint);
      one.put("columns", new ArrayList<Object>(constraint.columns()));
      constraints.add(one);
    }
    facts.put("constraints", constraints);
    facts.put("contract", contract(facts, model.promises().contractChecksum().orElse(null)));
    facts.put("version", model.version().map(ModelNode.Version::value).orElse(null));
    facts.put("latest_version", model.version().map(ModelNode.Version::latest).orElse(null));
    facts.put(
        "deprecation_date", model.promises().deprecationDate().map(String::valueOf).orElse(null));
    facts.put("time_spine", model.promises().timeSpine().map(FactParts::timeSpine).orElse(null));
    facts.put("primary_key", new ArrayList<Object>(model.promises().primaryKey()));
    facts.put("defer_relation", null);
    facts.put("batch", null);
  }

  static void function(Map<Object, Object> facts, FunctionNode function) {
    List<Object> arguments = new ArrayList<>();
    for (FunctionNode.Argument argument : function.arguments()) {
      Map<Object, Object> one = new LinkedHashMap<>();
      one.put("name", argument.name());
      one.put("data_type", argument.dataType());
      one.put("description", argument.description().orElse(null));
      one.put("default_value", TemplateValues.toTemplate(argument.defaultValue().orElse(null)));
      arguments.add(one);
    }
    Map<Object, Object> returns = new LinkedHashMap<>();
    returns.put("data_type", function.returns().dataType());
    returns.put("description", function.returns().description().orElse(null));
    facts.put("arguments", arguments);
    facts.put("returns", returns);
  }

  private static Object timeSpine(TimeSpine spine) {
    List<Object> granularities = new ArrayList<>();
    spine
        .customGranularities()
        .forEach(
            one -> {
              Map<Object, Object> dict = new LinkedHashMap<>();
              dict.put("name", one.name());
              dict.put("column_name", one.columnName().orElse(null));
              granularities.add(dict);
            });
    Map<Object, Object> dict = new LinkedHashMap<>();
    dict.put("standard_granularity_column", spine.standardGranularityColumn());
    dict.put("custom_granularities", granularities);
    return dict;
  }

  private static Object contract(Map<Object, Object> facts, Object checksum) {
    Map<Object, Object> contract = new LinkedHashMap<>();
    contract.put("enforced", false);
    contract.put("alias_types", true);
    if (facts.get("config") instanceof Map<?, ?> config
        && config.get("contract") instanceof Map<?, ?> given) {
      contract.putAll(given);
    }
    contract.put("checksum", checksum);
    return contract;
  }

  private static Object checksum(NodeCode code) {
    Map<Object, Object> checksum = new LinkedHashMap<>();
    checksum.put("name", code.checksum().isEmpty() ? "none" : "sha256");
    checksum.put("checksum", code.checksum());
    return checksum;
  }

  static Object docs(NodeConfig config) {
    Map<Object, Object> docs = new LinkedHashMap<>();
    docs.put("show", true);
    docs.put("node_color", null);
    if (config.values().get("docs") instanceof Map<?, ?> given) {
      docs.putAll(given);
    }
    return docs;
  }

  static Map<Object, Object> call(RefCall ref) {
    Map<Object, Object> call = new LinkedHashMap<>();
    call.put("name", ref.name());
    call.put("package", ref.packageName().orElse(null));
    call.put("version", ref.version().orElse(null));
    return call;
  }

  static Map<Object, Object> dependsOn(List<UniqueId> nodes, List<UniqueId> macros) {
    Map<Object, Object> dependsOn = new LinkedHashMap<>();
    dependsOn.put("macros", texts(macros));
    dependsOn.put("nodes", texts(nodes));
    return dependsOn;
  }

  private static List<Object> texts(List<UniqueId> ids) {
    List<Object> texts = new ArrayList<>();
    ids.forEach(id -> texts.add(id.value()));
    return texts;
  }

  static Object generic(TestNode.GenericTest generic) {
    Map<Object, Object> facts = new LinkedHashMap<>();
    facts.put("name", generic.name());
    facts.put("kwargs", TemplateValues.toTemplate(generic.arguments()));
    facts.put("namespace", generic.namespace().orElse(null));
    return facts;
  }

  static Map<Object, Object> columns(Map<String, ColumnInfo> columns) {
    Map<Object, Object> all = new LinkedHashMap<>();
    columns.forEach((name, column) -> all.put(name, column(column)));
    return all;
  }

  private static Map<Object, Object> column(ColumnInfo column) {
    Map<Object, Object> config = new LinkedHashMap<>();
    config.put("meta", TemplateValues.toTemplate(column.meta()));
    config.put("tags", new ArrayList<Object>(column.tags()));
    Map<Object, Object> facts = new LinkedHashMap<>();
    facts.put("name", column.name());
    facts.put("description", column.description());
    facts.put("meta", TemplateValues.toTemplate(column.meta()));
    facts.put("data_type", column.dataType().orElse(null));
    List<Object> constraints = new ArrayList<>();
    column.constraints().forEach(one -> constraints.add(constraint(one)));
    facts.put("constraints", constraints);
    facts.put("quote", column.quote().orElse(null));
    facts.put("config", config);
    facts.put("tags", new ArrayList<Object>(column.tags()));
    facts.put("granularity", null);
    facts.put("dimension", null);
    facts.put("entity", null);
    facts.put("doc_blocks", texts(column.docBlocks()));
    column.semantics().forEach((key, value) -> facts.put(key, TemplateValues.toTemplate(value)));
    column.other().forEach((key, value) -> facts.put(key, TemplateValues.toTemplate(value)));
    return facts;
  }

  private static Map<Object, Object> constraint(Constraint constraint) {
    Map<Object, Object> facts = new LinkedHashMap<>();
    facts.put("type", constraint.type().dbtName());
    facts.put("name", constraint.name().orElse(null));
    facts.put("expression", constraint.expression().orElse(null));
    facts.put("warn_unenforced", constraint.warnUnenforced());
    facts.put("warn_unsupported", constraint.warnUnsupported());
    facts.put("to", constraint.to().orElse(null));
    facts.put("to_columns", new ArrayList<Object>(constraint.toColumns()));
    return facts;
  }
}
