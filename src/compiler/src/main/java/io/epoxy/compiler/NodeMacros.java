package io.epoxy.compiler;

import com.google.common.collect.ImmutableList;
import io.epoxy.compiler.compile.ConcurrentBatches;
import io.epoxy.compiler.compile.NodeCompiler;
import io.epoxy.compiler.compile.StrategyMacros;
import io.epoxy.compiler.context.ContextFactory;
import io.epoxy.compiler.context.adapter.Response;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.compiler.context.macro.Materializations;
import io.epoxy.compiler.context.macro.NodeScope;
import io.epoxy.compiler.context.node.StoredResults;
import io.epoxy.compiler.context.relation.ColumnObject;
import io.epoxy.compiler.context.relation.RelationObject;
import io.epoxy.compiler.context.table.TableObject;
import io.epoxy.compiler.context.template.PythonSignature;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.value.FrozenDict;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.Suggestion;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.SnapshotRows;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UnitTestNode;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.RelationType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Macros of a project or package that build nodes instead of Epoxy. Thread-safe. The sentences are
 * those of dbt-core 1.12, {@code ModelRunner} in task/run.py.
 */
public final class NodeMacros {
  private static final String CLONE = "clone";
  private static final String WRITE = "ProviderContext.write(self, payload)";

  private final ContextFactory contexts;
  private final NodeCompiler nodes;

  NodeMacros(ContextFactory contexts, NodeCompiler nodes) {
    this.contexts = contexts;
    this.nodes = nodes;
  }

  /**
   * What {@code statement('main')} of a materialization said.
   *
   * @param message prints as the node's result
   * @param response for run_results.json
   * @param columns of the main statement
   * @param rows of the main statement; none where it fetched nothing
   */
  public record Built(
      String message, Map<String, Object> response, List<String> columns, List<List<Object>> rows) {
    public Built {
      columns = ImmutableList.copyOf(columns);
      rows = Collections.unmodifiableList(new ArrayList<>(rows)); // cells may be null
    }
  }

  /** Whether a microbatch model runs batch by batch. */
  public boolean runsInBatches(Node node) {
    return new StrategyMacros(contexts).runsInBatches(node);
  }

  /** Whether a microbatch model's batches run at once. */
  public boolean runsBatchesAtOnce(Node node) {
    return new ConcurrentBatches(contexts).areRun(node);
  }

  /** Whether a macro builds the node. */
  public boolean builds(Node node) {
    return find(node).isPresent();
  }

  /**
   * Checks that somebody builds the node: a macro, or Epoxy as dbt would.
   *
   * @throws EpoxyException in dbt's words when nobody does
   */
  public void requireMaterialization(Node node) {
    String name = node.materialization();
    if (!builds(node) && !Materializations.isBuiltIn(name) && !name.equals("ephemeral")) {
      String adapter = contexts.target().type();
      throw wrong(
          node,
          "No materialization '"
              + name
              + "' was found for adapter "
              + adapter
              + "! (searched types 'default' and '"
              + adapter
              + "')"
              + Suggestion.of(name, List.of("table", "view", "incremental", "ephemeral")));
    }
  }

  /**
   * Builds a node by its macro.
   *
   * @param own runs the macro's statements, all in one session
   * @param onMain hears the main statement before it runs
   * @throws EpoxyException when a template or a statement fails, or the macro is not what dbt
   *     expects of a materialization
   */
  public Built build(CompiledNode ready, Warehouse own, Consumer<String> onMain) {
    return run(ready.node().materialization(), ready, own, onMain)
        .orElseThrow(() -> withoutMain(ready.node()));
  }

  /** Whether a macro makes clones. */
  public boolean clones() {
    return contexts.materializations().find(CLONE).isPresent();
  }

  /** As {@link #build}, for the {@code clone} materialization, which may have nothing to do. */
  public Optional<Built> makeClone(CompiledNode ready, Warehouse own, Consumer<String> onMain) {
    return run(CLONE, ready, own, onMain);
  }

  private Optional<Built> run(
      String name, CompiledNode ready, Warehouse own, Consumer<String> onMain) {
    Node node = ready.node();
    MacroSource macro = contexts.materializations().find(name).orElseThrow();
    if (contexts.materializations().isOverride(macro, name)) {
      warnOfOverride(macro, name);
    }
    StoredResults results = new StoredResults();
    NodeScope scope = nodes.building(ready, own);
    scope.putAll(results.members());
    scope.put("write", PythonSignature.checked(WRITE, arguments -> write(arguments, onMain)));
    Object returned =
        NodeCompiler.guarded(
            node, () -> scope.bind(macro).call(new Arguments(List.of(), Map.of())));
    if (!(node instanceof TestNode) && !(node instanceof UnitTestNode)) {
      checkReturned(returned, node);
    }
    return results.main().map(NodeMacros::built);
  }

  /**
   * The statement of a strategy that is a macro: {@code get_incremental_NAME_sql(arg_dict)}.
   *
   * @param staging the temporary view that holds the rows
   * @param columns of the table
   * @param own sees the staging view
   * @throws EpoxyException when the macro fails
   */
  public String strategyStatement(
      CompiledNode ready, String staging, List<Column> columns, Warehouse own) {
    Node node = ready.node();
    NodeScope scope = nodes.building(ready, own);
    return NodeCompiler.guarded(
        node,
        () -> {
          String strategy = StrategyMacros.of(node);
          JinjaCallable macro =
              (JinjaCallable) scope.find(StrategyMacros.macroName(strategy)).orElseThrow().get();
          Map<Object, Object> arguments = strategyArguments(node, staging, columns);
          return Python.str(macro.call(Arguments.of(arguments))).strip();
        });
  }

