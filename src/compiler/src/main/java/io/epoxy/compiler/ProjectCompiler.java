package io.epoxy.compiler;

import com.google.common.collect.ImmutableSet;
import io.epoxy.compiler.cache.ParseCache;
import io.epoxy.compiler.compile.NodeCompiler;
import io.epoxy.compiler.compile.QueryComment;
import io.epoxy.compiler.compile.UnitTestQuery;
import io.epoxy.compiler.context.ContextFactory;
import io.epoxy.compiler.context.YamlScope;
import io.epoxy.compiler.context.function.RunSettings;
import io.epoxy.compiler.context.node.Deferral;
import io.epoxy.compiler.context.node.RunMembers;
import io.epoxy.compiler.context.node.SampleWindow;
import io.epoxy.compiler.load.CatalogsFile;
import io.epoxy.compiler.load.PackageRequests;
import io.epoxy.compiler.load.ProfileLoader;
import io.epoxy.compiler.load.ProjectOpening;
import io.epoxy.compiler.parse.ManifestChanges;
import io.epoxy.compiler.parse.ProjectChanges;
import io.epoxy.compiler.parse.ProjectParser;
import io.epoxy.compiler.select.NodeSelector;
import io.epoxy.compiler.select.Selection;
import io.epoxy.compiler.select.method.Surroundings;
import io.epoxy.compiler.select.spec.ProjectSelectors;
import io.epoxy.compiler.select.yaml.SelectorsFile;
import io.epoxy.compiler.state.DeferredRelations;
import io.epoxy.compiler.state.StateComparison;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlNode;
import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.compiler.yaml.YamlScalar;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.Batch;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.SeedNode;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.MessageSink;
import io.epoxy.model.port.SeedRows;
import io.epoxy.model.port.Warehouse;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.Relation;
import io.epoxy.model.result.BatchResults;
import io.epoxy.model.result.NodeResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Project files to manifest to SQL. Thread-safe once opened. */
public final class ProjectCompiler {
  private final RunSettings settings;
  private final Target target;
  private final Project project;
  private final Map<String, Project> packages;
  private final ProjectSelectors selectors;
  private ProjectParser parser;
  private ProjectParser parsed;
  private boolean compared;
  private Optional<ProjectChanges> changes = Optional.empty();
  private ContextFactory contexts;
  private Compiling compiling;
  private RunScope scope = RunScope.UNKNOWN;

  private record Compiling(Manifest manifest, Warehouse warehouse, NodeCompiler compiler) {
    /** The very same: to compare two large manifests takes longer than to compile a node. */
    @SuppressWarnings("ReferenceEquality")
    boolean isFor(Manifest other, Warehouse place) {
      return manifest == other && warehouse == place;
    }
  }

  private ProjectCompiler(
      RunSettings settings,
      Target target,
      Map<String, Project> packages,
      Project project,
      ProjectSelectors selectors) {
    this.selectors = selectors;
    this.settings = settings;
    this.target = target;
    this.packages = packages;
    this.project = project;
  }

  /**
   * Loads dbt_project.yml, the profile and the installed packages.
   *
   * @throws EpoxyException when one of them is missing or wrong
   */
  public static ProjectCompiler open(CompilerOptions options) {
    RunSettings settings = settings(options);
    ProjectOpening opening = new ProjectOpening(options.projectDir(), settings);
    Target target = target(options, opening);
    Project project = opening.project(target);
    Map<String, Project> packages = opening.packages(project, target);
    CatalogsFile.check(project, target.type(), YamlScope.ofProfiles(settings), settings.messages());
    ProjectSelectors selectors =
        SelectorsFile.read(
            options.projectDir(), opening.scope(target), YamlReader.warnings(settings.messages()));
    return new ProjectCompiler(settings, target, packages, project, selectors);
  }

  /**
   * dbt_project.yml alone, for a command that needs no profile.
   *
   * @throws EpoxyException when it is missing or wrong
   */
  public static Project loadProjectAlone(CompilerOptions options) {
    return new ProjectOpening(options.projectDir(), settings(options)).projectAlone();
  }

