package io.epoxy.compiler.compile;

import com.google.common.base.Suppliers;
import com.google.common.collect.Iterables;
import io.epoxy.compiler.context.ContextFactory;
import io.epoxy.compiler.context.function.RunSettings;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.compiler.context.macro.NodeScope;
import io.epoxy.compiler.context.node.Deferral;
import io.epoxy.compiler.context.node.EventTimes;
import io.epoxy.compiler.context.node.Execution;
import io.epoxy.compiler.context.node.HookText;
import io.epoxy.compiler.context.node.NodeFacts;
import io.epoxy.compiler.context.node.RefIndex;
import io.epoxy.compiler.context.node.SampleWindow;
import io.epoxy.compiler.context.node.TestArguments;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.context.template.TemplateError;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.Arguments;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.Scope;
import io.epoxy.model.config.Project;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.Batch;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.CompiledNode.ExtraCte;
import io.epoxy.model.graph.CompiledNode.StrategySource;
import io.epoxy.model.graph.FunctionNode;
import io.epoxy.model.graph.Hook;
import io.epoxy.model.graph.Language;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.graph.UnitTestNode;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.FormatFeature;
import io.epoxy.model.relation.TableFormat;
import io.epoxy.model.relation.WrittenCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Renders nodes with execute=true. Thread-safe; an ephemeral model is rendered once. */
public final class NodeCompiler {
  /** Below a Python model's code stands what it needs to run (dbt-core 1.12 compilation.py). */
  private static final String PYTHON_POSTFIX = "{{ py_script_postfix(model) }}";

  /** Commands that run no hook. Rendering one may query and change tables, so dbt leaves it out. */
  private static final Set<String> STOPS_AT_SQL = Set.of("compile", "show");

  /** A tag that takes the blanks before it, and so the lines that stand for those of the file. */
  private static final Pattern TAKES_BLANKS = Pattern.compile("\\s*\\{[%{#]-");

  private final ContextFactory contexts;
  private final Execution.Compilation compilation;
  private final ForeignKeys foreignKeys;
  private final Map<UniqueId, Rendered> ephemeral = new ConcurrentHashMap<>();

  /**
   * A compiler.
   *
   * @param selected the unique_ids of {@code selected_resources}
   */
  public NodeCompiler(
      ContextFactory contexts, Manifest manifest, Warehouse warehouse, List<String> selected) {
    this(contexts, manifest, warehouse, selected, Deferral.NONE);
  }

  /** A compiler for a run that takes what it does not build from another state. */
  public NodeCompiler(
      ContextFactory contexts,
      Manifest manifest,
      Warehouse warehouse,
      List<String> selected,
      Deferral deferral) {
    this.contexts = contexts;
    this.compilation =
        new Execution.Compilation(
            manifest,
            RefIndex.of(manifest, contexts.searchOrder()),
            Suppliers.memoize(() -> NodeFacts.graph(manifest)),
            warehouse,
            selected,
            deferral,
            times(contexts.settings()));
    this.foreignKeys = new ForeignKeys(compilation);
  }

  /** {@code graph} of all templates: one dict, which they may change. */
  public Map<Object, Object> graph() {
    return compilation.graph().get();
  }

  private static EventTimes times(RunSettings settings) {
    Optional<SampleWindow> sample =
        Optional.ofNullable(settings.flags().get("SAMPLE"))
            .map(text -> SampleWindow.parse(text.toString(), settings.startedAt()));
    return new EventTimes(Boolean.TRUE.equals(settings.flags().get("EMPTY")), sample);
  }

  /** A node's own SQL and the CTEs it needs, innermost first. */
  private record Rendered(
      String sql, Map<UniqueId, ExtraCte> ctes, NodeScope scope, Execution execution) {}

  /**
   * Compiles a node.
   *
   * @throws EpoxyException in dbt's words when a template fails
   */
  public CompiledNode compile(UniqueId id) {
    return compile(id, Optional.empty(), Map.of());
  }

