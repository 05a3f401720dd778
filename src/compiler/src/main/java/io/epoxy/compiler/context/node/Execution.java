package io.epoxy.compiler.context.node;

import io.epoxy.compiler.context.relation.RelationObject;
import io.epoxy.compiler.context.relation.Scan;
import io.epoxy.compiler.context.template.CallError;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.Access;
import io.epoxy.model.graph.Batch;
import io.epoxy.model.graph.FunctionNode;
import io.epoxy.model.graph.HookNode;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.relation.RelationType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One node being compiled: resolves its refs, remembers ephemeral models and query results. */
public final class Execution {
  private final Node node;
  private final Optional<Batch> batch;
  private final Compilation compilation;
  private final Set<UniqueId> ephemeral = new LinkedHashSet<>();
  private final Set<UniqueId> macros = new LinkedHashSet<>();

  public Execution(Node node, Compilation compilation) {
    this(node, Optional.empty(), compilation);
  }

  /** A microbatch model, for the rows of one batch. */
  public Execution(Node node, Optional<Batch> batch, Compilation compilation) {
    this.node = node;
    this.batch = batch;
    this.compilation = compilation;
  }

  /**
   * What all nodes of a run share.
   *
   * @param graph {@link NodeFacts#graph}, made once and only when a template asks for it
   * @param selected unique_ids that the run selected
   * @param deferral where nodes are that this run does not build
   * @param times how much of its inputs each node reads
   */
  public record Compilation(
      Manifest manifest,
      RefIndex index,
      Supplier<Map<Object, Object>> graph,
      Warehouse warehouse,
      List<String> selected,
      Deferral deferral,
      EventTimes times) {
    /** The same, with statements going elsewhere. */
    public Compilation on(Warehouse other) {
      return new Compilation(manifest, index, graph, other, selected, deferral, times);
    }
  }

  /** The ephemeral models that were referred to, in order of first call. */
  public List<UniqueId> ephemeralModels() {
    return new ArrayList<>(ephemeral);
  }

  public Node node() {
    return node;
  }

  /** {@code model}: as manifests show it, and the batch where there is one. */
  public Map<Object, Object> facts() {
    return withBatch(NodeFacts.model(node));
  }

  /** As {@link #facts}, for a node whose SQL is known. */
  public Map<Object, Object> facts(String sql) {
    return withBatch(NodeFacts.compiledModel(node, sql));
  }

  private Map<Object, Object> withBatch(Map<Object, Object> facts) {
    batch.ifPresent(rows -> facts.put("batch", EventTimes.facts(rows)));
    return facts;
  }

  public void addMacro(UniqueId id) {
    macros.add(id);
  }

  /**
   * The node with the macros that its own templates called beside those that parsing saw: what
   * stands behind {@code execute} is called only now, and dbt-core 1.12 counts it too.
   */
  public Node withCalledMacros(Node of) {
    if (of.code().dependsOnMacros().containsAll(macros)) {
      return of;
    }
    NodeCode code = of.code();
    for (UniqueId macro : macros) {
      code = code.withMacro(macro);
    }
    return of.with(of.info(), code);
  }

  public Warehouse warehouse() {
    return compilation.warehouse();
  }

  public Map<Object, Object> graph() {
    return compilation.graph().get();
  }

  public List<Object> selectedResources() {
    return new ArrayList<>(compilation.selected());
  }

  /**
   * {@code ref()}.
   *
   * @param messages told when a newer version of a model is there
   */
  public JinjaCallable refFunction(MessageSink messages) {
    return arguments -> ref(ParseRecord.readRef(arguments), messages);
  }

  public JinjaCallable sourceFunction() {
    return arguments -> source(ParseRecord.readSource(arguments));
  }

  private Object ref(RefCall call, MessageSink messages) {
    UniqueId id =
        compilation
            .index()
            .findRef(call, node.info().packageName())
            .orElseThrow(() -> CallError.compilation(missing(call)));
    Node found = compilation.manifest().nodes().get(id);
    checkAccess(found);
    boolean isEphemeral = found instanceof ModelNode && found.materialization().equals("ephemeral");
    if (node instanceof HookNode) {
      // An operation is not in the graph: it may ref anything that exists.
      if (isEphemeral) {
        throw CallError.compilation(
            "Operations can not ref() ephemeral nodes, but " + found.name() + " is ephemeral");
      }
    } else if (!node.code().dependsOnNodes().contains(id)) {
      throw CallError.compilation(hidden(call));
    }
    if (call.version().isEmpty() && found instanceof ModelNode model) {
      PrereleaseVersions.tell(compilation.manifest(), node, model, messages);
    }
    Scan scan = compilation.times().scan(node, batch, found.info());
    if (isEphemeral) {
      ephemeral.add(id);
      return RelationObject.cte(found.relation().identifier(), scan);
    }
    return RelationObject.of(
        compilation.deferral().relationOf(found, compilation.warehouse()), scan);
  }

