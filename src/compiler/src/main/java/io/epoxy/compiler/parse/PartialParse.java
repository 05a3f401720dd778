package io.epoxy.compiler.parse;

import io.epoxy.compiler.load.SourceFile;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SeedNode;
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

/**
 * Parses anew what some changed files make and describe: models of SQL files, and property files
 * with their models, seeds, sources and tests. All else is as a kept manifest has it.
 */
final class PartialParse {
  /** With more than this the whole project is parsed, which knows what earlier runs parsed. */
  private static final int MOST = 300;

  private final ParseInput input;
  private final ParsedInputs before;
  private final LinkedMemory linked;
  private final Places places;
  private final Problems problems = new Problems();
  private final Warnings warnings = new Warnings(MessageSink.NONE, problems);
  private final PropertyScopes scopes;
  private final Map<String, FileMembers> changed = new LinkedHashMap<>();
  private final Set<UniqueId> recoded = new LinkedHashSet<>();

  /** Where files are, and whose entries they may be. */
  record Places(InputFiles files, Function<FileParsers, Describable> packages) {}

  /**
   * What is parsed, not linked.
   *
   * @param files the changed property files, with what the kept manifest has of them
   * @param recoded models that no changed property file describes
   */
  record Parsed(Collected found, Map<String, FileMembers> files, Set<UniqueId> recoded) {}

  PartialParse(ParseInput input, ParsedInputs before, LinkedMemory linked, Places places) {
    this.input = input;
    this.before = before;
    this.linked = linked;
    this.places = places;
    this.scopes = new PropertyScopes(input);
  }

  /**
   * What is another in the kept manifest.
   *
   * @param names of all files that are changed, new or gone
   * @throws WholeParse when only the whole project tells
   */
  ManifestChanges changes(Set<String> names) {
    WholeParse.unless(linked.has(before.linked()));
    names.forEach(this::sort);
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
    tests(new EntryParsers(input, specs, new UnitTestRows()), properties, found);
    expectNothingToTell();
    WholeParse.unless(found.disabled().isEmpty());
    PartialLink link = new PartialLink(input, before, linked, scopes);
    return link.changes(new Parsed(found, changed, recoded));
  }

  private void expectNothingToTell() {
    WholeParse.unless(problems.isEmpty() && warnings.told().isEmpty());
  }

  /** Tells models from property files. */
  private void sort(String name) {
    Optional<FileMembers> known = linked.file(name);
    if (places.files().isModel(name) && known.isPresent()) {
      WholeParse.unless(known.get().plain() && known.get().made().size() == 1);
      recoded.addAll(known.get().made());
      return;
    }
    boolean gone = places.files().find(name).isEmpty();
    WholeParse.unless(
        gone
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
    WholeParse.unless(
        kept instanceof ModelNode model && (model.version().isEmpty() || recoded.contains(id)));
    return parsers.models().parse(file);
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

  private List<Patch> changed(List<Patch> patches) {
    return patches.stream().filter(patch -> changed.containsKey(patch.patchPath())).toList();
  }
}
