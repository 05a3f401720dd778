package io.epoxy.compiler.context.macro;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every macro by package and name. Unqualified names are looked up in the package of the node, the
 * root project and the built-in {@code dbt} package, in this order. Immutable.
 */
public final class MacroRegistry {
  /** The package of the built-in macros. */
  public static final String INTERNAL = "dbt";

  private final String root;
  private final ImmutableMap<String, ImmutableMap<String, MacroSource>> packages;

  private MacroRegistry(
      String root, ImmutableMap<String, ImmutableMap<String, MacroSource>> packages) {
    this.root = root;
    this.packages = packages;
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
    for (String place : List.of(nodePackage, root, INTERNAL)) {
      Optional<MacroSource> found = findIn(place, name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The macro of exactly this package. */
  public Optional<MacroSource> findIn(String packageName, String name) {
    return Optional.ofNullable(packages.getOrDefault(packageName, ImmutableMap.of()).get(name));
  }

  public boolean hasPackage(String name) {
    return packages.containsKey(name);
  }

  /** Every macro, the built-in ones included, in the order in which they were given. */
  public List<MacroSource> all() {
    List<MacroSource> all = new ArrayList<>();
    packages.values().forEach(found -> all.addAll(found.values()));
    return all;
  }

  String root() {
    return root;
  }
}
