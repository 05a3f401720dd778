package io.epoxy.model.governance;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.epoxy.model.governance.GovernanceSpec.Others;
import io.epoxy.model.governance.GovernanceStep.Access;
import io.epoxy.model.governance.GovernanceStep.TagTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Plans the way from what Lake Formation holds of a table to what is wanted. Pure; only differences
 * become steps.
 *
 * <p>The order keeps access from being wider than wanted in between: tags, then filters, then
 * permissions, removals last. One removal goes first: who loses a filter that is about to change is
 * revoked before, or would read through its new definition for a moment.
 */
public final class GovernancePlanner {
  private final GovernanceSpec wanted;
  private final GovernanceState current;
  private final List<GovernanceStep> tags = new ArrayList<>();
  private final List<GovernanceStep> filters = new ArrayList<>();
  private final List<GovernanceStep> permissions = new ArrayList<>();
  private final List<GovernanceStep> removals = new ArrayList<>();

  private GovernancePlanner(GovernanceSpec wanted, GovernanceState current) {
    this.wanted = wanted;
    this.current = current;
  }

  /** The steps; none when all is as wanted. */
  public static GovernancePlan plan(GovernanceSpec wanted, GovernanceState current) {
    return new GovernancePlanner(wanted, current).plan();
  }

  private GovernancePlan plan() {
    wanted.tags().ifPresent(this::planTags);
    wanted.filters().ifPresent(this::planFilters);
    wanted.grants().ifPresent(this::planGrants);
    List<GovernanceStep> steps =
        ImmutableList.<GovernanceStep>builder()
            .addAll(tags)
            .addAll(filters)
            .addAll(permissions)
            .addAll(removals)
            .build();
    return new GovernancePlan(wanted.table(), steps, warnings());
  }

  private void planTags(GovernanceSpec.Tags spec) {
    if (!spec.database().isEmpty()) {
      Set<String> kept = Sets.union(spec.database().values().keySet(), spec.ofOthers());
      planTags(TagTarget.DATABASE, spec.database(), current.database());
      removeTags(TagTarget.DATABASE, current.database().otherThan(kept), spec.others());
    }
    planTags(TagTarget.TABLE, spec.table(), current.table());
    removeTags(
        TagTarget.TABLE, current.table().otherThan(spec.table().values().keySet()), spec.others());
    Map<LfTags, List<String>> added = new LinkedHashMap<>();
    Map<LfTags, List<String>> removed = new LinkedHashMap<>();
    for (String column : Sets.union(spec.columns().keySet(), current.columns().keySet())) {
      LfTags want = spec.columns().getOrDefault(column, LfTags.NONE);
      LfTags have = current.columns().getOrDefault(column, LfTags.NONE);
      collect(want.differingFrom(have), column, added);
      if (spec.others() == Others.REMOVED) {
        collect(have.otherThan(want.values().keySet()), column, removed);
      }
    }
    added.forEach(
        (some, columns) -> tags.add(new GovernanceStep.AddTags(TagTarget.columns(columns), some)));
    removed.forEach(
        (some, columns) ->
            removals.add(new GovernanceStep.RemoveTags(TagTarget.columns(columns), some)));
  }

  /** Columns with the same tags take one call. */
  private static void collect(LfTags some, String column, Map<LfTags, List<String>> into) {
    if (!some.isEmpty()) {
      into.computeIfAbsent(some, any -> new ArrayList<>()).add(column);
    }
  }

  private void planTags(TagTarget target, LfTags want, LfTags have) {
    LfTags added = want.differingFrom(have);
    if (!added.isEmpty()) {
      tags.add(new GovernanceStep.AddTags(target, added));
    }
  }

  private void removeTags(TagTarget target, LfTags removed, Others others) {
    if (others == Others.REMOVED && !removed.isEmpty()) {
      removals.add(new GovernanceStep.RemoveTags(target, removed));
    }
  }