  /**
   * The SQL of a snapshot by its strategy.
   *
   * @param exists whether it has a table
   * @throws EpoxyException when a macro fails
   */
  public SnapshotRows snapshot(CompiledNode ready, Warehouse own, boolean exists) {
    NodeScope scope = nodes.building(ready, own);
    Map<?, ?> rows =
        NodeCompiler.guarded(
            ready.node(),
            () -> {
              MacroSource macro = contexts.macros().findAnywhere("snapshot_rows").orElseThrow();
              return (Map<?, ?>) scope.bind(macro).call(Arguments.of(exists));
            });
    return new SnapshotRows(
        Python.str(rows.get("query")).strip(),
        ((List<?>) rows.get("key")).stream().map(Python::str).toList(),
        Python.str(rows.get("scd_id")),
        Python.str(rows.get("valid_to")),
        Python.str(rows.get("is_current")).strip());
  }

  /** dbt's {@code strategy_arg_dict} of the incremental materialization. */
  private static Map<Object, Object> strategyArguments(
      Node node, String staging, List<Column> columns) {
    NodeConfig config = node.info().config();
    Map<Object, Object> arguments = new LinkedHashMap<>();
    arguments.put("target_relation", RelationObject.of(node.relation().ofType(RelationType.TABLE)));
    arguments.put("temp_relation", RelationObject.temporaryView(staging));
    arguments.put("unique_key", template(config, "unique_key"));
    List<Object> shown = new ArrayList<>();
    columns.forEach(column -> shown.add(ColumnObject.of(column)));
    arguments.put("dest_columns", shown);
    Object predicates = template(config, "predicates");
    arguments.put(
        "incremental_predicates",
        predicates == null ? template(config, "incremental_predicates") : predicates);
    return arguments;
  }

  private static Object template(NodeConfig config, String key) {
    return TemplateValues.toTemplate(config.find(key).orElse(null));
  }

  private Optional<MacroSource> find(Node node) {
    return contexts.materializations().find(node.materialization());
  }

  private static Object write(Arguments arguments, Consumer<String> onMain) {
    onMain.accept(Python.str(arguments.require("write", 0, "payload")));
    return "";
  }

  private static Built built(Object main) {
    FrozenDict result = (FrozenDict) main;
    Object response = result.item("response").map(JinjaObject.Value::get).orElse(null);
    TableObject table = (TableObject) result.item("table").orElseThrow().get();
    return new Built(Python.str(response), response(response), table.columnNames(), table.data());
  }

  /** What an adapter said of a statement, as artifacts show it. */
  static Map<String, Object> response(Object response) {
    Map<String, Object> shown = new LinkedHashMap<>();
    if (response instanceof Response told) {
      shown.put("_message", told.message());
      put(shown, "code", told.code());
      put(shown, "rows_affected", told.rowsAffected());
    }
    return shown;
  }

  private static void put(Map<String, Object> shown, String key, Object value) {
    if (value instanceof Number || value instanceof String) {
      shown.put(key, value);
    }
  }

  private static void checkReturned(Object returned, Node node) {
    if (returned instanceof String) {
      throw wrong(
          node,
          "The materialization (\""
              + node.materialization()
              + "\") did not explicitly return a list of relations to add to the cache.");
    }
    if (!(returned instanceof Map<?, ?> map)) {
      throw wrong(
          node,
          "Invalid return value from materialization, expected a dict with key \"relations\", got: "
              + Python.str(returned));
    }
    if (!map.containsKey("relations")) {
      throw wrong(
          node,
          "Invalid return value from materialization, \"relations\" not found, got keys: "
              + Python.repr(new ArrayList<Object>(map.keySet())));
    }
    if (!(map.get("relations") instanceof List<?> relations)) {
      throw wrong(
          node,
          "Invalid return value from materialization, \"relations\" not a list, got: "
              + Python.str(map.get("relations")));
    }
    for (Object relation : relations) {
      if (!(relation instanceof RelationObject)) {
        throw wrong(
            node,
            "Invalid return value from materialization, \"relations\" contains non-Relation: "
                + Python.str(relation));
      }
    }
  }

  private static EpoxyException withoutMain(Node node) {
    return new EpoxyException(
        ErrorCode.PROJECT, "main is not being called during running model", node.info().location());
  }

  private static EpoxyException wrong(Node node, String sentence) {
    return new EpoxyException(ErrorCode.COMPILATION, sentence, node.info().location());
  }

  private void warnOfOverride(MacroSource macro, String name) {
    contexts
        .settings()
        .messages()
        .message(
            MessageSink.Level.WARN,
            "PackageMaterializationOverrideDeprecation",
            "Installed package '"
                + macro.packageName()
                + "' is overriding the built-in materialization '"
                + name
                + "'. Overrides of built-in materializations from installed packages will be"
                + " deprecated in future versions of dbt. For more information:"
                + " https://docs.getdbt.com/reference/global-configs/legacy-behaviors");
  }
}
