package io.epoxy.compiler.parse;

import io.epoxy.compiler.context.node.RefIndex;
import io.epoxy.model.error.Problems;
import io.epoxy.model.graph.FunctionNode;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.NodeInfo;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.port.MessageSink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Links what was parsed anew over a kept manifest, and asks of it what is asked of a project. */
final class PartialLink {
  /** With more a manifest is sooner written than edited. */
  private static final int MOST = 300;

  private final ParseInput input;
  private final ParsedInputs earlier;
  private final LinkedMemory linked;
  private final Problems problems = new Problems();
  private final Warnings warnings = new Warnings(MessageSink.NONE, problems);
  private final Docs docs;
  private final Map<UniqueId, GraphMember> before = new TreeMap<>();
  private final Map<UniqueId, GraphMember> after = new TreeMap<>();

  /** Those that are others than before, with what they were and are. */
  private final Set<UniqueId> different = new TreeSet<>();

  PartialLink(ParseInput input, ParsedInputs earlier, LinkedMemory linked, PropertyScopes scopes) {
    this.input = input;
    this.earlier = earlier;
    this.linked = linked;
    this.docs = new Docs(input.root().name(), scopes.of(input.root()));
  }

  /**
   * What is another.
   *
   * @throws WholeParse when only the whole project tells
   */
  ManifestChanges changes(PartialParse.Parsed parsed) {
    Set<UniqueId> known = new LinkedHashSet<>(parsed.recoded());
    parsed.files().values().forEach(members -> known.addAll(members.made()));
    parsed.files().values().forEach(members -> known.addAll(members.described()));
    known.forEach(id -> before.put(id, linked.member(id).orElseThrow(WholeParse::new)));
    for (GraphMember member : parsed.found().enabled()) {
      UniqueId id = member.uniqueId();
      linked.member(id).ifPresent(kept -> addKept(kept, known));
    }
    Linker.Targets targets = linked.targets();
    Optional<LinkNames> names = names(parsed.found().sources(), targets.enabled());
    link(parsed, new Linker.Targets(names.orElse(targets.enabled()), targets.disabled()));
    compare();
    WholeParse.unless(different.size() <= MOST);
    check();
    return changed(parsed, names);
  }

  /** A model that was not described before, but no test of another file. */
  private void addKept(GraphMember kept, Set<UniqueId> known) {
    WholeParse.unless(
        known.contains(kept.uniqueId())
            || kept.info().patchPath().isEmpty() && RefIndex.isRefable(kept.resourceType()));
    before.put(kept.uniqueId(), kept);
  }

  /** The names of other sources than before; empty when they are the same. */
  private Optional<LinkNames> names(List<SourceTable> now, LinkNames names) {
    Set<UniqueId> gone = new LinkedHashSet<>(before.keySet());
    gone.removeIf(id -> id.resourceType() != ResourceType.SOURCE);
    List<SourceTable> more = new ArrayList<>(now);
    more.removeIf(source -> gone.remove(source.uniqueId()));
    if (gone.isEmpty() && more.isEmpty()) {
      return Optional.empty();
    }
    WholeParse.unless(more.isEmpty() || !Linker.hasMissed(earlier.warnings()));
    LinkNames without = names.withSources(gone, List.of());
    Set<String> others = new HashSet<>();
    without.sources().forEach(entry -> others.add(entry.name()));
    for (SourceTable source : more) { // whoever called another one of this name calls this one now
      WholeParse.unless(!others.contains(source.sourceName() + "." + source.name()));
    }
    return Optional.of(without.withSources(List.of(), more));
  }

  private void link(PartialParse.Parsed parsed, Linker.Targets targets) {
    Linker linker = new Linker(input.root(), parsed.found(), targets, problems, warnings);
    Map<UniqueId, Node> nodes = new LinkedHashMap<>();
    PrimaryKeys.infer(linker.nodes(), List.of())
        .forEach(
            (id, node) -> nodes.put(id, parsed.recoded().contains(id) ? withKeptKey(node) : node));
    linked.docs().forEach(docs::add);
    DescriptionRenderer descriptions = new DescriptionRenderer(docs, problems);
    descriptions.render(nodes.values()).forEach(node -> after.put(node.uniqueId(), node));
    parsed
        .found()
        .sources()
        .forEach(source -> after.put(source.uniqueId(), descriptions.render(source)));
  }

  /** Its tests and constraints are what they were. */
  private Node withKeptKey(Node node) {
    return node instanceof ModelNode model && before.get(node.uniqueId()) instanceof ModelNode kept
        ? model.withPromises(model.promises().withPrimaryKey(kept.promises().primaryKey()))
        : node;
  }

  /** What is the same keeps the time at which it was parsed. */
  private void compare() {
    different.addAll(before.keySet());
    for (UniqueId id : List.copyOf(after.keySet())) {
      GraphMember kept = before.get(id);
      different.add(id);
      if (kept != null) {
        NodeInfo then = kept.info();
        GraphMember now =
            Placed.at(after.get(id), then.createdAt(), after.get(id).info().location());
        if (isSame(kept, Placed.at(now, then.createdAt(), then.location()))) {
          after.put(id, now);
          different.remove(id);
        }
      }
    }
  }

  /** Maps are equal in any order, but a manifest shows their order. */
  private static boolean isSame(GraphMember one, GraphMember other) {
    return one.equals(other) && one.toString().equals(other.toString());
  }

