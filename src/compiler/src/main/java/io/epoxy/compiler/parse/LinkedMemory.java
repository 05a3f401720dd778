package io.epoxy.compiler.parse;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.compiler.cache.CacheKey;
import io.epoxy.compiler.cache.ParseCache;
import io.epoxy.model.config.Data;
import io.epoxy.model.graph.DocBlock;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Group;
import io.epoxy.model.graph.Macro;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** A linked manifest that later runs read again, each resource on its own. */
public final class LinkedMemory {
  private static final String HEAD = "head";
  private static final String OUTLINE = "outline";
  private static final String MACROS = "macros";
  private static final String READERS = "readers";
  private static final String LATER_READERS = "later readers";
  private static final String ENABLED = "enabled";
  private static final String DISABLED = "disabled";

  private final ParseCache cache;

  /**
   * @param cache made for {@link #cachedTypes}
   */
  LinkedMemory(ParseCache cache) {
    this.cache = cache;
  }

  /** What the cache must be able to hold. */
  public static List<Class<?>> cachedTypes() {
    return List.of(
        Head.class,
        Outline.class,
        FileMembers.class,
        LinkNames.class,
        MacroIds.class,
        Readers.class,
        Gone.class,
        GraphMember.class,
        Group.class,
        Macro.class,
        DocBlock.class);
  }

  /**
   * What is asked of a manifest beside its members.
   *
   * @param stamp tells this manifest from all others
   * @param watched what unit tests and the semantic layer know more of than where it is
   */
  record Head(
      String stamp,
      String adapterType,
      List<UniqueId> docs,
      List<UniqueId> groups,
      List<UniqueId> watched) {
    static Head of(Manifest manifest, String stamp) {
      Set<UniqueId> watched = new LinkedHashSet<>();
      manifest.unitTests().values().forEach(test -> watched.addAll(test.dependsOn()));
      manifest.semanticLayer().values().forEach(node -> watched.addAll(node.dependsOn()));
      return new Head(
          stamp,
          manifest.adapterType(),
          List.copyOf(manifest.docs().keySet()),
          List.copyOf(manifest.groups().keySet()),
          List.copyOf(watched));
    }

    Head with(String otherStamp) {
      return new Head(otherStamp, adapterType, docs, groups, watched);
    }
  }

  /** Every macro, in the order of the manifest. */
  record MacroIds(List<UniqueId> ids) {
    MacroIds {
      ids = ImmutableList.copyOf(ids);
    }
  }

  /** Stands for what is there no more. */
  record Gone() {}

  /**
   * What a manifest holds, in its order.
   *
   * @param disabled how many; one id may be there several times
   */
  record Outline(
      String projectName,
      String adapterType,
      List<UniqueId> nodes,
      List<UniqueId> sources,
      List<UniqueId> exposures,
      List<UniqueId> functions,
      List<UniqueId> unitTests,
      List<UniqueId> semanticLayer,
      List<UniqueId> groups,
      List<UniqueId> macros,
      List<UniqueId> docs,
      Map<String, Object> selectors,
      int disabled) {
    Outline {
      selectors = Data.copy(selectors);
    }

    static Outline of(Manifest manifest) {
      return new Outline(
          manifest.projectName(),
          manifest.adapterType(),
          List.copyOf(manifest.nodes().keySet()),
          List.copyOf(manifest.sources().keySet()),
          List.copyOf(manifest.exposures().keySet()),
          List.copyOf(manifest.functions().keySet()),
          List.copyOf(manifest.unitTests().keySet()),
          List.copyOf(manifest.semanticLayer().keySet()),
          List.copyOf(manifest.groups().keySet()),
          List.copyOf(manifest.macros().keySet()),
          List.copyOf(manifest.docs().keySet()),
          manifest.selectors(),
          manifest.disabled().size());
    }

    /** The same with other macros. */
    Outline with(List<UniqueId> otherMacros) {
      return new Outline(
          projectName,
          adapterType,
          nodes,
          sources,
          exposures,
          functions,
          unitTests,
          semanticLayer,
          groups,
          otherMacros,
          docs,
          selectors,
          disabled);
    }

    /** The same with other nodes and sources. */
    Outline with(List<UniqueId> otherNodes, List<UniqueId> otherSources) {
      return new Outline(
          projectName,
          adapterType,
          otherNodes,
          otherSources,
          exposures,
          functions,
          unitTests,
          semanticLayer,
          groups,
          macros,
          docs,
          selectors,
          disabled);
    }
  }

  /**
   * Keeps a manifest and gives its stamp.
   *
   * @param packages in the order in which they are searched
   * @param files what it has of each file
   * @param readers what its resources asked for
   */
  String keep(
      Manifest manifest,
      Collection<String> packages,
      Map<String, FileMembers> files,
      Readers readers) {
    String stamp = UUID.randomUUID().toString();
    put(cache.key(HEAD), Head.of(manifest, stamp));
    put(cache.key(OUTLINE), Outline.of(manifest));
    manifest.members().forEach(this::put);
    manifest.groups().forEach((id, group) -> put(memberKey(id), group));
    manifest.macros().forEach((id, macro) -> put(memberKey(id), macro));
    manifest.docs().forEach((id, block) -> put(memberKey(id), block));
    for (int i = 0; i < manifest.disabled().size(); i++) {
      put(disabledKey(i), (Record) manifest.disabled().get(i));
    }
    files.forEach(this::put);
    put(cache.key(MACROS), new MacroIds(List.copyOf(manifest.macros().keySet())));
    put(cache.key(READERS), readers);
    put(cache.key(LATER_READERS), Readers.NONE);
    put(namesKey(ENABLED), names(manifest.members().values(), packages));
    put(namesKey(DISABLED), names(manifest.disabled(), packages));
    cache.save();
    return stamp;
  }

