package io.epoxy.compiler.context;

import com.google.common.collect.ImmutableMap;
import io.epoxy.compiler.cache.Fact;
import io.epoxy.compiler.cache.Reads;
import io.epoxy.compiler.context.adapter.AdapterBasics;
import io.epoxy.compiler.context.adapter.AdapterObject;
import io.epoxy.compiler.context.adapter.ParseAdapterObject;
import io.epoxy.compiler.context.function.BaseMembers;
import io.epoxy.compiler.context.function.EnvVarFunction;
import io.epoxy.compiler.context.function.MacroMembers;
import io.epoxy.compiler.context.function.ResolverFunction;
import io.epoxy.compiler.context.function.RunSettings;
import io.epoxy.compiler.context.function.RuntimeConfig;
import io.epoxy.compiler.context.function.TracedFunction;
import io.epoxy.compiler.context.function.VarFunction;
import io.epoxy.compiler.context.macro.AdapterTypes;
import io.epoxy.compiler.context.macro.Dispatch;
import io.epoxy.compiler.context.macro.DispatchOrder;
import io.epoxy.compiler.context.macro.MacroRegistry;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.compiler.context.macro.Materializations;
import io.epoxy.compiler.context.macro.NodeScope;
import io.epoxy.compiler.context.node.ConfigObject;
import io.epoxy.compiler.context.node.Execution;
import io.epoxy.compiler.context.node.HookText;
import io.epoxy.compiler.context.node.NodeFacts;
import io.epoxy.compiler.context.node.ParseRecord;
import io.epoxy.compiler.context.node.RefIndex;
import io.epoxy.compiler.context.node.SeedFile;
import io.epoxy.compiler.context.node.StoredResults;
import io.epoxy.compiler.context.node.UnitTestInputs;
import io.epoxy.compiler.context.relation.ColumnClass;
import io.epoxy.compiler.context.relation.RelationClass;
import io.epoxy.compiler.context.relation.RelationObject;
import io.epoxy.compiler.context.table.TableObject;
import io.epoxy.compiler.context.template.DbtJinja;
import io.epoxy.compiler.context.template.PythonSignature;
import io.epoxy.compiler.context.template.TemplateValues;
import io.epoxy.jinja.JinjaCallable;
import io.epoxy.jinja.JinjaException;
import io.epoxy.jinja.JinjaObject;
import io.epoxy.jinja.Scope;
import io.epoxy.jinja.UndefinedMode;
import io.epoxy.jinja.value.FrozenDict;
import io.epoxy.jinja.value.Python;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.config.NodeConfig;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UnitTest;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.port.SeedRows;
import io.epoxy.model.relation.Relation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Makes the scopes of one project's templates. Thread-safe; each scope is for one thread. */
public final class ContextFactory {
  private static final ConfigObject NO_CONFIG =
      new ConfigObject(new NodeConfig(Map.of()), "", MessageSink.NONE);

  private static final PythonSignature RENDER =
      PythonSignature.of("ProviderContext.render(self, string)");

  private final RunSettings settings;
  private final Target target;
  private final Project root;
  private final Map<String, Project> packages;
  private final MacroRegistry macros;
  private final DispatchOrder dispatchOrder;
  private final Materializations materializations;
  private final Map<String, Object> shared;
  private final Map<String, Object> targetDict;
  private final JinjaObject runtimeConfig;

  /**
   * A factory.
   *
   * @param packages every package by name, the root project among them
   */
  public ContextFactory(
      RunSettings settings,
      Target target,
      Project root,
      Map<String, Project> packages,
      MacroRegistry macros) {
    this.settings = settings;
    this.target = target;
    this.root = root;
    this.packages = ImmutableMap.copyOf(packages);
    this.macros = macros;
    this.dispatchOrder =
        new DispatchOrder(macros, AdapterTypes.prefixes(target), root.dispatchOrder());
    boolean packagesToo = !isOn("require_explicit_package_overrides_for_builtin_materializations");
    this.materializations =
        new Materializations(
            macros,
            AdapterTypes.prefixes(target),
            packagesToo
                ? Materializations.Packages.MAY_OVERRIDE
                : Materializations.Packages.MAY_NOT_OVERRIDE);
    this.targetDict = YamlScope.target(target);
    this.runtimeConfig = RuntimeConfig.of(settings, target, root, packages);
    this.shared = shared();
  }

