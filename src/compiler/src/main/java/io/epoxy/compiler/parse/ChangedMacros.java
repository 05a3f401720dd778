package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.macro.MacroRegistry;
import io.epoxy.compiler.context.macro.MacroSource;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.graph.Macro;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.MessageSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is another of a kept manifest's macros. One that nobody described is linked anew when its
 * text is another, and every one when there are others than before: a name may mean another then.
 */
final class ChangedMacros {
  private final ParseInput input;
  private final ParsedInputs earlier;
  private final LinkedMemory linked;
  private final PropertyScopes scopes;
  private final Problems problems = new Problems();
  private final Map<UniqueId, MacroSource> now = new LinkedHashMap<>();

  ChangedMacros(
      ParseInput input, ParsedInputs earlier, LinkedMemory linked, PropertyScopes scopes) {
    this.input = input;
    this.earlier = earlier;
    this.linked = linked;
    this.scopes = scopes;
    input.contexts().macros().all().forEach(macro -> now.put(macro.id(), macro));
  }

  /** What is another, for those who read the manifest and for the memory. */
  record Found(
      List<ManifestChanges.MacroChange> changes,
      Map<UniqueId, Optional<Macro>> kept,
      Optional<List<UniqueId>> ids) {
    static final Found NOTHING = new Found(List.of(), Map.of(), Optional.empty());
  }

  /** The files that had macros, as {@link InputFiles#name} has them. */
  Set<String> filesBefore() {
    Set<String> files = new LinkedHashSet<>();
    for (UniqueId id : linked.macros()) {
      if (!isBuiltin(id)) {
        Macro macro = linked.macro(id);
        files.add(macro.packageName() + "://" + macro.originalFilePath());
      }
    }
    return files;
  }

  /**
   * What is another.
   *
   * @throws WholeParse when only the whole project tells
   */
  Found found() {
    List<UniqueId> before = linked.macros();
    List<UniqueId> ids = List.copyOf(now.keySet());
    boolean others = !before.equals(ids);
    Map<UniqueId, Macro> then = new LinkedHashMap<>();
    before.stream()
        .filter(id -> others || !isBuiltin(id))
        .forEach(id -> then.put(id, linked.macro(id)));
    Map<UniqueId, Optional<Macro>> kept = new LinkedHashMap<>();
    List<ManifestChanges.MacroChange> changes = new ArrayList<>();
    for (Macro macro : then.values()) {
      if (!now.containsKey(macro.uniqueId())) {
        expectUnread(macro.name());
        WholeParse.unless(macro.patchPath().isEmpty());
        kept.put(macro.uniqueId(), Optional.empty());
        changes.add(change(macro.uniqueId(), Optional.empty(), Optional.empty()));
      }
    }
    MacroLinker linker = linker();
    Optional<UniqueId> preceding = Optional.empty();
    for (MacroSource source : now.values()) {
      UniqueId id = source.id();
      if (!others && isBuiltin(id)) {
        continue;
      }
      Macro old = then.get(id);
      if (old == null) {
        expectUnread(source.name());
        WholeParse.unless(preceding.isPresent() && !isAwaited());
      }
      if (old == null || others || !isSame(old, source)) {
        Macro linkedNow = link(linker, source, old);
        boolean shownAlike = old != null && shown(old).equals(shown(linkedNow));
        if (!shownAlike) {
          changes.add(
              change(id, Optional.of(linkedNow), old == null ? preceding : Optional.empty()));
        }
        if (!shownAlike || !old.location().equals(linkedNow.location())) {
          kept.put(id, Optional.of(linkedNow));
        }
      }
      preceding = old == null ? preceding : Optional.of(id);
    }
    WholeParse.unless(problems.isEmpty() && isInOrder(before, ids));
    return new Found(changes, kept, others ? Optional.of(ids) : Optional.empty());
  }

  private static ManifestChanges.MacroChange change(
      UniqueId id, Optional<Macro> after, Optional<UniqueId> preceding) {
    return new ManifestChanges.MacroChange(id, after, preceding);
  }

  private static boolean isBuiltin(UniqueId id) {
    return MacroRegistry.isInternal(id.packageName());
  }

  /** Whether those that were there and are stand in the order of before. */
  private boolean isInOrder(List<UniqueId> before, List<UniqueId> ids) {
    List<UniqueId> then = new ArrayList<>(before);
    then.removeIf(id -> !now.containsKey(id));
    List<UniqueId> left = new ArrayList<>(ids);
    left.retainAll(new LinkedHashSet<>(before));
    return then.equals(left);
  }

  private static boolean isSame(Macro old, MacroSource source) {
    return old.macroSql().equals(source.written()) && old.location().equals(source.location());
  }

  /** Not one that is asked for without a note of it. */
  private static void expectUnread(String name) {
    WholeParse.unless(!NodeNames.namesDatabases(name) && !name.equals(MicrobatchMacro.NAME));
  }

  /** Whether an entry describes a macro that was not there. */
  private boolean isAwaited() {
    return earlier.warnings().stream()
        .anyMatch(told -> ((Map<?, ?>) told).get("event").equals("MacroNotFoundForPatch"));
  }

  /** An entry may tell of other parameters, which only one who has read it knows. */
  private Macro link(MacroLinker linker, MacroSource source, Macro old) {
    Macro linkedNow = linker.link(source, problems);
    if (old == null || old.patchPath().isEmpty()) {
      return linkedNow;
    }
    MacroSource before =
        new MacroSource(source.id(), old.name(), old.packageName(), old.location(), old.macroSql());
    WholeParse.unless(problems.isEmpty() && before.parameters().equals(source.parameters()));
    return linkedNow.describedAs(old);
  }

  private MacroLinker linker() {
    Docs none = new Docs(input.root().name(), scopes.of(input.root()));
    boolean checked = !Boolean.FALSE.equals(input.root().flags().get("validate_macro_args"));
    PropertyFiles properties = new PropertyFiles(scopes);
    NodeSpecs specs = new NodeSpecs(input, properties, scopes);
    Warnings warnings = new Warnings(MessageSink.NONE, problems);
    return new MacroLinker(
        input, properties, new MacroProperties(specs, none, warnings, problems, checked));
  }

  /** All that a manifest shows, but for the time. */
  private static Macro shown(Macro macro) {
    return macro.placed(new SourceLocation("", 0, 0), 0);
  }
}
