package io.epoxy.compiler.parse;

import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.Exposure;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Macro;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.SemanticLayerNode;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes one linked manifest of all that was collected, in the order of dbt's own steps. */
final class ManifestBuilder {
  private final ParseInput input;
  private final Collected found;
  private final Docs docs;
  private final Problems problems;
  private final Warnings warnings;

  ManifestBuilder(
      ParseInput input, Collected found, Docs docs, Problems problems, Warnings warnings) {
    this.input = input;
    this.found = found;
    this.docs = docs;
    this.problems = problems;
    this.warnings = warnings;
  }

  /** The manifest; problems that were found are in the list given to the constructor. */
  Manifest build(Map<UniqueId, Macro> macros) {
    Linker linker = new Linker(input.root(), found, problems, warnings);
    Map<UniqueId, Node> nodes = linker.nodes();
    UnitTestLinker unitTests = new UnitTestLinker(nodes, linker, found, problems);
    unitTests.link();
    List<GraphMember> disabled = new ArrayList<>(found.disabled());
    disabled.addAll(unitTests.disabled());
    DescriptionRenderer descriptions = new DescriptionRenderer(docs, problems);
    Map<UniqueId, Node> described =
        sorted(descriptions.render(PrimaryKeys.infer(nodes, disabled).values()));
    Manifest manifest =
        Manifest.builder(input.root().name(), input.contexts().target().type())
            .nodes(described)
            .sources(sources(descriptions))
            .exposures(exposures(linker, descriptions))
            .functions(new TreeMap<>(linker.functions()))
            .semanticLayer(semanticLayer(linker, nodes, descriptions))
            .unitTests(new TreeMap<>(unitTests.linked()))
            .groups(new TreeMap<>(found.groups()))
            .macros(macros)
            .docs(docs.blocks())
            .disabled(disabled)
            .build();
    new ProjectChecks(input, problems, warnings).ofAll(manifest);
    return manifest;
  }

  /** By id. One sort of everything on all cores takes less than a tree that grows. */
  private static Map<UniqueId, Node> sorted(List<Node> nodes) {
    Node[] sorted = nodes.toArray(Node[]::new);
    Arrays.parallelSort(sorted, Comparator.comparing(Node::uniqueId));
    Map<UniqueId, Node> byId = new LinkedHashMap<>();
    for (Node node : sorted) {
      byId.put(node.uniqueId(), node);
    }
    return byId;
  }

  private Map<UniqueId, SemanticLayerNode> semanticLayer(
      Linker linker, Map<UniqueId, Node> nodes, DescriptionRenderer descriptions) {
    Map<UniqueId, SemanticLayerNode> described = new TreeMap<>();
    new SemanticLayer(linker, nodes, problems)
        .link(found.semanticLayer())
        .forEach((id, node) -> described.put(id, SemanticLayer.described(node, descriptions)));
    return described;
  }

  private Map<UniqueId, SourceTable> sources(DescriptionRenderer descriptions) {
    Map<UniqueId, SourceTable> described = new TreeMap<>();
    found.sources().forEach(table -> described.put(table.uniqueId(), descriptions.render(table)));
    return described;
  }

  private static Map<UniqueId, Exposure> exposures(
      Linker linker, DescriptionRenderer descriptions) {
    Map<UniqueId, Exposure> described = new TreeMap<>();
    linker
        .exposures()
        .forEach(
            (id, exposure) ->
                described.put(id, exposure.with(descriptions.render(exposure.info()))));
    return described;
  }
}
