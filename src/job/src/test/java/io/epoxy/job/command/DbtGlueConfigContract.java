package io.epoxy.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.epoxy.aws.testing.CallRecorder;
import io.epoxy.aws.testing.LakeFormationOverlay;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The config shapes that dbt-glue's README shows, call by call (dbt-glue.md 1.5), as the SDK sends
 * them. dbt-glue makes the same writing calls in the same order, but for those that its comment
 * names here. A subclass says who answers.
 */
abstract class DbtGlueConfigContract {
  private static final String OTHER_ACCOUNT = "999999999999";

  /** An account where {@code shop.orders} is a table. */
  abstract void openAccount();

  abstract void closeAccount();

  /** Makes an LF-tag in a catalog. */
  abstract void defineTag(String catalog, String key, String... values);

  /** Assigns a tag to a database, a table or a column, as somebody else would. */
  abstract void assign(String resource, String key, String value);

  /** What is assigned to it. */
  abstract Map<String, String> assigned(String resource);

  @TempDir private Path folder;

  @BeforeEach
  void start() {
    openAccount();
    for (String catalog : List.of(LakeFormationOverlay.ACCOUNT, OTHER_ACCOUNT)) {
      defineTag(catalog, "domain", "sales");
      defineTag(catalog, "stage", "gold", "raw");
      defineTag(catalog, "pii", "yes", "no");
    }
  }

  @AfterEach
  void stop() {
    closeAccount();
  }

  private CommandProject project() {
    return new CommandProject(folder);
  }

  /** Each call as {@code Operation body}, without quotes and the catalog's id. */
  private List<String> calls() {
    return CallRecorder.calls().stream()
        .map(call -> call.operation() + " " + plain(call.body()))
        .toList();
  }

  private static String plain(JsonNode body) {
    return body.toString()
        .replace("\"", "")
        .replaceAll("(Table)?CatalogId:\\d+,?", "")
        .replace(",}", "}");
  }

  private void apply(CommandProject project) {
    CallRecorder.forget();
    CommandProject.Done done = project.run(Command.LF_APPLY);
    assertThat(done.exit()).as(done.text()).isEqualTo(ExitCode.OK);
  }

  /**
   * Tags in a model's code. dbt-glue.md fact 9: the database of an Iceberg table is its real one,
   * without {@code glue_catalog.} before it.
   */
  @Test
  void tagsOfDatabaseTableAndColumns() {
    CommandProject project =
        project()
            .write(
                "models/orders.sql",
                """
                {{ config(materialized='incremental', file_format='iceberg', lf_tags_config={
                    'enabled': true,
                    'drop_existing': False,
                    'tags_database': {'domain': 'sales'},
                    'tags_table': {'stage': 'gold'},
                    'tags_columns': {'pii': {'yes': ['name', 'city'], 'no': ['id']}}
                }) }}
                select 1 as id, 'a' as name, 'b' as city
                """);
    apply(project);
    assertThat(calls())
        .containsExactly(
            "GetLFTag {TagKey:domain}",
            "GetLFTag {TagKey:stage}",
            "GetLFTag {TagKey:pii}",
            "GetResourceLFTags {Resource:{Database:{Name:shop}},ShowAssignedLFTags:true}",
            "GetResourceLFTags {Resource:{Table:{DatabaseName:shop,Name:orders}},"
                + "ShowAssignedLFTags:true}",
            "ListPermissions {Resource:{Table:{DatabaseName:shop,Name:orders}}}",
            "AddLFTagsToResource {Resource:{Database:{Name:shop}},"
                + "LFTags:[{TagKey:domain,TagValues:[sales]}]}",
            "AddLFTagsToResource {Resource:{Table:{DatabaseName:shop,Name:orders}},"
                + "LFTags:[{TagKey:stage,TagValues:[gold]}]}",
            "AddLFTagsToResource {Resource:{TableWithColumns:{DatabaseName:shop,Name:orders,"
                + "ColumnNames:[name,city]}},LFTags:[{TagKey:pii,TagValues:[yes]}]}",
            "AddLFTagsToResource {Resource:{TableWithColumns:{DatabaseName:shop,Name:orders,"
                + "ColumnNames:[id]}},LFTags:[{TagKey:pii,TagValues:[no]}]}");
  }

