package io.epoxy.aws.lakeformation;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.epoxy.model.governance.GovernanceSpec;
import io.epoxy.model.governance.GovernanceState;
import io.epoxy.model.governance.GovernanceState.OwnAccess;
import io.epoxy.model.governance.LfPermission;
import io.epoxy.model.governance.LfTags;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.lakeformation.LakeFormationClient;
import software.amazon.awssdk.services.lakeformation.model.ColumnLFTag;
import software.amazon.awssdk.services.lakeformation.model.DataCellsFilter;
import software.amazon.awssdk.services.lakeformation.model.EntityNotFoundException;
import software.amazon.awssdk.services.lakeformation.model.GetResourceLfTagsRequest;
import software.amazon.awssdk.services.lakeformation.model.GetResourceLfTagsResponse;
import software.amazon.awssdk.services.lakeformation.model.ListDataCellsFilterRequest;
import software.amazon.awssdk.services.lakeformation.model.ListPermissionsRequest;
import software.amazon.awssdk.services.lakeformation.model.Permission;
import software.amazon.awssdk.services.lakeformation.model.PrincipalResourcePermissions;
import software.amazon.awssdk.services.lakeformation.model.Resource;
import software.amazon.awssdk.services.lakeformation.model.TableResource;
import software.amazon.awssdk.services.lakeformation.model.TableWithColumnsResource;

/** Reads what Lake Formation holds of one table, every page of it. */
final class StateReader {
  /** Not a principal: it says that IAM alone decides. */
  private static final String IAM_DECIDES = "IAM_ALLOWED_PRINCIPALS";

  private final LakeFormationClient client;
  private final Account account;
  private final Resources resources;

  StateReader(LakeFormationClient client, Account account, Resources resources) {
    this.client = client;
    this.account = account;
    this.resources = resources;
  }

  /** As much as a plan for the wish needs. Tags are assigned ones only. */
  GovernanceState read(GovernanceSpec wanted) {
    LfTags database =
        wanted.tags().filter(tags -> !tags.database().isEmpty()).isPresent()
            ? tagsOfDatabase(Tags.ASSIGNED)
            : LfTags.NONE;
    TagsOfTable table = wanted.tags().isPresent() ? tagsOfTable(Tags.ASSIGNED) : TagsOfTable.NONE;
    boolean tagsColumns = wanted.tags().filter(tags -> !tags.columns().isEmpty()).isPresent();
    List<PrincipalResourcePermissions> permissions =
        tagsColumns || wanted.grants().isPresent() ? permissions() : List.of();
    return new GovernanceState(
        database,
        table.table(),
        table.columns(),
        wanted.filters().map(this::filters).orElse(List.of()),
        grantable(permissions),
        tagsColumns ? ownAccess(permissions) : OwnAccess.UNKNOWN);
  }

  /** Everything; tags with those that are inherited. */
  GovernanceState readAll() {
    TagsOfTable table = tagsOfTable(Tags.ALL);
    List<PrincipalResourcePermissions> permissions = permissions();
    return new GovernanceState(
        tagsOfDatabase(Tags.ALL),
        table.table(),
        table.columns(),
        filters().stream().map(this::withPrincipals).toList(),
        byPrincipal(permissions),
        ownAccess(permissions));
  }

  private enum Tags {
    ASSIGNED,
    ALL
  }

  private record TagsOfTable(LfTags table, Map<String, LfTags> columns) {
    static final TagsOfTable NONE = new TagsOfTable(LfTags.NONE, Map.of());
  }

  private LfTags tagsOfDatabase(Tags which) {
    return tags(resources.database(), which)
        .map(GetResourceLfTagsResponse::lfTagOnDatabase)
        .map(Resources::tags)
        .orElse(LfTags.NONE);
  }

  private TagsOfTable tagsOfTable(Tags which) {
    Optional<GetResourceLfTagsResponse> answer = tags(resources.wholeTable(), which);
    if (answer.isEmpty()) {
      return TagsOfTable.NONE;
    }
    Map<String, LfTags> columns = new LinkedHashMap<>();
    for (ColumnLFTag column : answer.get().lfTagsOnColumns()) {
      LfTags tags = Resources.tags(column.lfTags());
      if (!tags.isEmpty()) {
        columns.merge(column.name().toLowerCase(Locale.ROOT), tags, LfTags::and);
      }
    }
    return new TagsOfTable(Resources.tags(answer.get().lfTagsOnTable()), columns);
  }

  private Optional<GetResourceLfTagsResponse> tags(Resource resource, Tags which) {
    try {
      return Optional.of(
          client.getResourceLFTags(
              GetResourceLfTagsRequest.builder()
                  .catalogId(resources.catalogId())
                  .resource(resource)
                  .showAssignedLFTags(which == Tags.ASSIGNED)
                  .build()));
    } catch (EntityNotFoundException e) {
      return Optional.empty(); // not built yet
    }
  }