  /**
   * A private model is for its group alone, however the ref() was written; queries of the command
   * line and macros stand outside of groups (dbt-core 1.12 {@code is_invalid_private_ref}).
   */
  private void checkAccess(Node found) {
    boolean isPrivate = found instanceof ModelNode model && model.access() == Access.PRIVATE;
    boolean isAdHoc =
        node.uniqueId().resourceType() == ResourceType.SQL_OPERATION
            || node.uniqueId().resourceType() == ResourceType.MACRO;
    Optional<String> group = found.info().group();
    Optional<String> own = node.info().group();
    if (isPrivate && !isAdHoc && (own.isEmpty() || !group.equals(own))) {
      throw CallError.of(
          ErrorCode.PARSING,
          "Node "
              + node.uniqueId()
              + " attempted to reference node "
              + found.uniqueId()
              + ", which is not allowed because the referenced node is private to the '"
              + group.orElse("None")
              + "' group.");
    }
  }

  private Object source(List<String> call) {
    UniqueId id =
        compilation
            .index()
            .findSource(call.get(0), call.get(1), node.info().packageName())
            .orElseThrow(
                () ->
                    CallError.compilation(
                        describe(node)
                            + " depends on a source named '"
                            + String.join(".", call)
                            + "' which was not found"));
    SourceTable table = compilation.manifest().sources().get(id);
    return RelationObject.of(table.relation(), compilation.times().scan(node, batch, table));
  }

  /** {@code function()}: the name of a user-defined function; it is never sampled. */
  public JinjaCallable functionFunction() {
    return arguments -> {
      RefCall call = ParseRecord.readRef(arguments);
      for (FunctionNode function : compilation.manifest().functions().values()) {
        boolean fits =
            function.name().equals(call.name())
                && call.packageName().map(function.info().packageName()::equals).orElse(true);
        if (fits) {
          Relation place = compilation.deferral().relationOf(function, compilation.warehouse());
          return RelationObject.of(place.ofType(RelationType.FUNCTION));
        }
      }
      throw CallError.compilation(
          describe(node)
              + " depends on a function named '"
              + call.name()
              + "' which was not found");
    };
  }

  /** {@code metric()}: prints as the metric's name. */
  public JinjaCallable metricFunction() {
    return arguments -> {
      RefCall call = ParseRecord.readRef(arguments);
      boolean known =
          compilation.manifest().semanticLayer(ResourceType.METRIC).stream()
              .anyMatch(metric -> metric.name().equals(call.name()));
      if (!known) {
        throw CallError.compilation(
            describe(node)
                + " depends on a metric named '"
                + call.name()
                + "' which was not found or is disabled");
      }
      return call.name();
    };
  }

  /** {@code defer_relation}: this node in the other state, or None. */
  public Object deferRelation() {
    return compilation.deferral().find(node.uniqueId()).map(RelationObject::of).orElse(null);
  }

  private String missing(RefCall call) {
    boolean isDisabled =
        compilation.manifest().disabled().stream()
            .anyMatch(one -> one instanceof Node && one.name().equals(call.name()));
    return describe(node)
        + " depends on a node named '"
        + call.name()
        + "' "
        + call.version().map(version -> "with version '" + version + "' ").orElse("")
        + call.packageName().map(name -> "in package or project '" + name + "' ").orElse("")
        + (isDisabled ? "which is disabled" : "which was not found");
  }

  private String hidden(RefCall call) {
    StringBuilder ref = new StringBuilder("ref(");
    call.packageName().ifPresent(name -> ref.append('\'').append(name).append("', "));
    ref.append('\'').append(call.name()).append('\'');
    call.version().ifPresent(version -> ref.append(",version='").append(version).append('\''));
    ref.append(')');
    return "dbt was unable to infer all dependencies for the model \""
        + node.name()
        + "\".\nThis typically happens when ref() is placed within a conditional block.\n\n"
        + "To fix this, add the following hint to the top of the model \""
        + node.name()
        + "\":\n\n-- depends_on: {{ "
        + ref
        + " }}";
  }

  private static String describe(Node node) {
    String type = node.resourceType().dbtName();
    return Character.toUpperCase(type.charAt(0))
        + type.substring(1)
        + " '"
        + node.uniqueId()
        + "' ("
        + node.info().originalFilePath()
        + ")";
  }
}
