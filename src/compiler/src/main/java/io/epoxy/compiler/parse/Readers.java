package io.epoxy.compiler.parse;

import com.google.common.collect.ImmutableList;
import io.epoxy.compiler.cache.Fact;
import io.epoxy.model.graph.UniqueId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which resources asked for what while they were parsed. */
record Readers(List<Group> groups) {
  static final Readers NONE = new Readers(List.of());

  Readers {
    groups = ImmutableList.copyOf(groups);
  }

  /** What was asked for, whatever the answer was. */
  record Asked(Fact.Kind kind, String owner, String name) {
    static Asked of(Fact fact) {
      return new Asked(fact.kind(), fact.owner(), fact.name());
    }
  }

  /** Resources that asked for the same. */
  record Group(List<Asked> asked, List<UniqueId> ids) {
    Group {
      asked = ImmutableList.copyOf(asked);
      ids = ImmutableList.copyOf(ids);
    }
  }

  static Readers of(Map<UniqueId, Set<Asked>> reads) {
    Map<Set<Asked>, List<UniqueId>> byAsked = new LinkedHashMap<>();
    reads.forEach((id, asked) -> byAsked.computeIfAbsent(asked, all -> new ArrayList<>()).add(id));
    List<Group> groups = new ArrayList<>();
    byAsked.forEach((asked, ids) -> groups.add(new Group(List.copyOf(asked), ids)));
    return new Readers(groups);
  }

  /** The same with others in the place of what is known of their ids. */
  Readers with(Readers later) {
    Map<UniqueId, Set<Asked>> all = new HashMap<>();
    List.of(this, later)
        .forEach(
            one ->
                one.groups.forEach(
                    group -> {
                      Set<Asked> asked = new LinkedHashSet<>(group.asked());
                      group.ids().forEach(id -> all.put(id, asked));
                    }));
    return of(all);
  }

  /** The resources that asked for any of some. */
  Set<UniqueId> of(Collection<Asked> some) {
    Set<Asked> wanted = new HashSet<>(some);
    Set<UniqueId> ids = new LinkedHashSet<>();
    for (Group group : groups) {
      if (group.asked().stream().anyMatch(wanted::contains)) {
        ids.addAll(group.ids());
      }
    }
    return ids;
  }

  private Set<UniqueId> ids() {
    Set<UniqueId> ids = new HashSet<>();
    groups.forEach(group -> ids.addAll(group.ids()));
    return ids;
  }

  /** As {@link #of(Collection)}, where what is known later of an id counts. */
  Set<UniqueId> of(Collection<Asked> some, Readers later) {
    Set<UniqueId> ids = of(some);
    ids.removeAll(later.ids());
    ids.addAll(later.of(some));
    return ids;
  }
}
