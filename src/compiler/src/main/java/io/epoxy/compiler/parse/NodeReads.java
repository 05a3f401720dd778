package io.epoxy.compiler.parse;

import io.epoxy.compiler.cache.Fact;
import io.epoxy.model.graph.UniqueId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Collects what resources ask for while they are parsed. Thread-safe. */
final class NodeReads {
  private final Map<UniqueId, Set<Readers.Asked>> byId = new ConcurrentHashMap<>();

  /** Two nodes of one id, one of them disabled, are one reader. */
  void add(UniqueId id, Collection<Readers.Asked> asked) {
    byId.merge(
        id,
        Set.copyOf(asked),
        (before, more) -> {
          if (before.containsAll(more)) {
            return before;
          }
          Set<Readers.Asked> all = new LinkedHashSet<>(before);
          all.addAll(more);
          return Set.copyOf(all);
        });
  }

  void addFacts(UniqueId id, Collection<Fact> facts) {
    add(id, facts.stream().map(Readers.Asked::of).toList());
  }

  Readers readers() {
    return Readers.of(byId);
  }

  /** All that was asked for by any. */
  Set<Readers.Asked> all() {
    Set<Readers.Asked> all = new LinkedHashSet<>();
    byId.values().stream().distinct().forEach(all::addAll);
    return all;
  }
}
