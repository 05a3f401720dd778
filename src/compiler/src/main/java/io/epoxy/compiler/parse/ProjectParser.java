package io.epoxy.compiler.parse;

import io.epoxy.compiler.cache.Fact;
import io.epoxy.compiler.cache.ParseCache;
import io.epoxy.compiler.cache.Reads;
import io.epoxy.compiler.context.ContextFactory;
import io.epoxy.compiler.context.function.RunSettings;
import io.epoxy.compiler.context.macro.MacroRegistry;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.compiler.load.FileEndings;
import io.epoxy.compiler.load.FileFinder;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.ProjectPaths;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.FunctionNode;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Macro;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All files of a project and its packages to a linked manifest. Use once. */
public final class ProjectParser {
  private static final Set<String> YAML = Set.of(".yml", ".yaml");

  private final ContextFactory contexts;
  private final ParseInput input;
  private final Problems problems = new Problems();
  private final Warnings warnings;
  private final Outcomes outcomes;
  private final FileEndings endings;
  private final Map<String, FileFinder> finders = new LinkedHashMap<>();
  private final int toldOfMacros;
  private Set<String> filesWithMore = Set.of();
  private boolean overridden;

  /**
   * A parser; macros are read at once.
   *
   * @param packages every package by name, the root project first
   * @param cache made for {@link #cachedTypes}
   */
  public ProjectParser(
      RunSettings settings,
      Target target,
      Project root,
      Map<String, Project> packages,
      ParseCache cache) {
    this.warnings = new Warnings(settings.messages(), problems);
    this.outcomes = new Outcomes(problems, warnings);
    long largestSeed = largestSeed(settings);
    packages
        .values()
        .forEach(owner -> finders.put(owner.name(), new FileFinder(owner, largestSeed)));
    this.endings = FileEndings.of(root.flags());
    MacroRegistry macros = MacroRegistry.of(root.name(), macros(packages));
    this.toldOfMacros = warnings.told().size();
    this.contexts = new ContextFactory(settings, target, root, packages, macros);
    this.input = new ParseInput(contexts, root, packages, cache, new Reads());
  }

  /** In bytes. A larger seed is not hashed, and not read: dbt has its path for a checksum. */
  private static long largestSeed(RunSettings settings) {
    Object limit = settings.flags().get("MAXIMUM_SEED_SIZE_MIB");
    long mib = limit instanceof Number number ? number.longValue() : 1;
    return mib > 0 ? mib * 1024 * 1024 : Long.MAX_VALUE;
  }

  /** What a cache must be able to hold. */
  public static List<Class<?>> cachedTypes() {
    List<Class<?>> types = new ArrayList<>(NodeMemory.TYPES);
    types.add(YamlMap.class);
    return types;
  }

  /** The scopes of the project, for compiling what was parsed. */
  public ContextFactory contexts() {
    return contexts;
  }

  private FileFinder finder(Project project) {
    return finders.get(project.name());
  }

  private List<PackageFiles> files() {
    return finders.values().stream().map(finder -> PackageFiles.find(finder, endings)).toList();
  }

  private List<MacroSource> macros(Map<String, Project> packages) {
    List<SourceFile> files = new ArrayList<>();
    for (Project project : packages.values()) {
      FileFinder finder = finder(project);
      files.addAll(finder.find(project.paths().macros(), endings.sql()));
      List<String> generic =
          project.paths().tests().stream().map(folder -> folder + "/generic").toList();
      files.addAll(finder.find(generic, endings.sql()));
    }
    List<MacroSource> macros = new ArrayList<>(MacroParser.parse(files, problems, warnings));
    macros.addAll(BuiltinMacros.all());
    return macros;
  }

