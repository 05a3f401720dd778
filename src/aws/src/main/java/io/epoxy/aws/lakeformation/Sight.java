package io.epoxy.aws.lakeformation;

import java.util.stream.Stream;
import software.amazon.awssdk.services.lakeformation.LakeFormationClient;
import software.amazon.awssdk.services.lakeformation.model.AccessDeniedException;
import software.amazon.awssdk.services.lakeformation.model.DataLakePrincipal;
import software.amazon.awssdk.services.lakeformation.model.DataLakeResourceType;
import software.amazon.awssdk.services.lakeformation.model.DataLakeSettings;
import software.amazon.awssdk.services.lakeformation.model.PrincipalResourcePermissions;

/**
 * How much of LF-tags the caller sees: an administrator every value, others those that they have a
 * permission on (Lake Formation's developer guide, Listing LF-Tags).
 */
record Sight(LakeFormationClient client, Account account) {
  private static final String EVERY_VALUE = "*";

  boolean isOfEveryValue(String key) {
    return isAdministrator() || isPermittedEveryValue(key);
  }

  private boolean isAdministrator() {
    try {
      DataLakeSettings settings =
          client
              .getDataLakeSettings(call -> call.catalogId(account.catalogId()))
              .dataLakeSettings();
      return Stream.of(settings.dataLakeAdmins(), settings.readOnlyAdmins())
          .flatMap(principals -> principals.stream())
          .anyMatch(this::isOwn);
    } catch (AccessDeniedException e) {
      return false; // then nobody knows
    }
  }

  private boolean isPermittedEveryValue(String key) {
    try {
      return client
          .listPermissionsPaginator(
              call -> call.catalogId(account.catalogId()).resourceType(DataLakeResourceType.LF_TAG))
          .stream()
          .flatMap(page -> page.principalResourcePermissions().stream())
          .filter(entry -> isOwn(entry.principal()))
          .anyMatch(entry -> namesEveryValue(entry, key));
    } catch (AccessDeniedException e) {
      return false;
    }
  }

  private boolean isOwn(DataLakePrincipal principal) {
    return account.isOwn(principal.dataLakePrincipalIdentifier());
  }

  private static boolean namesEveryValue(PrincipalResourcePermissions entry, String key) {
    return entry.resource().lfTag() != null
        && entry.resource().lfTag().tagKey().equalsIgnoreCase(key)
        && entry.resource().lfTag().tagValues().contains(EVERY_VALUE);
  }
}
