package io.epoxy.compiler.parse;

import io.epoxy.compiler.cache.Fact;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.model.config.Project;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.HookNode;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SeedNode;
import io.epoxy.model.graph.TestNode;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.MessageSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Parses anew what some changed files make and describe: models of SQL files, and property files
 * with their models, seeds, sources and tests. All else is as a kept manifest has it.
 */
final class PartialParse {
  /** With more than this the whole project is parsed, which knows what earlier runs parsed. */
  private static final int MOST = 1_500;

  /** Property files whose tests alone are parsed anew. */
  private static final int MOST_FILES = 60;

  /**
   * Files whose vars and config trees are known by who asked for them; of the rest of what they say
   * hooks alone are not in the memory's identity.
   */
  private static final List<String> SETTINGS = List.of("./dbt_project.yml", "./vars.yml");

  private final ParseInput input;
  private final ParsedInputs before;
  private final LinkedMemory linked;
  private final Places places;
  private final Problems problems = new Problems();
  private final Warnings warnings = new Warnings(MessageSink.NONE, problems);
  private final PropertyScopes scopes;
  private final Map<String, FileMembers> changed = new LinkedHashMap<>();
  private final Set<UniqueId> recoded = new LinkedHashSet<>();
  private final Set<UniqueId> retested = new LinkedHashSet<>();
  private final Set<Project> hooked = new LinkedHashSet<>();
  private final ChangedMacros macros;
  private boolean otherMacros;

  /** Where files are, and whose entries they may be. */
  record Places(InputFiles files, Function<FileParsers, Describable> packages) {}

  /**
   * What is parsed, not linked.
   *
   * @param files the changed property files, with what the kept manifest has of them
   * @param recoded what no changed property file describes
   * @param macros those that are others
   */
  record Parsed(
      Collected found,
      Map<String, FileMembers> files,
      Set<UniqueId> recoded,
      ChangedMacros.Found macros) {}

  PartialParse(ParseInput input, ParsedInputs before, LinkedMemory linked, Places places) {
    this.input = input;
    this.before = before;
    this.linked = linked;
    this.places = places;
    this.scopes = new PropertyScopes(input);
    this.macros = new ChangedMacros(input, before, linked, scopes);
  }

  /**
   * What is another in the kept manifest.
   *
   * @param names of all files that are changed, new or gone
   * @param asked what there is another answer to
   * @throws WholeParse when only the whole project tells
   */
  ManifestChanges changes(Set<String> names, Set<Readers.Asked> asked) {
    WholeParse.unless(linked.has(before.linked()));
    names.forEach(this::sort);
    readers(asked).forEach(this::sortReader);
    retested.removeIf(id -> changed.containsKey(FileMembers.made(kept(id))));
    PropertyFiles properties = new PropertyFiles(scopes);
    properties.read(described(), new PropertyDocuments(input.cache()), problems, warnings);
    NodeSpecs specs = new NodeSpecs(input, properties, scopes);
    FileParsers parsers = FileParsers.of(input, specs, properties);
    properties.assign(places.packages().apply(parsers), problems);
    expectNothingToTell();
    WholeParse.unless(properties.filesWithMore().stream().noneMatch(changed::containsKey));
    Collected found = new Collected(problems);
    for (UniqueId id : affected(properties)) {
      found.add(parsed(id, parsers));
      WholeParse.unless(found.find(id).isPresent());
    }
    EntryParsers entries = new EntryParsers(input, specs, new UnitTestRows());
    tests(entries, properties, found);
    retest(entries, properties, found);
    recoded.addAll(retested);
    hooked.forEach(project -> hooks(project, parsers, found));
    expectNothingToTell();
    WholeParse.unless(found.disabled().isEmpty());
    PartialLink link = new PartialLink(input, before, linked, scopes);
    ChangedMacros.Found others = otherMacros ? macros.found() : ChangedMacros.Found.NOTHING;
    return link.changes(new Parsed(found, changed, recoded, others));
  }