  /**
   * Parses and links.
   *
   * @throws EpoxyException with every problem that was found
   */
  public Manifest parse() {
    PropertyScopes scopes = new PropertyScopes(input);
    PropertyFiles properties = new PropertyFiles(scopes);
    Docs docs = new Docs(input.root().name(), scopes.of(input.root()));
    docs.add(BuiltinMacros.overview(), problems);
    for (Project project : input.packages().values()) {
      readProperties(project, properties, docs);
    }
    List<PackageFiles> files = files();
    NodeSpecs specs = new NodeSpecs(input, properties, scopes);
    FileParsers parsers = FileParsers.of(input, specs, properties);
    properties.assign(describable(files, parsers), problems);
    filesWithMore = properties.filesWithMore();
    overridden = properties.overrides(input.root().name());
    properties.all("models").forEach(patch -> outcomes.one(patch, ProjectParser::checkedVersions));
    Collected found = new Collected(problems);
    UnitTestRows rows = new UnitTestRows();
    readFiles(files, parsers, rows, found);
    readEntries(new EntryParsers(input, specs, rows), properties, found);
    new PropertyWarnings(found, warnings).check(properties);
    Manifest manifest =
        new ManifestBuilder(input, found, docs, problems, warnings)
            .build(macros(specs, docs, properties));
    input.cache().save();
    problems.throwIfAny();
    if (!input.properties().isRepeatable()) {
      input.cache().setIncomplete();
    }
    return manifest;
  }

  /**
   * What has changed since the parse that a memory knows; empty when it knows none that counts.
   *
   * @param memory made for {@link ParsedInputs#cachedTypes}
   */
  public Optional<ProjectChanges> changes(ParseCache memory) {
    return !problems.isEmpty()
        ? Optional.empty() // macros that cannot be read
        : ProjectChanges.since(
            memory,
            input.with(memory),
            new PartialParse.Places(
                new InputFiles(finders.values(), endings),
                parsers -> describable(files(), parsers)));
  }

  /**
   * Lets a memory know the parse that has just ended, when another one could only repeat it.
   *
   * @param linked made for {@link LinkedMemory#cachedTypes}
   */
  public void remember(
      ParseCache memory, ParseCache linked, Manifest manifest, Map<String, Object> note) {
    // Commands that refuse a cycle are not to start from one that parse went past.
    if (input.cache().isComplete() && ManifestChecks.findCycle(manifest).isEmpty()) {
      InputFiles files = new InputFiles(finders.values(), endings);
      List<Object> told = warnings.told();
      Fact.Source now = input.with(memory).answers();
      new ParsedInputs(
              files.digests(memory),
              told.subList(toldOfMacros, told.size()), // macros are read each time
              overridden ? "" : kept(linked, manifest, files),
              ParsedInputs.until(manifest, contexts.settings().startedAt()),
              ParsedInputs.facts(input.reads().all(), now),
              input.properties().facts(now),
              input.with(memory).configs(),
              note)
          .keep(memory);
    }
  }

  /**
   * The stamp of the manifest, of whose files each tells all that there is to say of its entries.
   */
  private String kept(ParseCache linked, Manifest manifest, InputFiles files) {
    return new LinkedMemory(linked)
        .keep(
            manifest,
            input.packages().keySet(),
            FileMembers.of(manifest, files.properties(), filesWithMore),
            input.reads().readers());
  }

  private Map<UniqueId, Macro> macros(NodeSpecs specs, Docs docs, PropertyFiles properties) {
    boolean checked = !Boolean.FALSE.equals(input.root().flags().get("validate_macro_args"));
    MacroProperties entries = new MacroProperties(specs, docs, warnings, problems, checked);
    Map<UniqueId, Macro> macros = new MacroLinker(input, properties, entries).link(problems);
    for (Patch patch : properties.all("macros")) {
      UniqueId id = UniqueId.of(ResourceType.MACRO, patch.packageName(), patch.name());
      if (!macros.containsKey(id)) {
        warnings.warn(
            "MacroNotFoundForPatch",
            "Found patch for macro \"" + patch.name() + "\" which was not found",
            Map.of("patch_name", patch.name()));
      }
    }
    return macros;
  }

  private void readProperties(Project project, PropertyFiles properties, Docs docs) {
    FileFinder finder = finder(project);
    ProjectPaths paths = project.paths();
    properties.read(
        finder.find(paths.all(), YAML), new PropertyDocuments(input.cache()), problems, warnings);
    finder
        .find(paths.docs().isEmpty() ? paths.all() : paths.docs(), endings.markdown())
        .forEach(file -> docs.add(file, problems));
  }