  /** As the other; a batch reads the rows of its time alone. */
  public CompiledNode compile(UniqueId id, Optional<Batch> batch) {
    return compile(id, batch, Map.of());
  }

  /**
   * Compiles a node whose template sees some more.
   *
   * @param members by name, in the form of templates; a {@link Supplier} is asked when it is wanted
   * @throws EpoxyException in dbt's words when a template fails
   */
  public CompiledNode compile(UniqueId id, Map<String, ?> members) {
    return compile(id, Optional.empty(), members);
  }

  private CompiledNode compile(UniqueId id, Optional<Batch> batch, Map<String, ?> members) {
    Node node =
        compilation
            .manifest()
            .findNode(id)
            .orElseThrow(
                () -> new EpoxyException(ErrorCode.INTERNAL, "no node " + id + " to compile"));
    if (node instanceof UnitTestNode test) {
      InputColumns columns = new InputColumns(contexts, compilation, this::sql);
      return new UnitTestCompiler(contexts, compilation, columns, test)
          .compile((text, scope) -> withCatalogOnce(test, rendered(test, text, scope)));
    }
    if (node.resourceType() == ResourceType.SEED) {
      NodeScope scope = contexts.executeScope(new Execution(node, compilation));
      return new CompiledNode(
          node, "", List.of(), hooks(node, "pre-hook", scope), hooks(node, "post-hook", scope));
    }
    Rendered rendered = render(node, batch, members);
    List<ExtraCte> ctes = new ArrayList<>(rendered.ctes().values());
    String sql =
        Boolean.FALSE.equals(contexts.settings().flags().get("INJECT_EPHEMERAL_CTES"))
            ? rendered.sql()
            : CteInjector.inject(rendered.sql(), ctes);
    rendered.scope().put("sql", sql);
    rendered.scope().put("compiled_code", sql);
    rendered.scope().putLazily("model", () -> rendered.execution().facts(sql));
    boolean first = batch.map(Batch::isFirst).orElse(true);
    boolean last = batch.map(Batch::isLast).orElse(true);
    List<Hook> before = first ? hooks(node, "pre-hook", rendered.scope()) : List.of();
    List<Hook> after = last ? hooks(node, "post-hook", rendered.scope()) : List.of();
    Node compiled =
        rendered
            .execution()
            .withCalledMacros(foreignKeys.resolve(withOverloads(node, rendered.scope())));
    StrategySource strategy =
        new StrategyMacros(contexts).isMacro(node) ? StrategySource.MACRO : StrategySource.BUILT_IN;
    return new CompiledNode(compiled, sql, ctes, before, after, strategy, batch);
  }

  /**
   * The names that macros see while a node is built.
   *
   * @param own runs their statements
   */
  public NodeScope building(CompiledNode ready, Warehouse own) {
    Execution execution = new Execution(ready.node(), ready.batch(), compilation.on(own));
    NodeScope scope = contexts.executeScope(execution);
    scope.put("sql", ready.sql());
    scope.put("compiled_code", ready.sql());
    scope.putLazily("model", () -> execution.facts(ready.sql()));
    ready.batch().ifPresent(batch -> enter(batch, scope));
    return scope;
  }

  /**
   * Calls a macro with the names that a node's templates see.
   *
   * @param compiled what the node was compiled to; empty for an operation, which has no SQL
   * @throws EpoxyException in dbt's words when a template fails
   */
  public Object call(
      Node node, Optional<CompiledNode> compiled, MacroSource macro, Map<String, ?> arguments) {
    NodeScope scope = contexts.executeScope(new Execution(node, compilation));
    compiled.ifPresent(
        ready -> {
          scope.put("sql", ready.sql());
          scope.put("compiled_code", ready.sql());
        });
    Map<String, Object> keywords = new LinkedHashMap<>();
    arguments.forEach((name, value) -> keywords.put(name, TemplateValues.toTemplate(value)));
    String path = macro.location().path();
    String stackName = "macro " + macro.name() + " (" + path + ")";
    try {
      return scope.bind(macro).call(new Arguments(List.of(), keywords));
    } catch (JinjaException e) {
      throw TemplateError.inNode(e, stackName, path);
    } catch (EpoxyException e) {
      throw headed(e, stackName, macro.location());
    }
  }

