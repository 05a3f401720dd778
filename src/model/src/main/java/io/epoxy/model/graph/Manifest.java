package io.epoxy.model.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.model.config.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A linked project: every ref resolved, every generic test made. Immutable.
 *
 * @param projectName the root project's name
 * @param adapterType {@code glue} or {@code spark}
 * @param nodes models, seeds, snapshots, analyses, data tests and hooks
 * @param selectors the YAML selectors by name, as the manifest shows them
 * @param disabled resources of every kind that are switched off, one id perhaps several times
 */
public record Manifest(
    String projectName,
    String adapterType,
    Map<UniqueId, Node> nodes,
    Map<UniqueId, SourceTable> sources,
    Map<UniqueId, Exposure> exposures,
    Map<UniqueId, FunctionNode> functions,
    Map<UniqueId, UnitTest> unitTests,
    Map<UniqueId, SemanticLayerNode> semanticLayer,
    Map<UniqueId, Group> groups,
    Map<UniqueId, Macro> macros,
    Map<UniqueId, DocBlock> docs,
    Map<String, Object> selectors,
    List<GraphMember> disabled) {
  public Manifest {
    Objects.requireNonNull(projectName, "projectName");
    Objects.requireNonNull(adapterType, "adapterType");
    nodes = ImmutableMap.copyOf(nodes);
    sources = ImmutableMap.copyOf(sources);
    exposures = ImmutableMap.copyOf(exposures);
    functions = ImmutableMap.copyOf(functions);
    unitTests = ImmutableMap.copyOf(unitTests);
    semanticLayer = ImmutableMap.copyOf(semanticLayer);
    groups = ImmutableMap.copyOf(groups);
    macros = ImmutableMap.copyOf(macros);
    docs = ImmutableMap.copyOf(docs);
    selectors = Data.copy(selectors);
    disabled = ImmutableList.copyOf(disabled);
  }

  /** The same manifest with one more node. */
  public Manifest withNode(Node node) {
    return toBuilder()
        .nodes(
            ImmutableMap.<UniqueId, Node>builder()
                .putAll(nodes)
                .put(node.uniqueId(), node)
                .buildOrThrow())
        .build();
  }

  /** The same manifest with YAML selectors. */
  public Manifest withSelectors(Map<String, Object> shown) {
    return toBuilder().selectors(shown).build();
  }

  private Builder toBuilder() {
    return builder(projectName, adapterType)
        .nodes(nodes)
        .sources(sources)
        .exposures(exposures)
        .functions(functions)
        .unitTests(unitTests)
        .semanticLayer(semanticLayer)
        .groups(groups)
        .macros(macros)
        .docs(docs)
        .selectors(selectors)
        .disabled(disabled);
  }

  public static Builder builder(String projectName, String adapterType) {
    return new Builder(projectName, adapterType);
  }

  /** What has this id and can be compiled: a node, a function or a unit test. */
  public Optional<Node> findNode(UniqueId id) {
    Node node = nodes.get(id);
    if (node != null) {
      return Optional.of(node);
    }
    UnitTest test = unitTests.get(id);
    return test == null
        ? Optional.ofNullable(functions.get(id))
        : testedModel(id).map(model -> UnitTestNode.of(test, model));
  }

  /** The model that a unit test is for. */
  public Optional<ModelNode> testedModel(UniqueId unitTest) {
    return Optional.ofNullable(unitTests.get(unitTest)).stream()
        .flatMap(test -> test.dependsOn().stream())
        .map(nodes::get)
        .filter(ModelNode.class::isInstance)
        .map(ModelNode.class::cast)
        .findFirst();
  }

  /** Whatever of the graph has this id and is switched on. */
  public Optional<GraphMember> find(UniqueId id) {
    for (Map<UniqueId, ? extends GraphMember> kind :
        List.of(nodes, sources, exposures, functions, unitTests, semanticLayer)) {
      GraphMember found = kind.get(id);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** The metrics, the semantic models or the saved queries, in their order. */
  public List<SemanticLayerNode> semanticLayer(ResourceType type) {
    return semanticLayer.values().stream().filter(node -> node.resourceType() == type).toList();
  }

  /** All that stands in the graph, in the order of dbt's {@code parent_map}. */
  public Map<UniqueId, GraphMember> members() {
    Map<UniqueId, GraphMember> members = new LinkedHashMap<>();
    members.putAll(nodes);
    members.putAll(sources);
    members.putAll(exposures);
    members.putAll(functions);
    members.putAll(semanticLayer);
    members.putAll(unitTests);
    return members;
  }

  /** The resources that {@code id} reads from; empty for a source. */
  public List<UniqueId> parents(UniqueId id) {
    return find(id).map(GraphMember::dependsOn).orElse(ImmutableList.of());
  }

  /** Collects the kinds of resource; what is not given is empty. Not thread-safe. */
  public static final class Builder {
    private final String projectName;
    private final String adapterType;
    private Map<UniqueId, Node> nodes = Map.of();
    private Map<UniqueId, SourceTable> sources = Map.of();
    private Map<UniqueId, Exposure> exposures = Map.of();
    private Map<UniqueId, FunctionNode> functions = Map.of();
    private Map<UniqueId, UnitTest> unitTests = Map.of();
    private Map<UniqueId, SemanticLayerNode> semanticLayer = Map.of();
    private Map<UniqueId, Group> groups = Map.of();
    private Map<UniqueId, Macro> macros = Map.of();
    private Map<UniqueId, DocBlock> docs = Map.of();
    private Map<String, Object> selectors = Map.of();
    private List<? extends GraphMember> disabled = List.of();

    private Builder(String projectName, String adapterType) {
      this.projectName = projectName;
      this.adapterType = adapterType;
    }

    public Builder nodes(Map<UniqueId, Node> value) {
      nodes = value;
      return this;
    }

    public Builder sources(Map<UniqueId, SourceTable> value) {
      sources = value;
      return this;
    }

    public Builder exposures(Map<UniqueId, Exposure> value) {
      exposures = value;
      return this;
    }

    public Builder functions(Map<UniqueId, FunctionNode> value) {
      functions = value;
      return this;
    }

    public Builder unitTests(Map<UniqueId, UnitTest> value) {
      unitTests = value;
      return this;
    }

    public Builder semanticLayer(Map<UniqueId, SemanticLayerNode> value) {
      semanticLayer = value;
      return this;
    }

    public Builder groups(Map<UniqueId, Group> value) {
      groups = value;
      return this;
    }

    public Builder macros(Map<UniqueId, Macro> value) {
      macros = value;
      return this;
    }

    public Builder docs(Map<UniqueId, DocBlock> value) {
      docs = value;
      return this;
    }

    public Builder selectors(Map<String, Object> value) {
      selectors = value;
      return this;
    }

    public Builder disabled(List<? extends GraphMember> value) {
      disabled = value;
      return this;
    }

    public Manifest build() {
      return new Manifest(
          projectName,
          adapterType,
          nodes,
          sources,
          exposures,
          functions,
          unitTests,
          semanticLayer,
          groups,
          macros,
          docs,
          selectors,
          ImmutableList.copyOf(disabled));
    }
  }
}