  private void expectNothingToTell() {
    WholeParse.unless(problems.isEmpty() && warnings.told().isEmpty());
  }

  /** Who asked for any of some; for a config, when it lies under what is said of it. */
  private Set<UniqueId> readers(Set<Readers.Asked> asked) {
    Set<Readers.Asked> configs = new LinkedHashSet<>(asked);
    configs.removeIf(one -> one.kind() != Fact.Kind.CONFIG);
    Set<Readers.Asked> others = new LinkedHashSet<>(asked);
    others.removeAll(configs);
    Set<UniqueId> readers = new LinkedHashSet<>(linked.readers(others));
    if (!configs.isEmpty()) {
      Set<List<String>> changedPaths = before.configs().changed(input.configs());
      for (UniqueId id : linked.readers(configs)) {
        List<String> fqn = kept(id).info().fqn();
        if (IntStream.rangeClosed(0, fqn.size())
            .anyMatch(length -> changedPaths.contains(fqn.subList(0, length)))) {
          readers.add(id);
        }
      }
    }
    return readers;
  }

  /** What is parsed anew because it asked for something that is another now. */
  private void sortReader(UniqueId id) {
    GraphMember member = kept(id);
    if (member instanceof HookNode) {
      hooked.add(input.packages().get(id.packageName()));
      return;
    }
    if (member instanceof TestNode test && test.generic().isPresent()) {
      WholeParse.unless(
          test.attachedNode()
              .filter(node -> isOwn(node, ResourceType.MODEL) || isOwn(node, ResourceType.SEED))
              .isPresent());
      retested.add(id);
      return;
    }
    String file = FileMembers.made(member);
    boolean whole =
        member instanceof SeedNode
            || member instanceof TestNode
            || member instanceof ModelNode && places.files().isModel(file);
    FileMembers members = linked.file(file).orElseThrow(WholeParse::new);
    WholeParse.unless(whole && members.plain() && members.made().equals(List.of(id)));
    recoded.add(id);
  }

  private boolean isOwn(UniqueId id, ResourceType type) {
    return id.resourceType() == type && id.packageName().equals(input.root().name());
  }

  /** Whose settings a file holds; empty for all other files. */
  private Optional<Project> configured(String name) {
    return input.packages().values().stream()
        .filter(
            project ->
                SETTINGS.stream().anyMatch(file -> name.equals(project.name() + "://" + file)))
        .findFirst();
  }

  /** Tells models from macros and property files. */
  private void sort(String name) {
    Optional<Project> configured = configured(name);
    if (configured.isPresent()) {
      hooked.add(configured.get());
      return;
    }
    Optional<FileMembers> known = linked.file(name);
    boolean exists = places.files().find(name).isPresent();
    if (known.isEmpty()
        && (exists ? places.files().isMacros(name) : macros.filesBefore().contains(name))) {
      otherMacros = true;
      return;
    }
    if (places.files().isModel(name) && known.isPresent()) {
      WholeParse.unless(known.get().plain() && known.get().made().size() == 1);
      recoded.addAll(known.get().made());
      return;
    }
    WholeParse.unless(
        !exists
            ? known.isPresent() && InputFiles.mayBeProperties(name)
            : places.files().isProperties(name));
    FileMembers members = known.orElse(FileMembers.NONE);
    boolean ownFile = name.startsWith(input.root().name() + "://");
    WholeParse.unless(ownFile && members.plain() && !before.warnsOf(name));
    changed.put(name, members);
  }

  /** The property files that say something of what is parsed. */
  private List<SourceFile> described() {
    Set<String> names = new LinkedHashSet<>(changed.keySet());
    recoded.forEach(id -> kept(id).info().patchPath().ifPresent(names::add));
    Set<String> tested = new LinkedHashSet<>();
    retested.forEach(id -> tested.add(FileMembers.made(kept(id))));
    WholeParse.unless(tested.size() <= MOST_FILES);
    names.addAll(tested);
    List<SourceFile> files = new ArrayList<>();
    names.forEach(name -> places.files().find(name).ifPresent(files::add));
    return files;
  }