  /**
   * Filters in dbt_project.yml. dbt-glue grants filter by filter, and revokes nobody where a filter
   * is new.
   */
  @Test
  void twoDataCellFilters() {
    CommandProject project =
        project()
            .write(
                "dbt_project.yml",
                """
                name: shop
                version: '1.0'
                profile: shop
                models:
                  shop:
                    +materialized: table
                    +lf_grants:
                      data_cell_filters:
                        enabled: True
                        drop_existing: True
                        filters:
                          large:
                            row_filter: amount > 15
                            principals: ['arn:aws:iam::123456789012:role/reader']
                            column_names: [id, amount]
                          nameless:
                            row_filter: city = 'Rome'
                            principals:
                              - arn:aws:iam::123456789012:role/analyst
                              - arn:aws:iam::123456789012:user/ann
                            excluded_column_names: ['name']
                """)
            .write("models/orders.sql", "select 1 as id, 2 as amount, 'a' as name, 'b' as city");
    apply(project);
    String filter =
        "{DataCellsFilter:{DatabaseName:shop,TableName:orders,Name:%s}},Permissions:[SELECT]}";
    assertThat(calls())
        .containsExactly(
            "ListDataCellsFilter {Table:{DatabaseName:shop,Name:orders}}",
            "CreateDataCellsFilter {TableData:{DatabaseName:shop,TableName:orders,Name:large,"
                + "RowFilter:{FilterExpression:amount > 15},ColumnNames:[id,amount]}}",
            "CreateDataCellsFilter {TableData:{DatabaseName:shop,TableName:orders,Name:nameless,"
                + "RowFilter:{FilterExpression:city = 'Rome'},"
                + "ColumnWildcard:{ExcludedColumnNames:[name]}}}",
            "BatchGrantPermissions {Entries:["
                + entry(0, "role/reader", filter.formatted("large"))
                + ","
                + entry(1, "role/analyst", filter.formatted("nameless"))
                + ","
                + entry(2, "user/ann", filter.formatted("nameless"))
                + "]}");
    apply(project);
    assertThat(CallRecorder.calls()).isNotEmpty().noneMatch(LakeFormationOverlay.Call::isWriting);
  }

  private static String entry(int id, String who, String rest) {
    return "{Id:"
        + id
        + ",Principal:{DataLakePrincipalIdentifier:arn:aws:iam::123456789012:"
        + who
        + "},Resource:"
        + rest;
  }

  /**
   * dbt-glue removes every tag of every column and adds the wanted ones again, tries to remove what
   * is inherited, and fails where tags_table is not written.
   */
  @Test
  void dropExistingRemovesWhatIsNotWantedAndNoMore() {
    CommandProject project =
        project()
            .write(
                "models/orders.sql",
                "{{ config(materialized='table', lf_tags_config={'enabled': 'True',"
                    + " 'drop_existing': 'True', 'tags_columns': {'pii': {'yes': ['name']}}}) }}"
                    + " select 1 as id, 'a' as name");
    assign("shop", "domain", "sales");
    assign("shop.orders", "stage", "raw");
    assign("shop.orders.name", "pii", "yes");
    assign("shop.orders.id", "pii", "no");
    apply(project);
    assertThat(calls())
        .filteredOn(call -> call.matches("(Add|Remove).*"))
        .containsExactly(
            "RemoveLFTagsFromResource {Resource:{Table:{DatabaseName:shop,Name:orders}},"
                + "LFTags:[{TagKey:stage,TagValues:[raw]}]}",
            "RemoveLFTagsFromResource {Resource:{TableWithColumns:{DatabaseName:shop,Name:orders,"
                + "ColumnNames:[id]}},LFTags:[{TagKey:pii,TagValues:[no]}]}");
    assertThat(assigned("shop")).isEqualTo(Map.of("domain", "sales"));
    assertThat(assigned("shop.orders.name")).isEqualTo(Map.of("pii", "yes"));
  }

  /** failures.md 30: with another account's catalog, each call names it. */
  @Test
  void theCatalogOfAnotherAccountIsInEveryCall() {
    for (String key :
        List.of(
            "catalog_id: '" + OTHER_ACCOUNT + "'",
            "conf: spark.sql.catalog.glue_catalog.glue.id=" + OTHER_ACCOUNT,
            "conf: --conf spark.hadoop.hive.metastore.glue.catalogid=" + OTHER_ACCOUNT)) {
      apply(
          project()
              .write(
                  "profiles.yml",
                  "shop:\n  target: dev\n  outputs:\n    dev:\n      type: glue\n"
                      + "      schema: shop\n      threads: 1\n      "
                      + key
                      + "\n")
              .write(
                  "models/orders.sql",
                  "{{ config(materialized='table', lf_tags_config={'enabled': true,"
                      + " 'tags_table': {'stage': 'gold'}}) }} select 1 as id"));
      assertThat(CallRecorder.calls())
          .isNotEmpty()
          .allSatisfy(
              call ->
                  assertThat(call.body().findValuesAsText("CatalogId"))
                      .as(key + " " + call)
                      .isNotEmpty()
                      .containsOnly(OTHER_ACCOUNT));
      assertThat(CallRecorder.calls().get(0).body().get("CatalogId").asText())
          .isEqualTo(OTHER_ACCOUNT);
    }
  }
}
