package io.epoxy.bundle.artifact;

import io.epoxy.bundle.json.IsoTime;
import io.epoxy.model.graph.ArtifactPaths;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.FunctionNode;
import io.epoxy.model.graph.HookNode;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ModelPromises;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.SeedNode;
import io.epoxy.model.graph.TestNode;
import java.util.Map;
import java.util.regex.Pattern;

/** Nodes as the manifest shows them. */
final class NodeTrees {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final NodeOutputs outputs;

  NodeTrees(NodeOutputs outputs) {
    this.outputs = outputs;
  }

  /** A compiled node is shown as compiling left it. */
  Map<String, Object> tree(Node parsed) {
    CompiledNode compiled = outputs.compiled().get(parsed.uniqueId());
    Node node = compiled == null ? parsed : compiled.node();
    NodeInfo info = node.info();
    Tree tree =
        new Tree()
            .put("database", null) // Spark has none: dbt-spark and dbt-glue reset it
            .put("schema", node.relation().schema())
            .putAll(CommonTrees.head(info, node.resourceType()).map())
            .put("fqn", info.fqn())
            .put("alias", node.relation().identifier())
            .put("checksum", checksum(node.code().checksum()))
            .put("config", info.config().values())
            .put("tags", info.tags())
            .put("description", info.description())
            .put("columns", CommonTrees.columns(info.columns()))
            .put("meta", info.meta())
            .put("group", info.group())
            .put("docs", CommonTrees.docs(info.config()))
            .put("patch_path", info.patchPath())
            .put("build_path", buildPath(node))
            .put("unrendered_config", info.unrenderedConfig())
            .put("created_at", info.createdAt())
            .put("relation_name", node.relationName())
            .put("raw_code", node.code().rawCode())
            .put("doc_blocks", CommonTrees.texts(info.docBlocks()));
    if (node instanceof SeedNode) {
      return tree.put("root_path", null) // a path of one machine
          .put("depends_on", Map.of("macros", CommonTrees.texts(node.code().dependsOnMacros())))
          .map();
    }
    putCode(tree, node);
    if (node instanceof ModelNode model) {
      putModel(tree, model);
    } else if (node instanceof FunctionNode function) {
      putFunction(tree, function);
    } else if (node instanceof HookNode hook) {
      tree.put("index", (long) hook.index());
    } else if (node instanceof TestNode test && test.generic().isPresent()) {
      putGenericTest(tree, test, test.generic().get());
    }
    return tree.map();
  }

  private void putCode(Tree tree, Node node) {
    tree.put("language", node.info().language().dbtName())
        .put("refs", Tree.list(node.code().refs(), CommonTrees::ref))
        .put("sources", node.code().sources())
        .put("metrics", node.code().metrics())
        .put("functions", node.code().functions())
        .put(
            "depends_on",
            new Tree()
                .put("macros", CommonTrees.texts(node.code().dependsOnMacros()))
                .put("nodes", CommonTrees.texts(node.code().dependsOnNodes()))
                .map());
    CompiledNode compiled = outputs.compiled().get(node.uniqueId());
    if (compiled == null) {
      tree.put("compiled_path", null);
    } else {
      tree.put("compiled_path", compiledPath(node, compiled))
          .put("compiled", true)
          .put("compiled_code", compiled.sql())
          .put("extra_ctes_injected", true)
          .put(
              "extra_ctes",
              Tree.list(
                  compiled.extraCtes(),
                  cte -> new Tree().put("id", cte.id().value()).put("sql", cte.sql()).map()));
    }
    tree.put("contract", contract(node));
  }

  private static void putModel(Tree tree, ModelNode model) {
    ModelPromises promises = model.promises();
    tree.put("access", model.access().dbtName())
        .put("constraints", Tree.list(promises.constraints(), CommonTrees::modelConstraint))
        .put("version", model.version().map(ModelNode.Version::value))
        .put("latest_version", model.version().map(ModelNode.Version::latest))
        .put("deprecation_date", promises.deprecationDate().map(IsoTime::of))
        .put("primary_key", promises.primaryKey())
        .put("time_spine", promises.timeSpine().map(NodeTrees::timeSpine));
  }

  private static Object timeSpine(ModelPromises.TimeSpine spine) {
    return new Tree()
        .put("standard_granularity_column", spine.standardGranularityColumn())
        .put(
            "custom_granularities",
            Tree.list(
                spine.customGranularities(),
                custom ->
                    new Tree()
                        .put("name", custom.name())
                        .put("column_name", custom.columnName())
                        .map()))
        .map();
  }

  private static void putFunction(Tree tree, FunctionNode function) {
    tree.put("returns", returns(function.returns()))
        .put("arguments", Tree.list(function.arguments(), NodeTrees::argument))
        .put("overloads", Tree.list(function.overloads(), NodeTrees::overload));
  }

  private static Object returns(FunctionNode.Returns returns) {
    return new Tree()
        .put("data_type", returns.dataType())
        .put("description", returns.description())
        .map();
  }

  private static Object argument(FunctionNode.Argument argument) {
    return new Tree()
        .put("name", argument.name())
        .put("data_type", argument.dataType())
        .put("description", argument.description())
        .put("default_value", argument.defaultValue())
        .map();
  }

  private static Object overload(FunctionNode.Overload overload) {
    return new Tree()
        .put("defined_in", overload.definedIn())
        .put("arguments", Tree.list(overload.arguments(), NodeTrees::argument))
        .put("returns", overload.returns().map(NodeTrees::returns))
        .put("description", overload.description())
        .put("raw_body", overload.rawBody())
        .put("compiled_body", overload.compiledBody())
        .map();
  }

  private static void putGenericTest(Tree tree, TestNode test, TestNode.GenericTest generic) {
    tree.put("column_name", test.columnName())
        .put("file_key_name", test.fileKeyName())
        .put("attached_node", test.attachedNode().map(id -> id.value()))
        .put(
            "test_metadata",
            new Tree()
                .put("name", generic.name())
                .put("kwargs", generic.arguments())
                .put("namespace", generic.namespace())
                .map());
  }

  /** dbt names the way, too: none for a test of a property file, the path for a large seed. */
  static Map<String, Object> checksum(String checksum) {
    String way = checksum.isEmpty() ? "none" : "path";
    return new Tree()
        .put("name", SHA256.matcher(checksum).matches() ? "sha256" : way)
        .put("checksum", checksum)
        .map();
  }

  private static Map<String, Object> contract(Node node) {
    Object checksum =
        node instanceof ModelNode model ? model.promises().contractChecksum().orElse(null) : null;
    return new Tree()
        .put("enforced", false)
        .put("alias_types", true)
        .putAll(node.info().config().map("contract"))
        .put("checksum", checksum)
        .map();
  }

  /** Nothing is written for a node whose SQL is empty. */
  private Object compiledPath(Node node, CompiledNode compiled) {
    return compiled.sql().isEmpty()
        ? null
        : outputs.targetPath() + "/" + ArtifactPaths.compiled(node);
  }

  private Object buildPath(Node node) {
    return outputs.built().contains(node.uniqueId())
        ? outputs.targetPath() + "/" + ArtifactPaths.run(node)
        : null;
  }

  /** dbt-core 1.12: what is stored has one; a test has one when its failures are stored. */
}
