package io.epoxy.compiler.context.macro;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code materialization} macro of a project or package that builds a node (dbt-core 1.12
 * {@code find_materialization_macro_by_name}): the adapter's own type first, then its parents; in
 * each the root project's before a package's. What Epoxy builds itself stands behind every macro of
 * the root project, and before those of packages unless a behaviour flag says otherwise. Immutable.
 */
public final class Materializations {
  /** What dbt itself has: packages may not take these in silence. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "view",
          "table",
          "incremental",
          "materialized_view",
          "seed",
          "snapshot",
          "test",
          "unit",
          "clone",
          "function");

  private final MacroRegistry macros;
  private final ImmutableList<String> adapters;
  private final Packages packages;

  /** Whether a package's macro may take the place of a built-in materialization. */
  public enum Packages {
    MAY_OVERRIDE,
    MAY_NOT_OVERRIDE
  }

  /**
   * @param adapters the adapter type, its parents and {@code default}
   */
  public Materializations(MacroRegistry macros, List<String> adapters, Packages packages) {
    this.macros = macros;
    this.adapters = ImmutableList.copyOf(adapters);
    this.packages = packages;
  }

  /** Whether dbt comes with a materialization of this name. */
  public static boolean isBuiltIn(String name) {
    return BUILT_IN.contains(name);
  }

  /** The macro that builds what is materialized so; empty when Epoxy does, or nothing does. */
  public Optional<MacroSource> find(String name) {
    boolean packagesToo = packages == Packages.MAY_OVERRIDE || !isBuiltIn(name);
    for (String adapter : adapters) {
      String macro = "materialization_" + name + "_" + adapter;
      MacroSource own = macros.inside(macros.root()).get(macro);
      if (own != null) {
        return Optional.of(own);
      }
      Optional<MacroSource> imported = packagesToo ? imported(macro) : Optional.empty();
      if (imported.isPresent()) {
        return imported;
      }
    }
    return Optional.empty();
  }

  /** Whether a package's macro stands in for what dbt has itself. */
  public boolean isOverride(MacroSource found, String name) {
    return isBuiltIn(name) && !found.packageName().equals(macros.root());
  }

  /** Of several packages the last one. */
  private Optional<MacroSource> imported(String macro) {
    return macros.installed().stream()
        .map(inside -> inside.get(macro))
        .filter(Objects::nonNull)
        .reduce((earlier, later) -> later);
  }
}