  private GraphMember kept(UniqueId id) {
    return linked.member(id).orElseThrow(WholeParse::new);
  }

  /** What the changed files describe, or did, and the models whose code is another. */
  private Set<UniqueId> affected(PropertyFiles properties) {
    Set<UniqueId> described = new LinkedHashSet<>();
    changed.values().forEach(members -> described.addAll(members.described()));
    for (Patch patch : properties.all("models")) {
      add(patch, ResourceType.MODEL, described);
    }
    for (Patch patch : properties.all("seeds")) {
      add(patch, ResourceType.SEED, described);
    }
    for (UniqueId id : described) { // no other file describes it as well
      WholeParse.unless(kept(id).info().patchPath().stream().allMatch(changed::containsKey));
    }
    recoded.removeAll(described);
    described.addAll(recoded);
    WholeParse.unless(described.size() <= MOST);
    return described;
  }

  private void add(Patch patch, ResourceType type, Set<UniqueId> described) {
    if (changed.containsKey(patch.patchPath())) {
      described.add(UniqueId.of(type, patch.packageName(), patch.name()));
    }
  }

  private GraphMember parsed(UniqueId id, FileParsers parsers) {
    GraphMember kept = kept(id);
    SourceFile file = places.files().find(FileMembers.made(kept)).orElseThrow(WholeParse::new);
    if (kept instanceof SeedNode) {
      return parsers.files().seed(file);
    }
    if (kept instanceof TestNode) {
      return parsers.files().singularTest(file);
    }
    WholeParse.unless(
        kept instanceof ModelNode model && (model.version().isEmpty() || recoded.contains(id)));
    return parsers.models().parse(file);
  }

  private void hooks(Project project, FileParsers parsers, Collected found) {
    Set<UniqueId> kept = new LinkedHashSet<>();
    linked
        .file(project.name() + "://./dbt_project.yml")
        .ifPresent(members -> kept.addAll(members.made()));
    recoded.addAll(kept);
    for (HookNode hook : parsers.hooks().parse(project)) {
      WholeParse.unless(kept.remove(hook.uniqueId()));
      found.add(hook);
    }
    WholeParse.unless(kept.isEmpty());
  }

  private void tests(EntryParsers parsers, PropertyFiles properties, Collected found) {
    TestSubjects subjects = new TestSubjects(found, parsers.tests());
    Outcomes outcomes = new Outcomes(problems, warnings);
    for (String key : List.of("models", "seeds")) {
      outcomes.each(changed(properties.all(key)), subjects::node).forEach(found::add);
    }
    new SourceReader(parsers, subjects, problems, warnings)
        .read(changed(properties.all("sources")), found);
  }

  /** Only the tests that are wanted of files that are as they were. */
  private void retest(EntryParsers parsers, PropertyFiles properties, Collected found) {
    if (retested.isEmpty()) {
      return;
    }
    Set<String> files = new LinkedHashSet<>();
    Collected tested = new Collected(problems);
    Set<UniqueId> nodes = new LinkedHashSet<>();
    for (UniqueId id : retested) {
      TestNode test = (TestNode) kept(id);
      files.add(FileMembers.made(test));
      nodes.add(test.attachedNode().orElseThrow());
    }
    nodes.forEach(node -> tested.add(kept(node)));
    TestSubjects subjects = new TestSubjects(tested, parsers.tests(retested::contains));
    Outcomes outcomes = new Outcomes(problems, warnings);
    for (String key : List.of("models", "seeds")) {
      List<Patch> patches =
          properties.all(key).stream().filter(patch -> files.contains(patch.patchPath())).toList();
      outcomes.each(patches, subjects::node).forEach(found::add);
    }
    retested.forEach(id -> WholeParse.unless(found.find(id).isPresent()));
  }

  private List<Patch> changed(List<Patch> patches) {
    return patches.stream().filter(patch -> changed.containsKey(patch.patchPath())).toList();
  }
}
