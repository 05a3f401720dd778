package io.epoxy.bundle.artifact;

import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.SeedNode;
import io.epoxy.model.graph.SnapshotNode;
import io.epoxy.model.graph.TestNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Nodes as the manifest shows them. Keys that the model of a node does not know yet (versions,
 * constraints) have dbt's defaults.
 */
final class NodeTrees {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,17}");
  private static final Set<String> STORED_FAILURES = Set.of("table", "view");

  private final NodeOutputs outputs;
  private final PrimaryKeys primaryKeys;

  NodeTrees(NodeOutputs outputs, PrimaryKeys primaryKeys) {
    this.outputs = outputs;
    this.primaryKeys = primaryKeys;
  }

  Map<String, Object> tree(Node node) {
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
            .put("group", info.config().string("group"))
            .put("docs", CommonTrees.docs(info.config()))
            .put("patch_path", info.patchPath())
            .put("build_path", buildPath(node))
            .put("unrendered_config", info.unrenderedConfig())
            .put("created_at", info.createdAt())
            .put("relation_name", relationName(node))
            .put("raw_code", node.code().rawCode())
            .put("doc_blocks", List.of());
    if (node instanceof SeedNode) {
      return tree.put("root_path", null) // a path of one machine
          .put("depends_on", Map.of("macros", CommonTrees.texts(node.code().dependsOnMacros())))
          .map();
    }
    putCode(tree, node);
    if (node instanceof ModelNode model) {
      putModel(tree, model);
    } else if (node instanceof TestNode test && test.generic().isPresent()) {
      putGenericTest(tree, test, test.generic().get());
    }
    return tree.map();
  }

  private void putCode(Tree tree, Node node) {
    boolean python = node.info().originalFilePath().endsWith(".py");
    tree.put("language", python ? "python" : "sql")
        .put("refs", Tree.list(node.code().refs(), NodeTrees::ref))
        .put("sources", node.code().sources())
        .put("metrics", List.of())
        .put("functions", List.of())
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
      tree.put("compiled_path", outputs.targetPath() + "/" + ArtifactPaths.compiled(node))
          .put("compiled", true)
          .put("compiled_code", compiled.sql())
          .put("extra_ctes_injected", true)
          .put(
              "extra_ctes",
              Tree.list(
                  compiled.extraCtes(),
                  cte -> new Tree().put("id", cte.id().value()).put("sql", cte.sql()).map()));
    }
    tree.put("contract", contract(node.info().config()));
  }

  private void putModel(Tree tree, ModelNode model) {
    tree.put("access", model.info().config().string("access").orElse("protected"))
        .put("constraints", List.of())
        .nulls("version", "latest_version", "deprecation_date")
        .put("primary_key", primaryKeys.of(model))
        .put("time_spine", null);
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
  private static Map<String, Object> checksum(String checksum) {
    String way = checksum.isEmpty() ? "none" : "path";
    return new Tree()
        .put("name", SHA256.matcher(checksum).matches() ? "sha256" : way)
        .put("checksum", checksum)
        .map();
  }

  private static Map<String, Object> contract(NodeConfig config) {
    return new Tree()
        .put("enforced", false)
        .put("alias_types", true)
        .putAll(config.map("contract"))
        .put("checksum", null)
        .map();
  }

  private static Map<String, Object> ref(RefCall ref) {
    Object version = ref.version().orElse(null);
    if (version instanceof String text && INTEGER.matcher(text).matches()) {
      version = Long.valueOf(text); // a version is a number wherever it can be
    }
    return new Tree()
        .put("name", ref.name())
        .put("package", ref.packageName())
        .put("version", version)
        .map();
  }

  private Object buildPath(Node node) {
    return outputs.built().contains(node.uniqueId())
        ? outputs.targetPath() + "/" + ArtifactPaths.run(node)
        : null;
  }

  /** dbt-core 1.12: what is stored has one; a test has one when its failures are stored. */
  private static Object relationName(Node node) {
    boolean stored =
        node instanceof ModelNode && !node.materialization().equals("ephemeral")
            || node instanceof SeedNode
            || node instanceof SnapshotNode
            || node instanceof TestNode && storesFailures(node.info().config());
    return stored ? node.relation().render() : null;
  }

  private static boolean storesFailures(NodeConfig config) {
    return config
        .string("store_failures_as")
        .map(STORED_FAILURES::contains)
        .orElseGet(() -> config.flag("store_failures", false));
  }
}