  private static LinkNames names(
      Collection<? extends GraphMember> members, Collection<String> packages) {
    List<String> order = List.copyOf(packages);
    return LinkNames.of(
        members.stream()
            .sorted(Comparator.comparing(member -> order.indexOf(member.info().packageName())))
            .toList());
  }

  private void put(CacheKey key, Record value) {
    cache.put(key, List.of(), value);
  }

  void put(UniqueId id, GraphMember member) {
    put(memberKey(id), (Record) member);
  }

  void remove(UniqueId id) {
    put(memberKey(id), new Gone());
  }

  void put(String file, FileMembers members) {
    put(fileKey(file), members);
  }

  void put(Outline outline) {
    put(cache.key(OUTLINE), outline);
  }

  void put(MacroIds macros) {
    put(cache.key(MACROS), macros);
  }

  void put(UniqueId id, Macro macro) {
    put(memberKey(id), macro);
  }

  /** Puts what resources asked for in the place of what is known of them. */
  void put(Readers later) {
    put(cache.key(LATER_READERS), load(cache.key(LATER_READERS), Readers.class).with(later));
  }

  /** The resources that asked for any of some. */
  Set<UniqueId> readers(Collection<Readers.Asked> some) {
    return some.isEmpty()
        ? Set.of()
        : load(cache.key(READERS), Readers.class)
            .of(some, load(cache.key(LATER_READERS), Readers.class));
  }

  List<UniqueId> macros() {
    return load(cache.key(MACROS), MacroIds.class).ids();
  }

  Macro macro(UniqueId id) {
    return load(memberKey(id), Macro.class);
  }

  void put(LinkNames enabled) {
    put(namesKey(ENABLED), enabled);
  }

  /** Keeps what was put since, and gives the new stamp; empty when it cannot be kept. */
  Optional<String> append() {
    String stamp = UUID.randomUUID().toString();
    put(cache.key(HEAD), head().with(stamp));
    return cache.append() ? Optional.of(stamp) : Optional.empty();
  }

  /** Whether the manifest of a stamp is there. */
  boolean has(String stamp) {
    return find(cache.key(HEAD), Head.class).filter(head -> head.stamp().equals(stamp)).isPresent();
  }

  /** The manifest of a stamp; empty when it is not there as a whole. */
  Optional<Manifest> find(String stamp) {
    return has(stamp)
        ? find(cache.key(OUTLINE), Outline.class).flatMap(this::read)
        : Optional.empty();
  }

  Head head() {
    return load(cache.key(HEAD), Head.class);
  }

  Outline outline() {
    return load(cache.key(OUTLINE), Outline.class);
  }

  Linker.Targets targets() {
    return new Linker.Targets(
        load(namesKey(ENABLED), LinkNames.class), load(namesKey(DISABLED), LinkNames.class));
  }

  /** An enabled resource. */
  Optional<GraphMember> member(UniqueId id) {
    return find(memberKey(id), Record.class)
        .filter(GraphMember.class::isInstance)
        .map(GraphMember.class::cast);
  }

  /** What there is of a file; empty when it was not there. */
  Optional<FileMembers> file(String name) {
    return find(fileKey(name), FileMembers.class);
  }

  List<DocBlock> docs() {
    return head().docs().stream().map(id -> load(memberKey(id), DocBlock.class)).toList();
  }

  Map<UniqueId, Group> groups() {
    return all(head().groups());
  }

  private Optional<Manifest> read(Outline outline) {
    try {
      return Optional.of(
          Manifest.builder(outline.projectName(), outline.adapterType())
              .nodes(all(outline.nodes()))
              .sources(all(outline.sources()))
              .exposures(all(outline.exposures()))
              .functions(all(outline.functions()))
              .unitTests(all(outline.unitTests()))
              .semanticLayer(all(outline.semanticLayer()))
              .groups(all(outline.groups()))
              .macros(all(outline.macros()))
              .docs(all(outline.docs()))
              .selectors(outline.selectors())
              .disabled(disabled(outline.disabled()))
              .build());
    } catch (Incomplete e) {
      return Optional.empty();
    }
  }

  private <T> Map<UniqueId, T> all(List<UniqueId> ids) {
    List<T> found = ids.parallelStream().map(id -> this.<T>load(memberKey(id))).toList();
    ImmutableMap.Builder<UniqueId, T> byId = ImmutableMap.builderWithExpectedSize(ids.size());
    IntStream.range(0, ids.size()).forEach(i -> byId.put(ids.get(i), found.get(i)));
    return byId.buildOrThrow();
  }

  private List<GraphMember> disabled(int count) {
    Collection<GraphMember> found = new ArrayList<>();
    IntStream.range(0, count).forEach(i -> found.add(load(disabledKey(i))));
    return List.copyOf(found);
  }

  @SuppressWarnings("unchecked") // keep() put a value of this kind under the key
  private <T> T load(CacheKey key) {
    return (T) load(key, Record.class);
  }

  private <T extends Record> T load(CacheKey key, Class<T> type) {
    return find(key, type).orElseThrow(Incomplete::new);
  }

  private <T extends Record> Optional<T> find(CacheKey key, Class<T> type) {
    return cache.find(key, type, (kind, owner, name) -> 0);
  }

  private CacheKey namesKey(String which) {
    return cache.key("names", which);
  }

  private CacheKey fileKey(String name) {
    return cache.key("file", name);
  }

  private CacheKey memberKey(UniqueId id) {
    return cache.key("member", id.value());
  }

  private CacheKey disabledKey(int index) {
    return cache.key("disabled", index);
  }

  /** Something that was kept is not there. */
  static final class Incomplete extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