  private void check() {
    Neighbours neighbours = new Neighbours(linked.head(), earlier);
    for (UniqueId id : different) {
      WholeParse.unless(
          neighbours.areSame(
              Optional.ofNullable(before.get(id)), Optional.ofNullable(after.get(id))));
    }
    Collection<GraphMember> gone = new ArrayList<>(before.values());
    gone.removeIf(member -> after.containsKey(member.uniqueId()));
    boolean more = after.keySet().stream().anyMatch(id -> !before.containsKey(id));
    boolean configured = !earlier.configs().equals(input.configs());
    UnusedConfigPaths paths = new UnusedConfigPaths(input.root());
    WholeParse.unless(
        paths.areUsed(gone, after.values())
            && paths.areUsed(earlier.configs(), after.values())
            && !((more || configured) && UnusedConfigPaths.areTold(earlier.warnings())));
    check(before);
    check(after);
    WholeParse.unless(problems.isEmpty() && warnings.told().isEmpty());
  }

  /** Asks of the different ones, beside what they read, what is asked of all. */
  private void check(Map<UniqueId, GraphMember> side) {
    Map<UniqueId, GraphMember> members = new TreeMap<>();
    Collected described = new Collected(problems);
    for (UniqueId id : different) {
      GraphMember member = side.get(id);
      if (member != null) {
        members.put(id, member);
        described.add(member);
        member.dependsOn().forEach(parent -> members.put(parent, parent(parent, side)));
      }
    }
    new PropertyWarnings(described, warnings).check(new PropertyFiles(new PropertyScopes(input)));
    new ProjectChecks(input, problems, warnings).ofSome(manifest(members));
  }

  private GraphMember parent(UniqueId id, Map<UniqueId, GraphMember> side) {
    GraphMember known = side.get(id);
    return known == null ? linked.member(id).orElseThrow(WholeParse::new) : known;
  }

  private Manifest manifest(Map<UniqueId, GraphMember> members) {
    Map<UniqueId, Node> nodes = new LinkedHashMap<>();
    Map<UniqueId, SourceTable> sources = new LinkedHashMap<>();
    members.forEach(
        (id, member) -> {
          if (member instanceof SourceTable source) {
            sources.put(id, source);
          } else if (member instanceof Node node && !(member instanceof FunctionNode)) {
            nodes.put(id, node);
          }
        });
    return Manifest.builder(input.root().name(), input.contexts().target().type())
        .nodes(nodes)
        .sources(sources)
        .groups(linked.groups())
        .build();
  }

  private ManifestChanges changed(PartialParse.Parsed parsed, Optional<LinkNames> names) {
    Map<UniqueId, Optional<GraphMember>> kept = new LinkedHashMap<>();
    List<ManifestChanges.Change> changes = new ArrayList<>();
    boolean others = !before.keySet().equals(after.keySet());
    Optional<MemberOrder> order =
        others ? Optional.of(new MemberOrder(linked.outline(), before, after)) : Optional.empty();
    for (UniqueId id : different) {
      Optional<GraphMember> then = Optional.ofNullable(before.get(id));
      Optional<GraphMember> now = Optional.ofNullable(after.get(id));
      Optional<UniqueId> preceding =
          then.isEmpty() ? Optional.of(order.orElseThrow().preceding(id)) : Optional.empty();
      changes.add(new ManifestChanges.Change(then, now, preceding));
    }
    before.keySet().forEach(id -> kept.put(id, Optional.ofNullable(after.get(id))));
    after.forEach((id, member) -> kept.put(id, Optional.of(member)));
    kept.entrySet().removeIf(entry -> isKept(entry.getKey()));
    Map<String, FileMembers> files = files(parsed.files().keySet());
    Optional<List<UniqueId>> macros = parsed.macros().ids();
    Optional<LinkedMemory.Outline> outline =
        order
            .map(MemberOrder::outline)
            .or(() -> macros.map(ids -> linked.outline()))
            .map(one -> macros.map(one::with).orElse(one));
    return new ManifestChanges(
        changes,
        parsed.macros().changes(),
        withTests(files.values()) - withTests(parsed.files().values()),
        new ManifestChanges.Kept(
            kept,
            files,
            outline,
            names,
            new ManifestChanges.Macros(parsed.macros().kept(), macros, input.reads().readers())));
  }

  private boolean isKept(UniqueId id) {
    return after.containsKey(id) && after.get(id).equals(before.get(id));
  }

  private static int withTests(Collection<FileMembers> files) {
    return (int)
        files.stream().filter(file -> file.made().stream().anyMatch(PartialLink::isTest)).count();
  }

  private static boolean isTest(UniqueId id) {
    return id.resourceType() == ResourceType.TEST;
  }

  private Map<String, FileMembers> files(Collection<String> changed) {
    Map<String, List<UniqueId>> made = new LinkedHashMap<>();
    Map<String, List<UniqueId>> described = new LinkedHashMap<>();
    for (GraphMember member : after.values()) {
      UniqueId id = member.uniqueId();
      made.computeIfAbsent(FileMembers.made(member), file -> new ArrayList<>()).add(id);
      for (String file : member.info().patchPath().stream().toList()) {
        described.computeIfAbsent(file, name -> new ArrayList<>()).add(id);
      }
    }
    Map<String, FileMembers> files = new LinkedHashMap<>();
    for (String file : changed) {
      List<UniqueId> own = made.getOrDefault(file, List.of());
      files.put(file, new FileMembers(own, described.getOrDefault(file, List.of()), true));
    }
    return files;
  }
}