  /**
   * What puts the project's {@code query-comment} into a node's statements.
   *
   * @throws EpoxyException in dbt's words when its template fails
   */
  public UnaryOperator<String> comment(Project project, Node node) {
    NodeScope scope = contexts.executeScope(new Execution(node, compilation));
    try {
      return QueryComment.of(project)
          .in(
              scope,
              project.name(),
              new CommentedNode(NodeFacts.model(node)),
              node.uniqueId().value());
    } catch (JinjaException e) {
      throw TemplateError.inNode(e, "query-comment (dbt_project.yml)", "dbt_project.yml");
    }
  }

  private Rendered render(Node node, Optional<Batch> batch, Map<String, ?> members) {
    Execution execution = new Execution(node, batch, compilation);
    NodeScope scope = contexts.executeScope(execution);
    members.forEach(
        (name, value) -> {
          if (value instanceof Supplier<?> later) {
            scope.putLazily(name, later::get);
          } else {
            scope.put(name, value);
          }
        });
    String sql = withCatalogOnce(node, template(node, scope));
    Map<UniqueId, ExtraCte> ctes = new LinkedHashMap<>();
    for (UniqueId id : execution.ephemeralModels()) {
      Node model = compilation.manifest().nodes().get(id);
      Rendered inner = ephemeral.get(id);
      if (inner == null) {
        inner = render(model, Optional.empty(), Map.of());
        ephemeral.put(id, inner);
      }
      inner.ctes().forEach(ctes::putIfAbsent);
      String name = model.relation().identifier();
      ctes.putIfAbsent(id, new ExtraCte(id, CteInjector.cte(name, inner.sql())));
    }
    return new Rendered(sql, ctes, scope, execution);
  }

  /** A model's query alone, without hooks. */
  private String sql(UniqueId model) {
    Rendered rendered =
        render(compilation.manifest().nodes().get(model), Optional.empty(), Map.of());
    return CteInjector.inject(rendered.sql(), List.copyOf(rendered.ctes().values()));
  }

  private String withCatalogOnce(Node node, String sql) {
    return contexts
        .target()
        .icebergCatalog()
        .map(catalog -> withoutCatalogOfViews(node, WrittenCatalog.once(sql, catalog), catalog))
        .orElse(sql);
  }

  /** Views with Iceberg's file_format are tables of its catalog with dbt-glue, here views. */
  private String withoutCatalogOfViews(Node node, String sql, String catalog) {
    if (!sql.contains(catalog)) {
      return sql;
    }
    String text = sql;
    for (UniqueId id : Iterables.concat(List.of(node.uniqueId()), node.dependsOn())) {
      Node named = compilation.manifest().nodes().get(id);
      if (named != null && isIcebergView(named)) {
        text = WrittenCatalog.absent(text, catalog, named.relation());
      }
    }
    return text;
  }

  private static boolean isIcebergView(Node node) {
    return node.materialization().equals("view")
        && node.info()
            .config()
            .string("file_format")
            .flatMap(TableFormat::find)
            .filter(format -> format.supports(FormatFeature.OWN_CATALOG))
            .isPresent();
  }

  private static String template(Node node, NodeScope scope) {
    String raw = node.code().rawCode();
    String path = node.info().originalFilePath();
    return guarded(
        node,
        () -> {
          if (node instanceof TestNode test && test.generic().isPresent()) {
            scope.put(
                TestArguments.NAME, TestArguments.render(test.generic().get().arguments(), scope));
          }
          if (isPythonModel(node)) {
            return raw + "\n\n" + DbtJinja.engine().parse(path, PYTHON_POSTFIX).render(scope);
          }
          if (!DbtJinja.isTemplate(raw)) {
            return raw;
          }
          String padding = "\n".repeat(Math.max(0, node.info().location().line() - 1));
          String text = DbtJinja.engine().parse(path, padding + raw).render(scope);
          return TAKES_BLANKS.matcher(raw).lookingAt() ? text : text.substring(padding.length());
        });
  }