  private static Describable describable(List<PackageFiles> packages, FileParsers parsers) {
    Describable describable = new Describable(parsers::isDisabled);
    packages.forEach(describable::add);
    return describable;
  }

  private static List<GraphMember> checkedVersions(Patch patch) {
    ModelVersion.check(patch);
    return List.of();
  }

  private void readFiles(
      List<PackageFiles> packages, FileParsers parsers, UnitTestRows rows, Collected found) {
    for (PackageFiles files : packages) {
      files.seeds().forEach(rows::addSeed);
      List<SourceFile> tests = new ArrayList<>();
      for (SourceFile file : files.tests()) {
        if (file.path().startsWith("fixtures/")) {
          rows.addFixture(file);
        } else if (!file.path().endsWith(".csv") && !file.path().startsWith("generic/")) {
          tests.add(file);
        }
      }
      readModels(files.models(), parsers.models(), found);
      outcomes.ofFiles(files.seeds(), file -> List.of(parsers.files().seed(file)), found);
      outcomes.ofTelling(files.snapshots(), parsers.snapshots()::parse, found);
      outcomes.ofFiles(files.analyses(), file -> List.of(parsers.files().analysis(file)), found);
      outcomes.ofFiles(tests, file -> List.of(parsers.files().singularTest(file)), found);
      readFunctions(files.functions(), parsers, found);
      outcomes.one(files.project(), parsers.hooks()::parse).forEach(found::add);
    }
  }

  private void readModels(List<SourceFile> files, ModelParser models, Collected found) {
    Set<SourceFile> undescribed = models.undescribed(files, problems);
    outcomes.ofFiles(
        files,
        file ->
            List.of(
                undescribed.contains(file) ? models.parseWithoutEntry(file) : models.parse(file)),
        found);
  }

  private void readFunctions(List<SourceFile> files, FileParsers parsers, Collected found) {
    List<FunctionNode> functions = new ArrayList<>();
    for (SourceFile file : files) {
      outcomes
          .one(file, one -> List.of(parsers.functions().parse(one)))
          .forEach(function -> functions.add((FunctionNode) function));
    }
    outcomes.one(functions, parsers.functions()::absorbed).forEach(found::add);
  }

  private void readEntries(EntryParsers parsers, PropertyFiles properties, Collected found) {
    for (Patch patch : properties.all("snapshots")) {
      List<? extends GraphMember> made =
          outcomes.one(patch, entry -> parsers.snapshots().parse(entry).stream().toList());
      made.forEach(found::add);
      if (made.isEmpty() && patch.yaml().find("relation").isPresent()) {
        found.addFailed(patch.name());
      }
    }
    TestSubjects subjects = new TestSubjects(found, parsers.tests());
    for (String key : List.of("models", "seeds", "snapshots")) {
      outcomes.each(properties.all(key), subjects::node).forEach(found::add);
    }
    new SourceReader(parsers, subjects, problems, warnings).read(properties.all("sources"), found);
    ExposureParser exposures = parsers.exposures();
    outcomes
        .each(properties.all("exposures"), (entry, notes) -> List.of(exposures.parse(entry, notes)))
        .forEach(found::add);
    for (Patch patch : properties.all("unit_tests")) {
      outcomes.one(patch, entry -> List.of(parsers.unitTests().parse(entry))).forEach(found::add);
    }
    SemanticParsers semantics = parsers.semantics();
    for (Patch patch : properties.all("models")) {
      if (found.describesModel(patch)) {
        outcomes.one(patch, semantics::model).forEach(found::add);
      }
    }
    properties
        .all("semantic_models")
        .forEach(patch -> outcomes.one(patch, semantics::semanticModel).forEach(found::add));
    properties
        .all("metrics")
        .forEach(patch -> outcomes.one(patch, semantics::metric).forEach(found::add));
    properties
        .all("saved_queries")
        .forEach(patch -> outcomes.one(patch, semantics::savedQuery).forEach(found::add));
    for (Patch patch : properties.all("groups")) {
      try {
        found.add(parsers.groups().parse(patch));
      } catch (EpoxyException e) {
        problems.add(e);
      }
    }
  }
}
