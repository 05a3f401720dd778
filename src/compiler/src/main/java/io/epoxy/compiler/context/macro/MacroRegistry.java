package io.epoxy.compiler.context.macro;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every macro by package and name. An unqualified name is looked up in the package of the node, the
 * root project and the built-in packages, in this order (dbt-core 1.12 {@code MacroNamespace}).
 * Immutable but for what it remembers.
 */
public final class MacroRegistry {
  /** The name under which all built-in macros are reached, whichever package they lie in. */
  public static final String INTERNAL = "dbt";

  /** The built-in packages; a macro of an earlier one hides one of its name in a later one. */
  private static final List<String> INTERNAL_PACKAGES = List.of("dbt_glue", "dbt_spark", INTERNAL);

  private final String root;
  private final ImmutableMap<String, ImmutableMap<String, MacroSource>> packages;
  private final ImmutableMap<String, MacroSource> internal;
  private final Map<String, Map<String, MacroSource>> visible = new ConcurrentHashMap<>();

  private MacroRegistry(
      String root, ImmutableMap<String, ImmutableMap<String, MacroSource>> packages) {
    this.root = root;
    this.packages = packages;
    Map<String, MacroSource> merged = new LinkedHashMap<>();
    for (String name : INTERNAL_PACKAGES) {
      packages.getOrDefault(name, ImmutableMap.of()).forEach(merged::putIfAbsent);
    }
    this.internal = ImmutableMap.copyOf(merged);
  }

  /** The registry; of two macros of one package with one name the later counts. */
  public static MacroRegistry of(String root, Collection<MacroSource> macros) {
    Map<String, Map<String, MacroSource>> byPackage = new LinkedHashMap<>();
    for (MacroSource macro : macros) {
      byPackage
          .computeIfAbsent(macro.packageName(), name -> new LinkedHashMap<>())
          .put(macro.name(), macro);
    }
    ImmutableMap.Builder<String, ImmutableMap<String, MacroSource>> copy = ImmutableMap.builder();
    byPackage.forEach((name, found) -> copy.put(name, ImmutableMap.copyOf(found)));
    return new MacroRegistry(root, copy.buildOrThrow());
  }

  /** The macro that an unqualified name means for a node of a package. */
  public Optional<MacroSource> find(String nodePackage, String name) {
    return Optional.ofNullable(visibleTo(nodePackage).get(name));
  }

  /**
   * What dbt takes a bare name for in a text that it only reads: as {@link #find}, but any
   * package's macro before a built-in one; of several packages the last (dbt-core 1.12 {@code
   * MacroResolver}).
   */
  public Optional<MacroSource> findAnywhere(String nodePackage, String name) {
    Optional<MacroSource> found = Optional.empty();
    for (Map.Entry<String, ImmutableMap<String, MacroSource>> one : packages.entrySet()) {
      MacroSource macro = one.getValue().get(name);
      if (macro != null && !INTERNAL_PACKAGES.contains(one.getKey())) {
        if (one.getKey().equals(nodePackage)) {
          return Optional.of(macro);
        }
        boolean ofRoot = found.filter(near -> near.packageName().equals(root)).isPresent();
        found = ofRoot ? found : Optional.of(macro);
      }
    }
    return found.or(() -> find(nodePackage, name));
  }

  /** The macro of exactly this package; {@code dbt} stands for all built-in ones. */
  public Optional<MacroSource> findIn(String packageName, String name) {
    return Optional.ofNullable(inside(packageName).get(name));
  }

  /**
   * The macro that a command names without its package: the root project's, else one of an
   * installed package, else a built-in one (dbt-core 1.12 {@code Manifest.find_macro_by_name}).
   */
  public Optional<MacroSource> findAnywhere(String name) {
    MacroSource own = inside(root).get(name);
    if (own != null) {
      return Optional.of(own);
    }
    return packages.entrySet().stream()
        .filter(entry -> !INTERNAL_PACKAGES.contains(entry.getKey()))
        .map(entry -> entry.getValue().get(name))
        .filter(Objects::nonNull)
        .findFirst()
        .or(() -> Optional.ofNullable(internal.get(name)));
  }

  public boolean hasPackage(String name) {
    return name.equals(INTERNAL) || packages.containsKey(name);
  }

  /** Every macro, the built-in ones included, in the order in which they were given. */
  public List<MacroSource> all() {
    List<MacroSource> all = new ArrayList<>();
    packages.values().forEach(found -> all.addAll(found.values()));
    return all;
  }

  /** Everything that a node of a package can call by its bare name; made once per package. */
  Map<String, MacroSource> visibleTo(String nodePackage) {
    Map<String, MacroSource> known = visible.get(nodePackage);
    return known != null ? known : visible.computeIfAbsent(nodePackage, this::merged);
  }

  /** The macros of each installed package, the root project left out. */
  List<Map<String, MacroSource>> installed() {
    List<Map<String, MacroSource>> installed = new ArrayList<>();
    packages.forEach(
        (name, inside) -> {
          if (!name.equals(root) && !INTERNAL_PACKAGES.contains(name)) {
            installed.add(inside);
          }
        });
    return installed;
  }

  /** Whether a macro is one of ours. */
  public static boolean isInternal(MacroSource macro) {
    return isInternal(macro.packageName());
  }

  /** Whether a package is one of ours. */
  public static boolean isInternal(String packageName) {
    return INTERNAL_PACKAGES.contains(packageName);
  }

  Map<String, MacroSource> inside(String packageName) {
    return packageName.equals(INTERNAL)
        ? internal
        : packages.getOrDefault(packageName, ImmutableMap.of());
  }

  /** The root project's name. */
  public String root() {
    return root;
  }

  private Map<String, MacroSource> merged(String nodePackage) {
    Map<String, MacroSource> all = new HashMap<>(internal);
    all.putAll(inside(root));
    all.putAll(inside(nodePackage));
    return all;
  }
}
