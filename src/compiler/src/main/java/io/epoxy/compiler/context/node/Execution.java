package io.epoxy.compiler.context.node;

import io.epoxy.compiler.context.adapter.TableObject;
import io.epoxy.compiler.context.relation.RelationObject;
import io.epoxy.compiler.context.template.CallError;
import io.epoxy.compiler.context.template.MembersObject;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.Warehouse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One node being compiled: resolves its refs, remembers ephemeral models and query results. */
public final class Execution {
  private final Node node;
  private final Compilation compilation;
  private final Set<UniqueId> ephemeral = new LinkedHashSet<>();

  public Execution(Node node, Compilation compilation) {
    this.node = node;
    this.compilation = compilation;
  }

  /**
   * What all nodes of a run share.
   *
   * @param graph {@link NodeFacts#graph}, made once and only when a template asks for it
   * @param selected unique_ids that the run selected
   */
  public record Compilation(
      Manifest manifest,
      RefIndex index,
      Supplier<Map<Object, Object>> graph,
      Warehouse warehouse,
      List<String> selected) {}

  /** The ephemeral models that were referred to, in order of first call. */
  public List<UniqueId> ephemeralModels() {
    return new ArrayList<>(ephemeral);
  }

  public Node node() {
    return node;
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

  public JinjaCallable refFunction() {
    return arguments -> ref(ParseRecord.readRef(arguments));
  }

  public JinjaCallable sourceFunction() {
    return arguments -> source(ParseRecord.readSource(arguments));
  }

  private Object ref(RefCall call) {
    UniqueId id =
        compilation
            .index()
            .findRef(call, node.info().packageName())
            .orElseThrow(
                () ->
                    CallError.compilation(
                        describe(node)
                            + " depends on a node named '"
                            + call.name()
                            + "' which was not found"));
    Node found = compilation.manifest().nodes().get(id);
    if (!node.code().dependsOnNodes().contains(id)) {
      throw CallError.compilation(hidden(call));
    }
    if (found instanceof ModelNode && found.materialization().equals("ephemeral")) {
      ephemeral.add(id);
      return RelationObject.cte("__dbt__cte__" + found.relation().identifier());
    }
    return RelationObject.of(found.relation());
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
    return RelationObject.of(table.relation());
  }

  private String hidden(RefCall call) {
    StringBuilder ref = new StringBuilder("ref(");
    call.packageName().ifPresent(name -> ref.append('\'').append(name).append("', "));
    ref.append('\'').append(call.name()).append('\'');
    call.version().ifPresent(version -> ref.append(", v=").append(version));
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

  /** load_result, store_result and store_raw_result over results of this node alone. */
  public Map<String, Object> results() {
    Map<String, Object> stored = new HashMap<>();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(
        "load_result",
        (JinjaCallable) a -> stored.get(Python.str(a.require("load_result", 0, "name"))));
    members.put("store_result", (JinjaCallable) arguments -> store(arguments, stored));
    members.put("store_raw_result", (JinjaCallable) arguments -> store(arguments, stored));
    return members;
  }

  private static Object store(Arguments arguments, Map<String, Object> stored) {
    String name = Python.str(arguments.require("store_result", 0, "name"));
    Object response = arguments.get(1, "response", null);
    Object table = arguments.get(2, "agate_table", null);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("response", response);
    result.put("table", table == null ? TableObject.empty() : table);
    result.put(
        "data",
        Optional.ofNullable(table)
            .filter(TableObject.class::isInstance)
            .map(found -> (Object) ((TableObject) found).data())
            .orElseGet(ArrayList::new));
    stored.put(name, new MembersObject("Result", result));
    return "";
  }
}
