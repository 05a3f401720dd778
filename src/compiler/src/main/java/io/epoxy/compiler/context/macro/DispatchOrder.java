package io.epoxy.compiler.context.macro;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.epoxy.jinja.value.Python;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where {@code adapter.dispatch} looks (dbt-core 1.12 {@code BaseDatabaseWrapper.dispatch}):
 * packages outside, prefixes inside. Immutable.
 */
public final class DispatchOrder {
  private final MacroRegistry macros;
  private final ImmutableList<String> prefixes;
  private final ImmutableMap<String, List<String>> orders;

  /**
   * An order.
   *
   * @param prefixes of macro names, own adapter first
   * @param orders the packages to search by namespace: {@code dispatch:} of the root project
   */
  public DispatchOrder(
      MacroRegistry macros, List<String> prefixes, Map<String, List<String>> orders) {
    this.macros = macros;
    this.prefixes = ImmutableList.copyOf(prefixes);
    this.orders = ImmutableMap.copyOf(orders);
  }

  /**
   * The implementation of a macro.
   *
   * @param nodePackage the package of the node whose template dispatches
   * @param namespace the package that owns the macro, when it was named
   */
  public Optional<MacroSource> find(String nodePackage, String name, Optional<String> namespace) {
    for (Map<String, MacroSource> place : places(nodePackage, namespace)) {
      for (String prefix : prefixes) {
        MacroSource found = place.get(prefix + "__" + name);
        if (found != null) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether any package at all has an implementation. */
  boolean isKnownAnywhere(String home, String name) {
    return prefixes.stream()
        .anyMatch(prefix -> macros.findAnywhere(home, prefix + "__" + name).isPresent());
  }

  /** The sentence for a macro that {@link #find} does not find. */
  String notFound(String name, Optional<String> namespace) {
    return "In dispatch: No macro named '"
        + name
        + "' found within namespace: '"
        + namespace.orElse("None")
        + "'\n    Searched for: "
        + attempts(name, namespace).stream().map(Python::repr).collect(Collectors.joining(", "));
  }

  private List<String> attempts(String name, Optional<String> namespace) {
    List<String> attempts = new ArrayList<>();
    List<String> searched = namespace.map(this::packages).orElse(List.of());
    for (String place : searched.isEmpty() ? List.of("") : searched) {
      for (String prefix : prefixes) {
        attempts.add((place.isEmpty() ? "" : place + ".") + prefix + "__" + name);
      }
    }
    return attempts;
  }

  private List<Map<String, MacroSource>> places(String nodePackage, Optional<String> namespace) {
    List<String> searched = namespace.map(this::packages).orElse(List.of());
    if (searched.isEmpty()) {
      return List.of(macros.visibleTo(nodePackage));
    }
    return searched.stream().map(macros::inside).toList();
  }

  /** The packages to search for a namespace; none for one that is no installed package. */
  private List<String> packages(String namespace) {
    List<String> order = orders.get(namespace);
    if (order != null && !order.isEmpty()) {
      return order;
    }
    boolean installed = macros.hasPackage(namespace) || namespace.equals(macros.root());
    return installed ? List.of(macros.root(), namespace) : List.of();
  }
}
