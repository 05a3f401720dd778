package io.epoxy.aws.lakeformation;

import java.util.List;
import software.amazon.awssdk.services.lakeformation.model.BatchGrantPermissionsRequest;
import software.amazon.awssdk.services.lakeformation.model.BatchPermissionsRequestEntry;
import software.amazon.awssdk.services.lakeformation.model.Permission;
import software.amazon.awssdk.services.lakeformation.model.Resource;

/** The permissions on a database that a run has made (dbt-glue 1.10 impl.py, create_schema). */
final class DatabaseGrants {
  private static final List<Permission> DATABASE =
      List.of(Permission.ALTER, Permission.CREATE_TABLE, Permission.DROP, Permission.DESCRIBE);

  private static final List<Permission> TABLES =
      List.of(
          Permission.SELECT,
          Permission.INSERT,
          Permission.DELETE,
          Permission.DESCRIBE,
          Permission.ALTER,
          Permission.DROP);

  private DatabaseGrants() {}

  static BatchGrantPermissionsRequest request(String catalogId, String database, String principal) {
    Resource itself =
        Resource.builder().database(shape -> shape.catalogId(catalogId).name(database)).build();
    Resource tables =
        Resource.builder()
            .table(
                shape -> shape.catalogId(catalogId).databaseName(database).tableWildcard(all -> {}))
            .build();
    return BatchGrantPermissionsRequest.builder()
        .catalogId(catalogId)
        .entries(entry("0", principal, itself, DATABASE), entry("1", principal, tables, TABLES))
        .build();
  }

  private static BatchPermissionsRequestEntry entry(
      String id, String principal, Resource resource, List<Permission> permissions) {
    return BatchPermissionsRequestEntry.builder()
        .id(id)
        .principal(who -> who.dataLakePrincipalIdentifier(principal))
        .resource(resource)
        .permissions(permissions)
        .permissionsWithGrantOption(permissions)
        .build();
  }
}