  private Map<String, Object> shared() {
    Map<String, Object> members = new LinkedHashMap<>(BaseMembers.ofNodes(settings));
    members.put("env_var", new EnvVarFunction(settings.env(), EnvVarFunction.Secrets.REFUSED));
    members.put("project_name", root.name());
    Map<String, Object> api = new LinkedHashMap<>();
    api.put("Relation", new RelationClass());
    api.put("Column", new ColumnClass());
    members.put("api", new FrozenDict(api));
    members.put("column", new ColumnClass());
    members.put("target", targetDict);
    members.put("env", targetDict);
    members.putAll(MacroMembers.all());
    return members;
  }

  public MacroRegistry macros() {
    return macros;
  }

  /** Where dispatched macros are looked for. */
  public DispatchOrder dispatchOrder() {
    return dispatchOrder;
  }

  /** Whether the root project has a behaviour flag on. */
  public boolean isOn(String flag) {
    return BehaviourFlags.isOn(root.flags(), flag);
  }

  /** What builds nodes instead of Epoxy. */
  public Materializations materializations() {
    return materializations;
  }

  /** Whose resources ref() and its like mean first. */
  public RefIndex.Order searchOrder() {
    return RefIndex.Order.of(root.flags());
  }

  public Target target() {
    return target;
  }

  public RunSettings settings() {
    return settings;
  }

  /** The scope in which a node is parsed; what its templates do is written to {@code record}. */
  public NodeScope parseScope(NodeInfo info, Relation relation, ParseRecord record) {
    NodeScope scope =
        new NodeScope(
            macros, info.packageName(), UndefinedMode.PERMISSIVE, record::addMacro, record.reads());
    scope.putAll(shared);
    RelationObject self = RelationObject.of(relation);
    JinjaCallable ref = record.refFunction(self);
    JinjaCallable source = record.sourceFunction(self);
    ParseRecord.ConfigFunction config = record.configFunction();
    nodeFunctions(scope, ref, source, config);
    scope.put("metric", record.metricFunction());
    scope.put("function", record.functionFunction(self));
    scope.put("execute", false);
    scope.put("this", self);
    scope.put("graph", new LinkedHashMap<>());
    scope.put("selected_resources", new ArrayList<>());
    scope.put("defer_relation", null);
    VarFunction vars = vars(info.name(), info.packageName(), VarFunction.Missing.NONE, scope);
    trace(scope, vars, info.packageName(), record.reads());
    scope.put("adapter", new ParseAdapterObject(basics(scope, once(record.reads()))));
    ownMembers(scope, info, relation);
    return scope;
  }

  /** Messages of templates are told each time: what tells one is not kept. */
  private MessageSink once(Reads reads) {
    return (level, event, text) -> {
      reads.setUnrepeatable();
      settings.messages().message(level, event, text);
    };
  }

