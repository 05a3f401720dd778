package io.epoxy.compiler.context.node;

import com.google.common.collect.ImmutableListMultimap;
import io.epoxy.model.config.BehaviourFlags;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.Node;
import io.epoxy.model.graph.RefCall;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds what ref() and source() name. Search order of dbt-core 1.12 {@code _packages_to_search}:
 * the given package alone; else the root project and the node's package in an {@link Order}, then
 * any package. Immutable.
 */
public final class RefIndex {
  private static final Set<ResourceType> REFABLE =
      Set.of(ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT);

  private final String root;
  private final Order order;
  private final ImmutableListMultimap<String, Entry> refs;
  private final ImmutableListMultimap<String, Entry> sources;

  private RefIndex(
      String root,
      Order order,
      ImmutableListMultimap<String, Entry> refs,
      ImmutableListMultimap<String, Entry> sources) {
    this.root = root;
    this.order = order;
    this.refs = refs;
    this.sources = sources;
  }

  /**
   * Something that can be referred to.
   *
   * @param name for a source {@code source.table}
   */
  public record Entry(
      UniqueId id, String name, String packageName, Optional<ModelNode.Version> version) {}

  /** Whose resources a call without a package means first. */
  public enum Order {
    ROOT_FIRST,
    OWN_FIRST;

    /** What the root project's flags say (dbt-core 1.12 {@code _packages_to_search}). */
    public static Order of(Map<String, ?> flags) {
      return BehaviourFlags.isOn(flags, "require_ref_searches_node_package_before_root")
          ? OWN_FIRST
          : ROOT_FIRST;
    }
  }

  public static RefIndex of(
      String root, Order order, Collection<Entry> refs, Collection<Entry> sources) {
    return new RefIndex(root, order, byName(refs), byName(sources));
  }

  public static RefIndex of(Manifest manifest, Order order) {
    List<Entry> refs = new ArrayList<>();
    manifest.nodes().values().stream()
        .filter(node -> isRefable(node.resourceType()))
        .forEach(node -> refs.add(entry(node)));
    List<Entry> sources = new ArrayList<>();
    manifest
        .sources()
        .forEach(
            (id, source) ->
                sources.add(
                    new Entry(
                        id,
                        source.sourceName() + "." + source.info().name(),
                        source.info().packageName(),
                        Optional.empty())));
    return of(manifest.projectName(), order, refs, sources);
  }

  public static boolean isRefable(ResourceType type) {
    return REFABLE.contains(type);
  }

  public static Entry entry(Node node) {
    Optional<ModelNode.Version> version =
        node instanceof ModelNode model ? model.version() : Optional.empty();
    return new Entry(node.uniqueId(), node.name(), node.info().packageName(), version);
  }

  /** What a ref() of a node of {@code nodePackage} means. */
  public Optional<UniqueId> findRef(RefCall call, String nodePackage) {
    List<Entry> fitting = new ArrayList<>();
    for (Entry entry : refs.get(call.name())) {
      if (fits(entry, call.version())) {
        fitting.add(entry);
      }
    }
    return call.packageName().isPresent()
        ? inPackage(fitting, call.packageName().get())
        : nearest(fitting, nodePackage);
  }

  /**
   * What is wrong with a ref() that only packages can answer of which none is nearer than another;
   * empty when {@link #findRef} has one answer or none.
   */
  public Optional<String> ambiguity(RefCall call, String nodePackage) {
    List<Entry> fitting =
        refs.get(call.name()).stream().filter(entry -> fits(entry, call.version())).toList();
    Set<String> packages = new LinkedHashSet<>();
    fitting.forEach(entry -> packages.add(entry.packageName()));
    boolean clear =
        call.packageName().isPresent()
            || packages.size() < 2
            || packages.contains(root)
            || packages.contains(nodePackage);
    return clear
        ? Optional.empty()
        : Optional.of(
            ambiguity(
                call.name() + call.version().map(version -> ".v" + version).orElse(""),
                fitting.stream().map(Entry::id).toList(),
                packages));
  }

  /** dbt-core 1.12 {@code AmbiguousResourceNameRefError}. */
  public static String ambiguity(
      String name, Collection<UniqueId> ids, Collection<String> packages) {
    return "When referencing '"
        + name
        + "', dbt found nodes in multiple packages: '"
        + ids.stream().map(UniqueId::value).collect(Collectors.joining("', '"))
        + "'\nTo fix this, use two-argument 'ref', with the package name first: '"
        + String.join("' or '", packages)
        + "'";
  }

  public Optional<UniqueId> findSource(String source, String table, String nodePackage) {
    return nearest(sources.get(source + "." + table), nodePackage);
  }

  /** Every name that ref() knows, for suggestions. */
  public Set<String> refNames() {
    return refs.keySet();
  }

  public Set<String> sourceNames() {
    return sources.keySet();
  }

  private static boolean fits(Entry entry, Optional<Object> given) {
    Optional<String> version = given.map(String::valueOf);
    if (entry.version().isEmpty()) {
      return version.isEmpty();
    }
    ModelNode.Version own = entry.version().get();
    return version.isEmpty()
        ? own.isLatest()
        : String.valueOf(own.value()).equals(version.get())
            || ("v" + own.value()).equals(version.get());
  }

  private Optional<UniqueId> nearest(List<Entry> entries, String nodePackage) {
    List<String> places =
        order == Order.ROOT_FIRST ? List.of(root, nodePackage) : List.of(nodePackage, root);
    for (String place : places) {
      Optional<UniqueId> found = inPackage(entries, place);
      if (found.isPresent()) {
        return found;
      }
    }
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(0).id());
  }

  private static Optional<UniqueId> inPackage(List<Entry> entries, String packageName) {
    return entries.stream()
        .filter(entry -> entry.packageName().equals(packageName))
        .map(Entry::id)
        .findFirst();
  }

  private static ImmutableListMultimap<String, Entry> byName(Collection<Entry> entries) {
    Map<String, List<Entry>> grouped = new LinkedHashMap<>();
    entries.forEach(
        entry -> grouped.computeIfAbsent(entry.name(), name -> new ArrayList<>()).add(entry));
    ImmutableListMultimap.Builder<String, Entry> copy = ImmutableListMultimap.builder();
    grouped.forEach(copy::putAll);
    return copy.build();
  }
}
