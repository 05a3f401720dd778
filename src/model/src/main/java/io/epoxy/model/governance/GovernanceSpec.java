package io.epoxy.model.governance;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What Lake Formation is to hold of a table: the configs {@code lf_tags_config}, {@code lf_grants}
 * and {@code grants} of a node. A part that is empty leaves alone what is there.
 */
public record GovernanceSpec(
    GovernedTable table, Optional<Tags> tags, Optional<Filters> filters, Optional<Grants> grants) {
  public GovernanceSpec {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(tags, "tags");
    Objects.requireNonNull(filters, "filters");
    Objects.requireNonNull(grants, "grants");
  }

  public boolean isEmpty() {
    return tags.isEmpty() && filters.isEmpty() && grants.isEmpty();
  }

  /**
   * As far as it can be applied to a table that has these columns, and is yet to be built anew. No
   * tag goes: what it marks may be there until then.
   *
   * @param names in lower case
   */
  public GovernanceSpec on(Set<String> names) {
    return new GovernanceSpec(
        table, tags.map(all -> all.on(names)), filters.map(all -> all.on(names)), grants);
  }

  /** What it wants of the database alone, which is there before the table; no tag goes. */
  public Optional<GovernanceSpec> ofDatabase() {
    return tags.filter(all -> !all.database().isEmpty())
        .map(
            all ->
                new GovernanceSpec(
                    table, Optional.of(all.ofDatabase()), Optional.empty(), Optional.empty()));
  }

  /** In lower case, the columns that it names, and what in expressions of rows could be one. */
  public Set<String> columns() {
    ImmutableSet.Builder<String> names = ImmutableSet.builder();
    tags.ifPresent(all -> names.addAll(all.columns().keySet()));
    filters.ifPresent(
        all -> all.wanted().forEach(filter -> names.addAll(filter.definition().named())));
    return names.build();
  }

  /** What becomes of what is there and not wanted. */
  public enum Others {
    KEPT,
    REMOVED
  }

  /**
   * Tags.
   *
   * @param columns tags by column, in lower case
   * @param others dbt-glue's {@code drop_existing}; of the database only when it has tags here
   * @param ofOthers keys that other nodes want on the database, which are never removed from it
   */
  public record Tags(
      LfTags database,
      LfTags table,
      Map<String, LfTags> columns,
      Others others,
      Set<String> ofOthers) {
    public Tags(LfTags database, LfTags table, Map<String, LfTags> columns, Others others) {
      this(database, table, columns, others, Set.of());
    }

    /** The same beside other nodes of the same database. */
    public Tags beside(Set<String> keys) {
      return new Tags(database, table, columns, others, keys);
    }

    private Tags ofDatabase() {
      return new Tags(database, LfTags.NONE, Map.of(), Others.KEPT, ofOthers);
    }

    private Tags on(Set<String> names) {
      Map<String, LfTags> some = new LinkedHashMap<>(columns);
      some.keySet().retainAll(names);
      return new Tags(database, table, some, Others.KEPT, ofOthers);
    }

    public Tags {
      Objects.requireNonNull(database, "database");
      Objects.requireNonNull(table, "table");
      columns = ImmutableMap.copyOf(columns);
      Objects.requireNonNull(others, "others");
      ofOthers = ImmutableSet.copyOf(ofOthers);
    }
  }

  /**
   * Data cell filters.
   *
   * @param others dbt-glue's {@code drop_existing}: filters of the table of other names
   * @param otherPrincipals those who read through one of these filters and are not named; dbt-glue
   *     always revokes them, {@code authoritative: false} keeps them
   */
  public record Filters(List<Filter> wanted, Others others, Others otherPrincipals) {
    public Filters {
      wanted = ImmutableList.copyOf(wanted);
      Objects.requireNonNull(others, "others");
      Objects.requireNonNull(otherPrincipals, "otherPrincipals");
    }

    private Filters on(Set<String> names) {
      List<Filter> some =
          wanted.stream()
              .filter(filter -> names.containsAll(filter.definition().columns().names()))
              .toList();
      boolean all = some.size() == wanted.size();
      return new Filters(some, all ? others : Others.KEPT, otherPrincipals);
    }
  }

  /** A filter, and who may SELECT through it. */
  public record Filter(DataCellFilter definition, Set<String> principals) {
    public Filter {
      Objects.requireNonNull(definition, "definition");
      principals = ImmutableSet.copyOf(principals);
    }
  }

  /**
   * Permissions on the table itself; as dbt's grants are, they are all there is to be.
   *
   * @param byPrincipal the permissions of each
   */
  public record Grants(Map<String, Set<LfPermission>> byPrincipal) {
    public Grants {
      ImmutableMap.Builder<String, Set<LfPermission>> copy = ImmutableMap.builder();
      byPrincipal.forEach((who, what) -> copy.put(who, ImmutableSet.copyOf(what)));
      byPrincipal = copy.build();
    }
  }
}