  /** Reads which packages are wanted; the options' flags and target do not matter to it. */
  public static PackageRequests packageRequests(CompilerOptions options) {
    return new PackageRequests(settings(options));
  }

  /** The rendered target alone: no package and no model is read. */
  public static Target loadTarget(CompilerOptions options) {
    return target(options, new ProjectOpening(options.projectDir(), settings(options)));
  }

  /**
   * The target that can be tried, with or without a project: where neither --profile nor
   * dbt_project.yml names a profile, the only one that there is (dbt-core 1.12 {@code
   * task/debug.py}).
   */
  public static Target loadOnlyTarget(CompilerOptions options) {
    if (options.givenTarget().isPresent()) {
      return options.givenTarget().get();
    }
    RunSettings settings = settings(options);
    return Files.isRegularFile(options.projectDir().resolve("dbt_project.yml"))
        ? new ProjectOpening(options.projectDir(), settings).onlyTarget(request(options))
        : new ProfileLoader(settings, request(options))
            .loadOnly(Optional.empty(), Optional.empty());
  }

  /**
   * dbt_project.yml alone: no package and no model is read.
   *
   * @throws EpoxyException when it, or the profile that it is rendered with, is missing or wrong
   */
  public static Project loadProject(CompilerOptions options) {
    ProjectOpening opening = new ProjectOpening(options.projectDir(), settings(options));
    return opening.project(target(options, opening));
  }

  /** dbt_project.yml alone, rendered with this target. */
  public static Project loadProject(CompilerOptions options, Target target) {
    return new ProjectOpening(options.projectDir(), settings(options)).project(target);
  }

  /**
   * Reads {@code --sample} and forgets it.
   *
   * @throws EpoxyException with code USAGE when it names no window of time
   */
  public static void checkSample(String text, Instant now) {
    SampleWindow.parse(text, now);
  }

  /**
   * The YAML of a flag, {@code --vars} for example.
   *
   * @throws EpoxyException with code USAGE when the text is not a YAML dictionary, with code
   *     PROJECT for a key of {@code --vars} that is no text: dbt finds it later, and has other
   *     words for it
   */
  public static Map<String, Object> parseYaml(String option, String text) {
    YamlMap map = dictionary(option, text);
    if (option.equals("--vars")) {
      for (Object key : map.notTexts().values()) {
        throw new EpoxyException(
            ErrorCode.PROJECT,
            "at path ['cli_vars']: " + PythonText.repr(key) + " is not of type 'string'");
      }
    }
    return map.data();
  }

  private static YamlMap dictionary(String option, String text) {
    YamlNode value;
    try {
      value =
          YamlReader.read(option, text, warning -> {})
              .orElse(new YamlScalar(null, SourceLocation.ofFile(option)));
    } catch (EpoxyException e) {
      throw new EpoxyException(ErrorCode.USAGE, e.getMessage(), e.location().orElse(null), e);
    }
    if (value instanceof YamlMap map) {
      return map;
    }
    throw new EpoxyException(
        ErrorCode.USAGE,
        "The "
            + option
            + " argument must be a YAML dictionary, but was of type '"
            + value.typeName()
            + "'",
        value.location());
  }

  private static Target target(CompilerOptions options, ProjectOpening opening) {
    return options.givenTarget().orElseGet(() -> opening.target(request(options)));
  }

  private static ProfileLoader.Request request(CompilerOptions options) {
    return new ProfileLoader.Request(
        options.projectDir(),
        options.profilesDir(),
        options.profile(),
        options.target(),
        options.threads());
  }

  private static RunSettings settings(CompilerOptions options) {
    Map<String, Object> flags = new LinkedHashMap<>();
    flags.put("WHICH", options.command());
    flags.put("FULL_REFRESH", options.fullRefresh() == CompilerOptions.FullRefresh.ON);
    flags.put("INVOCATION_COMMAND", "dbt " + options.command());
    flags.putAll(options.flags());
    return new RunSettings(
        options.invocationId(),
        options.startedAt(),
        options.command(),
        options.vars(),
        options.env(),
        flags,
        options.messages());
  }

