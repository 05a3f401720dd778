package io.epoxy.compiler.parse;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** A linked manifest that later runs read again, each resource on its own. */
public final class LinkedMemory {
  private final ParseCache cache;

  /**
   * @param cache made for {@link #cachedTypes}
   */
  LinkedMemory(ParseCache cache) {
    this.cache = cache;
  }

  /** What the cache must be able to hold. */
  public static List<Class<?>> cachedTypes() {
    return List.of(Outline.class, GraphMember.class, Group.class, Macro.class, DocBlock.class);
  }

  /**
   * What a manifest holds, in its order.
   *
   * @param stamp tells this manifest from all others
   * @param disabled how many; one id may be there several times
   */
  record Outline(
      String stamp,
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

    static Outline of(Manifest manifest, String stamp) {
      return new Outline(
          stamp,
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
  }

  /** Keeps a manifest and gives its stamp. */
  String keep(Manifest manifest) {
    String stamp = UUID.randomUUID().toString();
    cache.put(outlineKey(), List.of(), Outline.of(manifest, stamp));
    manifest.members().forEach((id, member) -> put(memberKey(id), member));
    manifest.groups().forEach((id, group) -> put(memberKey(id), group));
    manifest.macros().forEach((id, macro) -> put(memberKey(id), macro));
    manifest.docs().forEach((id, block) -> put(memberKey(id), block));
    for (int i = 0; i < manifest.disabled().size(); i++) {
      put(disabledKey(i), manifest.disabled().get(i));
    }
    cache.save();
    return stamp;
  }

  private void put(CacheKey key, Object value) {
    cache.put(key, List.of(), (Record) value);
  }

  /** The manifest of a stamp; empty when it is not there as a whole. */
  Optional<Manifest> find(String stamp) {
    return find(outlineKey(), Outline.class)
        .filter(outline -> outline.stamp().equals(stamp))
        .flatMap(this::read);
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
    return (T) find(key, Record.class).orElseThrow(Incomplete::new);
  }

  private <T extends Record> Optional<T> find(CacheKey key, Class<T> type) {
    return cache.find(key, type, (kind, owner, name) -> 0);
  }

  private CacheKey outlineKey() {
    return cache.key("outline");
  }

  private CacheKey memberKey(UniqueId id) {
    return cache.key("member", id.value());
  }

  private CacheKey disabledKey(int index) {
    return cache.key("disabled", index);
  }

  /** Something that was kept is not there. */
  private static final class Incomplete extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
