package io.epoxy.bundle.artifact;

import io.epoxy.model.graph.Exposure;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Macro;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.SemanticLayerNode;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.UnitTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Members of the graph in the form that manifest.json shows, by their kind. */
public final class ShownResources {
  private final NodeTrees nodes;

  /** Resources of one manifest, with what a command has made of them so far. */
  public ShownResources(NodeOutputs outputs) {
    this.nodes = new NodeTrees(outputs);
  }

  /** A macro, which stands beside the graph. */
  public static Map<String, Object> tree(Macro macro) {
    return MacroTrees.tree(macro);
  }

  /** Keys in the order of the file; values as {@link io.epoxy.bundle.json.PlainJson} wants them. */
  public Map<String, Object> tree(GraphMember member) {
    if (member instanceof Node node) {
      return nodes.tree(node);
    }
    if (member instanceof SourceTable source) {
      return SourceTrees.tree(source);
    }
    if (member instanceof Exposure exposure) {
      return exposure(exposure);
    }
    if (member instanceof UnitTest test) {
      return unitTest(test);
    }
    return semantic((SemanticLayerNode) member);
  }

  private static Map<String, Object> exposure(Exposure exposure) {
    return CommonTrees.head(exposure.info(), exposure.resourceType())
        .put("fqn", exposure.info().fqn())
        .put("type", exposure.type())
        .put("owner", exposure.owner())
        .put("description", exposure.info().description())
        .put("label", exposure.label())
        .put("maturity", exposure.maturity())
        .put("meta", exposure.info().meta())
        .put("tags", exposure.info().tags())
        .put("config", exposure.info().config().values())
        .put("unrendered_config", exposure.info().unrenderedConfig())
        .put("url", exposure.url())
        .put("depends_on", CommonTrees.dependsOn(List.of(), exposure.dependsOn()))
        .put("refs", Tree.list(exposure.refs(), CommonTrees::ref))
        .put("sources", exposure.sources())
        .put("metrics", exposure.metrics())
        .put("created_at", exposure.info().createdAt())
        .map();
  }

  private static Map<String, Object> unitTest(UnitTest test) {
    return new Tree()
        .put("model", test.model())
        .put("given", Tree.list(test.given(), ShownResources::input))
        .put("expect", rows(test.expect()).map())
        .putAll(CommonTrees.head(test.info(), test.resourceType()).map())
        .put("fqn", test.info().fqn())
        .put("description", test.info().description())
        .put("overrides", test.overrides().map(ShownResources::overrides))
        .put("depends_on", CommonTrees.dependsOn(List.of(), test.dependsOn()))
        .put("config", test.info().config().values())
        .put("checksum", test.checksum())
        .put("schema", test.schema())
        .put("created_at", test.info().createdAt())
        .put("versions", test.versions().map(ShownResources::versions))
        .put("version", test.version())
        .map();
  }

  private static Object input(UnitTest.Input input) {
    return new Tree().put("input", input.input()).putAll(rows(input.rows()).map()).map();
  }

  private static Tree rows(UnitTest.Rows rows) {
    return new Tree()
        .put("rows", rows.sql().isPresent() ? rows.sql().get() : rows.records())
        .put("format", rows.format().name().toLowerCase(Locale.ROOT))
        .put("fixture", rows.fixture());
  }

  private static Object overrides(UnitTest.Overrides overrides) {
    return new Tree()
        .put("macros", overrides.macros())
        .put("vars", overrides.vars())
        .put("env_vars", overrides.envVars())
        .map();
  }

  private static Object versions(UnitTest.Versions versions) {
    return new Tree().put("include", versions.include()).put("exclude", versions.exclude()).map();
  }

  private static Map<String, Object> semantic(SemanticLayerNode node) {
    return CommonTrees.head(node.info(), node.resourceType())
        .put("fqn", node.info().fqn())
        .putAll(node.body())
        .put("config", node.info().config().values())
        .put("unrendered_config", node.info().unrenderedConfig())
        .put("group", node.info().group())
        .put("depends_on", CommonTrees.dependsOn(List.of(), node.dependsOn()))
        .put("created_at", node.info().createdAt())
        .map();
  }
}