  private List<GovernanceSpec.Filter> filters(GovernanceSpec.Filters wanted) {
    Set<String> names = new HashSet<>();
    wanted.wanted().forEach(filter -> names.add(filter.definition().name()));
    boolean all = wanted.others() == GovernanceSpec.Others.REMOVED;
    return filters().stream()
        .filter(filter -> all || names.contains(filter.name()))
        .map(this::withPrincipals)
        .toList();
  }

  private List<DataCellsFilter> filters() {
    try {
      return client
          .listDataCellsFilterPaginator(
              ListDataCellsFilterRequest.builder().table(resources.tableResource()).build())
          .dataCellsFilters()
          .stream()
          .toList();
    } catch (EntityNotFoundException e) {
      return List.of(); // not built yet
    }
  }

  private GovernanceSpec.Filter withPrincipals(DataCellsFilter shape) {
    Set<String> principals = new LinkedHashSet<>();
    for (PrincipalResourcePermissions entry : permissions(resources.filter(shape.name()))) {
      if (entry.permissions().contains(Permission.SELECT)) {
        principals.add(entry.principal().dataLakePrincipalIdentifier());
      }
    }
    return new GovernanceSpec.Filter(Resources.filter(shape), principals);
  }

  /** On the table as a whole. */
  private List<PrincipalResourcePermissions> permissions() {
    return permissions(resources.wholeTable()).stream()
        .filter(entry -> entry.resource() != null && isWholeTable(entry.resource()))
        .toList();
  }

  private List<PrincipalResourcePermissions> permissions(Resource resource) {
    try {
      List<PrincipalResourcePermissions> all = new ArrayList<>();
      client
          .listPermissionsPaginator(
              ListPermissionsRequest.builder()
                  .catalogId(resources.catalogId())
                  .resource(resource)
                  .build())
          .forEach(page -> all.addAll(page.principalResourcePermissions()));
      return all;
    } catch (EntityNotFoundException e) {
      return List.of(); // not built yet
    }
  }

  /** SELECT on a table is listed as SELECT on all of its columns. */
  private boolean isWholeTable(Resource resource) {
    TableResource table = resource.table();
    if (table != null) {
      return resources.table().name().equalsIgnoreCase(table.name());
    }
    TableWithColumnsResource columns = resource.tableWithColumns();
    return columns != null
        && resources.table().name().equalsIgnoreCase(columns.name())
        && columns.columnWildcard() != null
        && columns.columnWildcard().excludedColumnNames().isEmpty();
  }

  /**
   * What the config may take away: nothing of the job's own role, of those who have everything
   * (whoever made the table), and of IAM.
   */
  private Map<String, Set<LfPermission>> grantable(List<PrincipalResourcePermissions> entries) {
    Set<String> untouched = new HashSet<>(Set.of(IAM_DECIDES));
    for (PrincipalResourcePermissions entry : entries) {
      String principal = entry.principal().dataLakePrincipalIdentifier();
      if (entry.permissions().contains(Permission.ALL) || account.isOwn(principal)) {
        untouched.add(principal);
      }
    }
    Map<String, Set<LfPermission>> some = new LinkedHashMap<>(byPrincipal(entries));
    some.keySet().removeAll(untouched);
    return some;
  }

  private static Map<String, Set<LfPermission>> byPrincipal(
      List<PrincipalResourcePermissions> entries) {
    Map<String, Set<LfPermission>> all = new LinkedHashMap<>();
    for (PrincipalResourcePermissions entry : entries) {
      Set<LfPermission> permissions =
          entry.permissionsAsStrings().contains("ALL")
              ? ImmutableSet.copyOf(LfPermission.values())
              : entry.permissionsAsStrings().stream()
                  .flatMap(word -> LfPermission.find(word).stream())
                  .collect(ImmutableSet.toImmutableSet());
      all.merge(
          entry.principal().dataLakePrincipalIdentifier(),
          permissions,
          (a, b) -> ImmutableSet.copyOf(Sets.union(a, b)));
    }
    return all;
  }

  private OwnAccess ownAccess(List<PrincipalResourcePermissions> entries) {
    if (account.role().isEmpty()) {
      return OwnAccess.UNKNOWN;
    }
    return byPrincipal(entries).entrySet().stream()
            .filter(entry -> isOwnOrIam(entry.getKey()))
            .anyMatch(entry -> entry.getValue().contains(LfPermission.SELECT))
        ? OwnAccess.NAMED
        : OwnAccess.BY_TAGS;
  }

  private boolean isOwnOrIam(String principal) {
    return principal.equals(IAM_DECIDES) || account.isOwn(principal);
  }
}