  /** The scope in which a node is compiled for real. */
  public NodeScope executeScope(Execution execution) {
    NodeInfo info = execution.node().info();
    NodeScope scope =
        new NodeScope(macros, info.packageName(), UndefinedMode.STRICT, execution::addMacro);
    scope.putAll(shared);
    nodeFunctions(
        scope,
        execution.refFunction(settings.messages()),
        execution.sourceFunction(),
        new ConfigObject(info.config(), info.uniqueId().value(), settings.messages()));
    scope.put("metric", execution.metricFunction());
    scope.put("function", execution.functionFunction());
    scope.put("execute", true);
    // dbt-core 1.12 ModelContext.this: statements of on-run-start and on-run-end have none.
    boolean isHook = execution.node().resourceType() == ResourceType.OPERATION;
    scope.put("this", isHook ? null : RelationObject.of(execution.node().relation()));
    scope.putLazily("model", execution::facts);
    scope.putLazily("graph", execution::graph);
    scope.put("thread_id", Thread.currentThread().getName());
    scope.put("selected_resources", new ArrayList<>(execution.selectedResources()));
    scope.put("var", vars(info.name(), info.packageName(), VarFunction.Missing.ERROR, scope));
    scope.put(
        "adapter",
        new AdapterObject(
            basics(scope, settings.messages()), execution.warehouse(), settings.messages()));
    scope.putLazily("defer_relation", execution::deferRelation);
    ownMembers(scope, info, execution.node().relation());
    return scope;
  }

  /** The scope in which the model of a unit test is rendered: it reads the given rows. */
  public NodeScope unitTestScope(Execution execution, UnitTestInputs inputs) {
    NodeScope scope = executeScope(execution);
    scope.put("ref", new ResolverFunction(inputs.refFunction(), runtimeConfig));
    scope.put("source", new ResolverFunction(inputs.sourceFunction(), runtimeConfig));
    scope.putLazily("this", inputs::self);
    inputs.overrides().ifPresent(overrides -> override(scope, execution.node().info(), overrides));
    return scope;
  }

  /** What a macro answers, what a var is, what the environment holds (dbt-core 1.12). */
  private void override(NodeScope scope, NodeInfo info, UnitTest.Overrides overrides) {
    List<Map<String, Object>> sources = new ArrayList<>(varSources(info.packageName()));
    sources.add(0, overrides.vars());
    scope.put("var", new VarFunction(info.name(), sources, VarFunction.Missing.ERROR, () -> scope));
    JinjaCallable real = (JinjaCallable) shared.get("env_var");
    Map<String, Object> env = overrides.envVars();
    scope.put(
        "env_var",
        (JinjaCallable)
            arguments ->
                arguments.get(0, "var", null) instanceof String name && env.containsKey(name)
                    ? TemplateValues.toTemplate(env.get(name))
                    : real.call(arguments));
    scope.override(overrides.macros());
  }

  /**
   * The macro that names a node, such as generate_schema_name, as dbt calls it: {@code model} is
   * the macro itself, other macros and vars are what its own package sees, nothing is executed
   * (dbt-core 1.12 {@code generate_generate_name_macro_context}).
   *
   * @param packageName of the node that is named
   * @param reads told what the macro asks for
   */
  public Optional<JinjaCallable> nameMacro(String packageName, String name, Reads reads) {
    reads.add(Fact.Kind.MACRO, packageName, name);
    return macros.find(packageName, name).map(macro -> macroScope(macro, reads).bind(macro));
  }

  /** The scope of a macro that dbt calls for no node while it parses. */
  public NodeScope macroScope(MacroSource macro, Reads reads) {
    String owner = MacroRegistry.isInternal(macro) ? root.name() : macro.packageName();
    NodeScope scope = new NodeScope(macros, owner, UndefinedMode.STRICT, called -> {}, reads);
    scope.putAll(shared);
    scope.put("execute", false);
    VarFunction vars = vars(macro.name(), owner, VarFunction.Missing.ERROR, scope);
    trace(scope, vars, owner, reads);
    scope.put("adapter", new ParseAdapterObject(basics(scope, once(reads))));
    scope.put("config", NO_CONFIG);
    scope.put("graph", new LinkedHashMap<>());
    scope.put("model", NodeFacts.macro(macro));
    scope.put("schema", target.schema());
    for (String none : List.of("database", "sql", "pre_hooks", "post_hooks")) {
      scope.put(none, null);
    }
    scope.put("selected_resources", new ArrayList<>());
    putTools(scope);
    return scope;
  }

