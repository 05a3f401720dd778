package io.epoxy.model.governance;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What Lake Formation holds of a table. Tags are those assigned to the resource itself: what it
 * inherits is not its own, and never removed.
 *
 * @param columns tags by column, in lower case
 * @param filters every data cell filter of the table, with those who read through it
 * @param permissions what principals may do with the table as a whole
 * @param ownAccess how the one who asks comes by their access
 */
public record GovernanceState(
    LfTags database,
    LfTags table,
    Map<String, LfTags> columns,
    List<GovernanceSpec.Filter> filters,
    Map<String, Set<LfPermission>> permissions,
    OwnAccess ownAccess) {
  /** Of a table that nobody has governed yet, or that is not there. */
  public static final GovernanceState NONE =
      new GovernanceState(
          LfTags.NONE, LfTags.NONE, Map.of(), List.of(), Map.of(), OwnAccess.UNKNOWN);

  public GovernanceState {
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(table, "table");
    columns = ImmutableMap.copyOf(columns);
    filters = ImmutableList.copyOf(filters);
    permissions = ImmutableMap.copyOf(permissions);
    Objects.requireNonNull(ownAccess, "ownAccess");
  }

  /** Where the access of the job's own role comes from. */
  public enum OwnAccess {
    /** A permission that names the table. */
    NAMED,
    /** No permission names the table: LF-tags, or Lake Formation does not govern the table. */
    BY_TAGS,
    UNKNOWN
  }
}
