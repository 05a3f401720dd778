package io.epoxy.compiler.parse;

import io.epoxy.compiler.cache.Fact;
import io.epoxy.compiler.cache.ParseCache;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.graph.Manifest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has changed of a project's files since an earlier parse, and what comes of that. */
public final class ProjectChanges {
  private final ParseCache memory;
  private final ParseInput input;
  private final ParsedInputs before;
  private final Map<String, Object> files;
  private final PartialParse.Places places;
  private final Set<Readers.Asked> changed;

  private ProjectChanges(
      ParseCache memory,
      ParseInput input,
      ParsedInputs before,
      Map<String, Object> files,
      PartialParse.Places places) {
    this.memory = memory;
    this.input = input;
    this.before = before;
    this.files = files;
    this.places = places;
    this.changed = before.changed(input.answers());
  }

  /** Compares with what a memory knows; empty when it knows nothing that counts. */
  static Optional<ProjectChanges> since(
      ParseCache memory, ParseInput input, PartialParse.Places places) {
    long started = input.contexts().settings().startedAt().toEpochMilli();
    return ParsedInputs.find(memory, input.answers())
        .filter(before -> started < before.until())
        .map(
            before ->
                new ProjectChanges(memory, input, before, places.files().digests(memory), places));
  }

  /** What was noted about the earlier parse. */
  public Map<String, Object> note() {
    return before.note();
  }

  /** Whether nothing that was read is another. */
  public boolean isEmpty() {
    return files.equals(before.files()) && changed.isEmpty();
  }

  /** The manifest of the earlier parse, which is that of the project as long as nothing changed. */
  public Optional<Manifest> earlier(ParseCache linked) {
    return new LinkedMemory(linked).find(before.linked());
  }

  /**
   * What is another in the manifest of the earlier parse; empty when only a whole parse can tell,
   * or has more to tell.
   *
   * @param linked made for {@link LinkedMemory#cachedTypes}
   */
  public Optional<ManifestChanges> ofManifest(ParseCache linked) {
    if (isEmpty()) {
      return Optional.of(ManifestChanges.NONE);
    }
    try {
      return Optional.of(
          new PartialParse(input, before, new LinkedMemory(linked), places)
              .changes(changedFiles(), changed));
    } catch (WholeParse | LinkedMemory.Incomplete | EpoxyException e) {
      return Optional.empty(); // a whole parse tells of an error, with all others
    }
  }

  private Set<String> changedFiles() {
    Set<String> changed = new LinkedHashSet<>(files.keySet());
    changed.removeIf(name -> files.get(name).equals(before.files().get(name)));
    before.files().keySet().stream().filter(name -> !files.containsKey(name)).forEach(changed::add);
    return changed;
  }

  /** Tells what the earlier parse had to tell. */
  public void repeatWarnings() {
    Warnings.repeat(before.warnings(), input.contexts().settings().messages());
  }

  /** Lets the memories know what the project is now. */
  public void remember(ManifestChanges changes, ParseCache linked, Map<String, Object> note) {
    if (memory.isComplete() && input.properties().isRepeatable()) {
      String stamp =
          isEmpty() ? before.linked() : changes.kept().putInto(new LinkedMemory(linked)).orElse("");
      Fact.Source now = input.answers();
      List<Fact> properties = input.properties().facts(now);
      List<Readers.Asked> more = properties.stream().map(Readers.Asked::of).toList();
      new ParsedInputs(
              files,
              before.warnings(),
              stamp,
              before.until(),
              ParsedInputs.facts(before.facts(), input.reads().all(), now),
              ParsedInputs.facts(before.properties(), more, now),
              input.configs(),
              note)
          .keep(memory);
    }
  }
}