  private void nodeFunctions(
      NodeScope scope, JinjaCallable ref, JinjaCallable source, Object config) {
    scope.put("ref", new ResolverFunction(ref, runtimeConfig));
    scope.put("source", new ResolverFunction(source, runtimeConfig));
    scope.put("config", config);
  }

  /** What each node has of its own, parsed or compiled. */
  private void ownMembers(NodeScope scope, NodeInfo info, Relation relation) {
    scope.put("database", null);
    scope.put("schema", relation.parts().schema() ? relation.schema() : null);
    scope.put("sql", null);
    scope.put("compiled_code", null);
    scope.putLazily("pre_hooks", () -> HookText.dicts(info.config(), "pre-hook"));
    scope.putLazily("post_hooks", () -> HookText.dicts(info.config(), "post-hook"));
    putTools(scope);
    scope.put("load_agate_table", (JinjaCallable) arguments -> seedTable(info));
  }

  private static void putTools(NodeScope scope) {
    scope.putAll(new StoredResults().members());
    scope.put("render", RENDER.checking(a -> render(a.get(0, "string", null), scope.ofMacros())));
  }

  /** The rows of a seed's file as templates see them. */
  public TableObject seedTable(NodeInfo info) {
    return SeedFile.load(info, packages.get(info.packageName()).root(), settings.messages());
  }

  /**
   * The rows of a seed as its table gets them.
   *
   * @throws EpoxyException COMPILATION when its file is no table
   */
  public SeedRows seedRows(NodeInfo seed) {
    Path root = packages.get(seed.packageName()).root();
    try {
      SeedRows rows = SeedFile.rows(seed, root, target, settings.messages());
      return Boolean.TRUE.equals(settings.flags().get("EMPTY")) ? rows.withoutRows() : rows;
    } catch (JinjaException e) {
      throw new EpoxyException(
          ErrorCode.COMPILATION, e.getMessage(), SourceLocation.ofFile(seed.originalFilePath()), e);
    }
  }

  private void trace(NodeScope scope, VarFunction vars, String packageName, Reads reads) {
    scope.put("var", new TracedFunction(vars, reads, Fact.Kind.VAR, packageName));
    JinjaCallable envVar = (JinjaCallable) shared.get("env_var");
    scope.put("env_var", new TracedFunction(envVar, reads, Fact.Kind.ENV_VAR, ""));
  }

  /** What macros, vars and the environment answer now. */
  public Fact.Source answers(ToLongFunction<String> digest) {
    return new FactAnswers(this, digest);
  }

  private AdapterBasics basics(NodeScope scope, MessageSink messages) {
    Dispatch dispatch = new Dispatch(dispatchOrder, scope);
    return new AdapterBasics(target, root, runtimeConfig, dispatch, messages);
  }

  /** dbt's order: command line, root project for the package, root project, the package's own. */
  private VarFunction vars(
      String owner, String packageName, VarFunction.Missing missing, Scope scope) {
    Supplier<Scope> rendering = () -> scope;
    return new VarFunction(owner, varSources(packageName), missing, rendering);
  }

  /** Where a package's vars are looked up, the first that has the name wins. */
  List<Map<String, Object>> varSources(String packageName) {
    List<Map<String, Object>> sources = new ArrayList<>();
    sources.add(settings.vars());
    addVars(sources, root, packageName);
    Project own = packages.get(packageName);
    if (own != null && !own.name().equals(root.name())) {
      addVars(sources, own, packageName);
    }
    return sources;
  }

  @SuppressWarnings("unchecked") // Data has text keys
  private static void addVars(
      List<Map<String, Object>> sources, Project project, String packageName) {
    if (project.vars().get(packageName) instanceof Map<?, ?> scoped) {
      sources.add((Map<String, Object>) scoped);
    }
    sources.add(project.vars());
  }

  private static Object render(Object text, Scope scope) {
    String template = Python.str(text);
    return DbtJinja.isTemplate(template)
        ? DbtJinja.engine().parse("render", template).render(scope)
        : template;
  }
}