  /** The root project. */
  public Project project() {
    return project;
  }

  public Target target() {
    return target;
  }

  /**
   * Reads and links every file.
   *
   * @throws EpoxyException with every problem that was found
   */
  public synchronized Manifest parse() {
    ProjectParser files = parser();
    parser = null;
    contexts = files.contexts();
    parsed = files;
    Manifest manifest = files.parse().withSelectors(selectors.shown());
    QueryComment.of(project).check(contexts, project);
    return manifest;
  }

  /**
   * Before {@link #parse}, and perhaps instead of it: what has changed since the parse of an
   * earlier run that was remembered.
   */
  public synchronized Optional<ProjectChanges> changes() {
    if (!compared) {
      compared = true;
      try {
        changes = parser().changes(memory());
      } catch (EpoxyException e) {
        changes = Optional.empty(); // parsing everything tells of it, with all other problems
      }
    }
    return changes;
  }

  /** In place of {@link #parse}: the manifest of the earlier one, if it is kept. */
  public synchronized Optional<Manifest> earlierManifest(ProjectChanges changes) {
    Optional<Manifest> manifest = changes.earlier(CacheSetting.openLinked(settings, project));
    if (manifest.isPresent()) {
      contexts = parser().contexts();
    }
    return manifest;
  }

  /** In place of {@link #parse}: what is another in the manifest of the earlier one. */
  public synchronized Optional<ManifestChanges> manifestChanges(ProjectChanges since) {
    return since.ofManifest(CacheSetting.openLinked(settings, project));
  }

  /** Keeps what has become of an earlier parse, for {@link #changes} of a later run. */
  public synchronized void remember(
      ProjectChanges since, ManifestChanges made, Map<String, Object> note) {
    since.remember(made, CacheSetting.openLinked(settings, project), note);
  }

  /**
   * Keeps what the last {@link #parse} was made from, for {@link #changes} of a later run.
   *
   * @param note that run is told it
   */
  public synchronized void remember(Manifest manifest, Map<String, Object> note) {
    try {
      parsed.remember(memory(), CacheSetting.openLinked(settings, project), manifest, note);
    } catch (EpoxyException e) {
      settings
          .messages()
          .message(MessageSink.Level.DEBUG, "This parse is not remembered: " + e.describe());
    }
  }

  private ProjectParser parser() {
    if (parser == null) {
      parser =
          new ProjectParser(
              settings,
              target,
              project,
              packages,
              CacheSetting.open(settings, target, project, packages));
    }
    return parser;
  }

  private ParseCache memory() {
    return CacheSetting.openMemory(settings, target, project, packages, selectors.shown());
  }

  /**
   * The selected ids in dependency order. Criteria that match nothing are warned about.
   *
   * @param state what {@code state:}, {@code result:} and {@code source_status:} compare with
   * @throws EpoxyException when a criterion cannot be read
   */
  public List<UniqueId> select(Manifest manifest, Selection selection, StateComparison state) {
    Surroundings surroundings = new Surroundings(manifest.projectName(), project.root(), state);
    return new NodeSelector(manifest, selectors, surroundings, settings.messages())
        .select(selection);
  }

  /** Tells what is built from now on, and where the rest is taken from. */
  public synchronized void begin(RunScope run) {
    scope = run;
    compiling = null;
  }

  /**
   * Renders a node for execution. Thread-safe.
   *
   * @throws EpoxyException when a template fails, with the macro stack
   */
  public CompiledNode compile(Manifest manifest, UniqueId id, Warehouse warehouse) {
    return compiler(manifest, warehouse).compile(id);
  }

  /** As the other, for the rows of one batch of a microbatch model. */
  public CompiledNode compile(Manifest manifest, UniqueId id, Batch batch, Warehouse warehouse) {
    return compiler(manifest, warehouse).compile(id, Optional.of(batch));
  }

