package io.epoxy.model.governance;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One writing call to Lake Formation. */
public sealed interface GovernanceStep {
  /** The step as one line of text. */
  String print();

  /** What is tagged. */
  record TagTarget(Kind kind, List<String> columns) {
    public static final TagTarget DATABASE = new TagTarget(Kind.DATABASE, List.of());
    public static final TagTarget TABLE = new TagTarget(Kind.TABLE, List.of());

    public TagTarget {
      Objects.requireNonNull(kind, "kind");
      columns = ImmutableList.copyOf(columns);
    }

    public static TagTarget columns(List<String> names) {
      return new TagTarget(Kind.COLUMNS, names);
    }

    /** Its level. */
    public enum Kind {
      DATABASE,
      TABLE,
      COLUMNS
    }

    @Override
    public String toString() {
      return switch (kind) {
        case DATABASE -> "the database";
        case TABLE -> "the table";
        case COLUMNS -> "columns " + String.join(", ", columns);
      };
    }
  }

  /** Assigns tags; a key that is there gets the new value. */
  record AddTags(TagTarget to, LfTags tags) implements GovernanceStep {
    @Override
    public String print() {
      return "add tags to " + to + ": " + tags;
    }
  }

  /** Takes assigned tags away. */
  record RemoveTags(TagTarget from, LfTags tags) implements GovernanceStep {
    @Override
    public String print() {
      return "remove tags from " + from + ": " + tags;
    }
  }

  /** Makes a data cell filter. */
  record CreateFilter(DataCellFilter filter) implements GovernanceStep {
    @Override
    public String print() {
      return "create " + filter;
    }
  }

  /** Changes the rows or columns of a filter. */
  record UpdateFilter(DataCellFilter filter) implements GovernanceStep {
    @Override
    public String print() {
      return "update " + filter;
    }
  }

  /** Deletes a filter. */
  record DeleteFilter(String name) implements GovernanceStep {
    @Override
    public String print() {
      return "delete filter " + name;
    }
  }

  /** Lets a principal do something. */
  record Grant(Access access) implements GovernanceStep {
    @Override
    public String print() {
      return "grant " + access.verb() + " to " + access.principal();
    }
  }

  /** Takes that away. */
  record Revoke(Access access) implements GovernanceStep {
    @Override
    public String print() {
      return "revoke " + access.verb() + " from " + access.principal();
    }
  }

  /**
   * Who may do what.
   *
   * @param filter the filter that it goes through; empty for the whole table
   */
  record Access(String principal, Set<LfPermission> permissions, Optional<String> filter) {
    public Access {
      Objects.requireNonNull(principal, "principal");
      permissions =
          permissions.stream().sorted().collect(ImmutableSet.toImmutableSet()); // as printed
      Objects.requireNonNull(filter, "filter");
    }

    public static Access through(String filter, String principal) {
      return new Access(principal, Set.of(LfPermission.SELECT), Optional.of(filter));
    }

    String verb() {
      return permissions.stream().map(LfPermission::word).collect(Collectors.joining(", "))
          + filter.map(name -> " through filter " + name).orElse(" on the table");
    }
  }
}
