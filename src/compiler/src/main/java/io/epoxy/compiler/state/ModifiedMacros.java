package io.epoxy.compiler.state;

import io.epoxy.model.graph.Macro;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The macros whose text changed, and all that call one of them, however far away. Built-in macros
 * come with the program and not with the project: another version of it, or dbt itself having made
 * the earlier manifest, is no change.
 */
final class ModifiedMacros {
  private static final List<String> BUILT_IN =
      List.of("macro.dbt.", "macro.dbt_spark.", "macro.dbt_glue.");

  private final Set<UniqueId> reached;

  private ModifiedMacros(Set<UniqueId> reached) {
    this.reached = reached;
  }

  static ModifiedMacros of(Map<UniqueId, Macro> now, Map<UniqueId, String> then) {
    Map<UniqueId, List<UniqueId>> callers = new HashMap<>();
    Deque<UniqueId> open = new ArrayDeque<>();
    now.forEach(
        (id, macro) -> {
          if (!isBuiltIn(id) && !Objects.equals(macro.macroSql(), then.get(id))) {
            open.add(id);
          }
          for (UniqueId called : macro.dependsOnMacros()) {
            callers.computeIfAbsent(called, none -> new ArrayList<>()).add(id);
          }
        });
    then.keySet().stream().filter(id -> !isBuiltIn(id) && !now.containsKey(id)).forEach(open::add);
    Set<UniqueId> reached = new HashSet<>();
    while (!open.isEmpty()) {
      UniqueId id = open.pop();
      if (reached.add(id)) {
        open.addAll(callers.getOrDefault(id, List.of()));
      }
    }
    return new ModifiedMacros(reached);
  }

  private static boolean isBuiltIn(UniqueId macro) {
    return BUILT_IN.stream().anyMatch(head -> macro.value().startsWith(head));
  }

  boolean isReachedFrom(ShownResource resource) {
    return !reached.isEmpty()
        && resource.list("depends_on", "macros").stream()
            .anyMatch(id -> reached.contains(new UniqueId(String.valueOf(id))));
  }
}