  /**
   * What a compiled unit test runs: the rows of its model and those that were expected, told apart
   * by the last column.
   *
   * @param result the columns of the test's own SQL
   * @throws EpoxyException COMPILATION when an expected row does not fit them
   */
  public static String unitTestQuery(CompiledNode test, List<Column> result) {
    return UnitTestQuery.of(test, result);
  }

  /** The times that microbatch models run for, when the command line says. */
  public Optional<BatchResults.Span> eventTimes() {
    return EventTimeFlags.read(settings.flags(), settings.startedAt());
  }

  /** Where the nodes of a manifest lie in the state that the run defers to. */
  public Map<UniqueId, Relation> otherRelations(Manifest manifest) {
    return scope.deferTo().map(other -> DeferredRelations.of(other, manifest)).orElse(Map.of());
  }

  /**
   * Renders a statement that stands after the run: it sees what became of the nodes.
   *
   * @param results in order of finishing
   * @throws EpoxyException when its template fails
   */
  public CompiledNode compileAfterRun(
      Manifest manifest, UniqueId id, Warehouse warehouse, List<NodeResult> results) {
    NodeCompiler compiler = compiler(manifest, warehouse);
    return compiler.compile(id, RunMembers.of(manifest, results, compiler::graph, shownTarget()));
  }

  /** The target folder in the form of artifacts: below the project, if it lies there. */
  private String shownTarget() {
    Path root = project.root();
    Path target =
        settings.flags().get("TARGET_PATH") instanceof String path
            ? root.resolve(path)
            : project.targetFolder();
    return (target.startsWith(root) ? root.relativize(target) : target)
        .toString()
        .replace('\\', '/');
  }

  /**
   * The rows of a seed's file.
   *
   * @throws EpoxyException when it is no table
   */
  public SeedRows seedRows(SeedNode seed) {
    return contexts().seedRows(seed.info());
  }

  /** Some rows of a seed's file, for people. */
  public String seedSample(SeedNode seed) {
    return contexts().seedTable(seed.info()).sample();
  }

  /**
   * What puts the project's {@code query-comment} into a node's statements. Thread-safe.
   *
   * @throws EpoxyException when its template fails
   */
  public UnaryOperator<String> queryComment(Manifest manifest, Node node, Warehouse warehouse) {
    return compiler(manifest, warehouse).comment(project, node);
  }

  /** Macros and queries that a command names, on top of a parsed project. */
  public AdHoc adHoc(Manifest manifest, Warehouse warehouse) {
    NodeCompiler nodes = compiler(manifest, warehouse);
    return new AdHoc(contexts, manifest, nodes);
  }

  /** What macros of the project and its packages do while nodes are built. */
  public NodeMacros macros(Manifest manifest, Warehouse warehouse) {
    NodeCompiler nodes = compiler(manifest, warehouse);
    return new NodeMacros(contexts(), nodes);
  }

  /** How fresh sources are. */
  public FreshnessMacros freshness(Manifest manifest, Warehouse warehouse) {
    return new FreshnessMacros(contexts(), compiler(manifest, warehouse), warehouse);
  }

  private synchronized ContextFactory contexts() {
    if (contexts == null) {
      contexts =
          new ProjectParser(settings, target, project, packages, ParseCache.off()).contexts();
    }
    return contexts;
  }

  private synchronized NodeCompiler compiler(Manifest manifest, Warehouse warehouse) {
    if (compiling == null || !compiling.isFor(manifest, warehouse)) {
      compiling =
          new Compiling(
              manifest,
              warehouse,
              new NodeCompiler(contexts(), manifest, warehouse, selected(), deferral(manifest)));
    }
    return compiling.compiler();
  }

  private List<String> selected() {
    return scope.selected().stream().map(UniqueId::value).toList();
  }

  private Deferral deferral(Manifest manifest) {
    return scope
        .deferTo()
        .map(
            other ->
                new Deferral(
                    DeferredRelations.of(other, manifest),
                    scope.preference() == RunScope.Preference.OTHER_STATE,
                    ImmutableSet.copyOf(scope.selected())))
        .orElse(Deferral.NONE);
  }
}
