package io.epoxy.compiler.context.macro;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The macros that a generic test's macro can reach: while dbt parses the test it sees them, without
 * their package too, and no more (dbt-core 1.12 {@code TestMacroNamespace}). Built-in ones are seen
 * here all the same.
 *
 * @param macros that are in reach
 * @param byName what a bare name means
 */
public record MacrosInReach(Set<MacroSource> macros, Map<String, MacroSource> byName) {
  public MacrosInReach {
    macros = ImmutableSet.copyOf(macros);
    byName = ImmutableMap.copyOf(byName);
  }

  /** Of macros in the order in which dbt finds them: of one name the last counts. */
  public static MacrosInReach of(Collection<MacroSource> macros, MacroRegistry registry) {
    Map<String, MacroSource> byName = new HashMap<>(registry.inside(MacroRegistry.INTERNAL));
    macros.stream()
        .filter(macro -> !MacroRegistry.isInternal(macro))
        .forEach(macro -> byName.put(macro.name(), macro));
    return new MacrosInReach(ImmutableSet.copyOf(macros), byName);
  }

  boolean isHidden(MacroSource macro) {
    return !MacroRegistry.isInternal(macro) && !macros.contains(macro);
  }
}