  private void planFilters(GovernanceSpec.Filters spec) {
    for (GovernanceSpec.Filter filter : spec.wanted()) {
      planFilter(filter, find(filter.definition().name()), spec.otherPrincipals());
    }
    if (spec.others() == Others.REMOVED) {
      Set<String> names =
          spec.wanted().stream()
              .map(filter -> filter.definition().name())
              .collect(Collectors.toSet());
      current.filters().stream()
          .filter(filter -> !names.contains(filter.definition().name()))
          .forEach(
              filter -> {
                String name = filter.definition().name();
                filter
                    .principals()
                    .forEach(who -> removals.add(new GovernanceStep.Revoke(through(name, who))));
                removals.add(new GovernanceStep.DeleteFilter(name));
              });
    }
  }

  private void planFilter(
      GovernanceSpec.Filter filter, Optional<GovernanceSpec.Filter> existing, Others others) {
    String name = filter.definition().name();
    Set<String> have = existing.map(GovernanceSpec.Filter::principals).orElse(Set.of());
    List<GovernanceStep> revoked =
        others == Others.REMOVED
            ? Sets.difference(have, filter.principals()).stream()
                .<GovernanceStep>map(who -> new GovernanceStep.Revoke(through(name, who)))
                .toList()
            : List.of();
    if (existing.isEmpty()) {
      filters.add(new GovernanceStep.CreateFilter(filter.definition()));
    } else if (!existing.get().definition().equals(filter.definition())) {
      filters.addAll(revoked);
      filters.add(new GovernanceStep.UpdateFilter(filter.definition()));
      revoked = List.of();
    }
    Sets.difference(filter.principals(), have)
        .forEach(who -> permissions.add(new GovernanceStep.Grant(through(name, who))));
    removals.addAll(revoked);
  }

  private Optional<GovernanceSpec.Filter> find(String name) {
    return current.filters().stream()
        .filter(filter -> filter.definition().name().equals(name))
        .findFirst();
  }

  private static Access through(String filter, String principal) {
    return Access.through(filter, principal);
  }

  private void planGrants(GovernanceSpec.Grants spec) {
    Map<String, Set<LfPermission>> want = ignoringCase(spec.byPrincipal());
    Map<String, Set<LfPermission>> have = ignoringCase(current.permissions());
    for (String principal : Sets.union(have.keySet(), want.keySet())) {
      Set<LfPermission> wish = want.getOrDefault(principal, ImmutableSet.of());
      Set<LfPermission> has = have.getOrDefault(principal, ImmutableSet.of());
      access(principal, Sets.difference(wish, has))
          .ifPresent(access -> permissions.add(new GovernanceStep.Grant(access)));
      access(principal, Sets.difference(has, wish))
          .ifPresent(access -> removals.add(new GovernanceStep.Revoke(access)));
    }
  }

  /** Principals are compared as dbt does it (dbt-adapters 1.12, diff_of_two_dicts). */
  private static Map<String, Set<LfPermission>> ignoringCase(Map<String, Set<LfPermission>> some) {
    Map<String, Set<LfPermission>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    some.forEach(
        (who, what) -> all.merge(who, what, (a, b) -> ImmutableSet.copyOf(Sets.union(a, b))));
    return all;
  }

  private static Optional<Access> access(String principal, Set<LfPermission> some) {
    return some.isEmpty()
        ? Optional.empty()
        : Optional.of(new Access(principal, some, Optional.empty()));
  }

  /** Lake Formation's documentation: column tags take away access that came by the table's tags. */
  private List<String> warnings() {
    List<String> columns =
        tags.stream()
            .filter(GovernanceStep.AddTags.class::isInstance)
            .map(step -> ((GovernanceStep.AddTags) step).to())
            .flatMap(target -> target.columns().stream())
            .distinct()
            .toList();
    if (columns.isEmpty() || current.ownAccess() != GovernanceState.OwnAccess.BY_TAGS) {
      return List.of();
    }
    return List.of(
        "The tags on columns "
            + String.join(", ", columns)
            + " of "
            + wanted.table()
            + " may take away the job's own access: no permission names the table for its role, so"
            + " that it reads and writes by LF-tags, and a role that may not see every column can"
            + " only describe the table. Grant the role the permissions on the table itself.");
  }
}