  /** Hooks run around all batches; whether one adds to the table is decided before the first. */
  private static void enter(Batch batch, NodeScope scope) {
    if (!batch.isFirst()) {
      scope.put("pre_hooks", new ArrayList<>());
    }
    if (!batch.isLast()) {
      scope.put("post_hooks", new ArrayList<>());
    }
    if (batch.kind() == Batch.Kind.ADDS) {
      scope.force("is_incremental", (JinjaCallable) arguments -> true);
      scope.force("should_full_refresh", (JinjaCallable) arguments -> false);
    }
  }

  /** None where a macro builds the node: it renders and runs them itself. */
  private List<Hook> hooks(Node node, String key, NodeScope scope) {
    List<Hook> statements = new ArrayList<>();
    if (STOPS_AT_SQL.contains(String.valueOf(contexts.settings().flags().get("WHICH")))
        || contexts.materializations().find(node.materialization()).isPresent()
        || !(node.info().config().values().get(key) instanceof List<?> hooks)) {
      return statements;
    }
    for (Object hook : hooks) {
      if (hook instanceof Map<?, ?> map && map.get("sql") != null) {
        String raw = HookText.statement(map.get("sql").toString());
        if (DbtJinja.isTemplate(raw)) {
          keepIncremental(node, scope);
          statements.add(new Hook(raw, () -> hook(node, raw, scope)));
        } else if (!raw.isBlank()) {
          statements.add(Hook.of(withCatalogOnce(node, raw)));
        }
      }
    }
    return statements;
  }

  private String hook(Node node, String raw, Scope scope) {
    String sql = guarded(node, () -> rendered(node, raw, scope));
    return withCatalogOnce(node, HookText.statement(sql));
  }

  /** Whether it adds to a table is no other question after that table was made. */
  private void keepIncremental(Node node, NodeScope scope) {
    if (node.materialization().equals("incremental")) {
      Object adds =
          guarded(node, () -> rendered(node, "{{ is_incremental() }}", scope))
              .strip()
              .equals("True");
      for (String name : List.of("is_incremental", "dbt.is_incremental")) {
        scope.force(name, (JinjaCallable) arguments -> adds);
      }
    }
  }

  /** The bodies of a function's overloads see the names that its own does. */
  private static Node withOverloads(Node node, Scope scope) {
    if (!(node instanceof FunctionNode function) || function.overloads().isEmpty()) {
      return node;
    }
    List<FunctionNode.Overload> compiled = new ArrayList<>();
    for (FunctionNode.Overload overload : function.overloads()) {
      compiled.add(
          overload.compiled(guarded(node, () -> rendered(node, overload.rawBody(), scope))));
    }
    return function.withOverloads(compiled);
  }

  private static String rendered(Node node, String text, Scope scope) {
    return DbtJinja.isTemplate(text)
        ? DbtJinja.engine().parse(node.info().originalFilePath(), text).render(scope)
        : text;
  }

  private static boolean isPythonModel(Node node) {
    return node.resourceType() == ResourceType.MODEL && node.info().language() == Language.PYTHON;
  }

  /** Runs templates of a node; what goes wrong is told in dbt's words, with the macro stack. */
  public static <T> T guarded(Node node, Supplier<T> rendering) {
    String path = node.info().originalFilePath();
    String stackName = node.resourceType().dbtName() + " " + node.name() + " (" + path + ")";
    try {
      return rendering.get();
    } catch (JinjaException e) {
      throw TemplateError.inNode(e, stackName, path);
    } catch (EpoxyException e) {
      throw headed(e, stackName, node.info().location());
    }
  }

  private static EpoxyException headed(EpoxyException e, String stackName, SourceLocation place) {
    return new EpoxyException(
        e.code(),
        e.code().heading() + " in " + stackName + "\n" + e.getMessage().indent(2).stripTrailing(),
        e.location().orElse(place),
        e);
  }
}
