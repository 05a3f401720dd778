package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.ContextFactory;
import io.epoxy.compiler.context.function.RunSettings;
import io.epoxy.compiler.context.macro.MacroRegistry;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.compiler.load.FileFinder;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.ProjectPaths;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.port.MessageSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** All files of a project and its packages to a linked manifest. Use once. */
public final class ProjectParser {
  private static final Set<String> SQL = Set.of(".sql");
  private static final Set<String> YAML = Set.of(".yml", ".yaml");
  private static final Set<String> MARKDOWN = Set.of(".md");
  private static final Set<String> CSV = Set.of(".csv");

  private final ContextFactory contexts;
  private final ParseInput input;
  private final Problems problems = new Problems();
  private final Consumer<String> warnings;

  /**
   * A parser; macros are read at once.
   *
   * @param packages every package by name, the root project first
   */
  public ProjectParser(
      RunSettings settings, Target target, Project root, Map<String, Project> packages) {
    MacroRegistry macros = MacroRegistry.of(root.name(), macros(packages));
    this.contexts = new ContextFactory(settings, target, root, packages, macros);
    this.input = new ParseInput(contexts, root, packages);
    this.warnings = text -> settings.messages().message(MessageSink.Level.WARN, text);
  }

  /** The scopes of the project, for compiling what was parsed. */
  public ContextFactory contexts() {
    return contexts;
  }

  private List<MacroSource> macros(Map<String, Project> packages) {
    List<SourceFile> files = new ArrayList<>();
    for (Project project : packages.values()) {
      FileFinder finder = new FileFinder(project);
      files.addAll(finder.find(project.paths().macros(), SQL));
      List<String> generic =
          project.paths().tests().stream().map(folder -> folder + "/generic").toList();
      files.addAll(finder.find(generic, SQL));
    }
    List<MacroSource> macros = new ArrayList<>(MacroParser.parse(files, problems));
    macros.addAll(BuiltinMacros.all());
    return macros;
  }

  /**
   * Parses and links.
   *
   * @throws EpoxyException with every problem that was found
   */
  public Manifest parse() {
    PropertyFiles properties = new PropertyFiles();
    Docs docs = new Docs(input.root().name());
    for (Project project : input.packages().values()) {
      readProperties(project, properties, docs);
    }
    ResourceParsers parsers = new ResourceParsers(input, properties, docs);
    ManifestBuilder builder = new ManifestBuilder(input, problems, warnings);
    for (Project project : input.packages().values()) {
      readNodes(project, parsers, builder);
    }
    for (Patch patch : properties.all("snapshots")) {
      one(patch, found -> parsers.snapshot(found).stream().toList()).forEach(builder::add);
    }
    TestSubjects subjects = new TestSubjects(input, parsers, builder, problems, warnings);
    for (Patch patch : properties.all("sources")) {
      List<SourceParser.Parsed> tables =
          new SourceParser(input, docs, parsers).parse(patch, problems);
      tables.forEach(builder::add);
      tables.forEach(table -> subjects.source(table).forEach(builder::add));
    }
    for (String key : List.of("models", "seeds", "snapshots")) {
      properties.all(key).forEach(patch -> subjects.node(patch).forEach(builder::add));
    }
    properties.all("unit_tests").forEach(patch -> subjects.checkUnitTest(patch, properties));
    Manifest manifest =
        builder.build(new MacroLinker(input, properties, docs).link(problems), docs.blocks());
    problems.throwIfAny();
    return manifest;
  }

  private void readProperties(Project project, PropertyFiles properties, Docs docs) {
    FileFinder finder = new FileFinder(project);
    ProjectPaths paths = project.paths();
    finder.find(paths.all(), YAML).forEach(file -> properties.read(file, problems, warnings));
    finder
        .find(paths.docs().isEmpty() ? paths.all() : paths.docs(), MARKDOWN)
        .forEach(file -> docs.add(file, problems));
  }

  private void readNodes(Project project, ResourceParsers parsers, ManifestBuilder builder) {
    FileFinder finder = new FileFinder(project);
    ProjectPaths paths = project.paths();
    each(finder.find(paths.models(), SQL), file -> List.of(parsers.model(file)), builder);
    each(finder.find(paths.seeds(), CSV), file -> List.of(parsers.seed(file)), builder);
    each(finder.find(paths.snapshots(), SQL), parsers::snapshots, builder);
    each(finder.find(paths.analyses(), SQL), file -> List.of(parsers.analysis(file)), builder);
    List<SourceFile> tests =
        finder.find(paths.tests(), SQL).stream()
            .filter(file -> !file.path().startsWith("generic/"))
            .toList();
    each(tests, file -> List.of(parsers.singularTest(file)), builder);
  }

  private record Outcome(List<NodeDraft> drafts, List<EpoxyException> errors) {}

  private void each(
      List<SourceFile> files,
      Function<SourceFile, List<NodeDraft>> parser,
      ManifestBuilder builder) {
    List<Outcome> outcomes = files.parallelStream().map(file -> outcome(file, parser)).toList();
    for (int i = 0; i < outcomes.size(); i++) {
      outcomes.get(i).drafts().forEach(builder::add);
      outcomes.get(i).errors().forEach(problems::add);
      if (!outcomes.get(i).errors().isEmpty()) {
        builder.addFailed(files.get(i).stem());
      }
    }
  }

  private static <T> Outcome outcome(T from, Function<T, List<NodeDraft>> parser) {
    try {
      return new Outcome(parser.apply(from), List.of());
    } catch (EpoxyException e) {
      return new Outcome(List.of(), List.of(e));
    }
  }

  private <T> List<NodeDraft> one(T from, Function<T, List<NodeDraft>> parser) {
    Outcome outcome = outcome(from, parser);
    outcome.errors().forEach(problems::add);
    return outcome.drafts();
  }
}
