package io.epoxy.aws.lakeformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableSet;
import io.epoxy.aws.AwsClients;
import io.epoxy.aws.testing.LakeFormationOverlay;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.governance.DataCellFilter;
import io.epoxy.model.governance.DataCellFilter.Columns;
import io.epoxy.model.governance.GovernanceSpec;
import io.epoxy.model.governance.GovernanceSpec.Filter;
import io.epoxy.model.governance.GovernanceSpec.Filters;
import io.epoxy.model.governance.GovernanceSpec.Grants;
import io.epoxy.model.governance.GovernanceSpec.Others;
import io.epoxy.model.governance.GovernanceSpec.Tags;
import io.epoxy.model.governance.GovernanceState;
import io.epoxy.model.governance.GovernedTable;
import io.epoxy.model.governance.KnownTag;
import io.epoxy.model.governance.LfPermission;
import io.epoxy.model.governance.LfTags;
import io.epoxy.model.relation.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in that answers as the API is documented, with two entries to a page. */
class LakeFormationGovernanceTest {
  private static final GovernedTable ORDERS =
      GovernedTable.of(Relation.of("Shop", "orders").inCatalog("glue_catalog"));

  private final LakeFormationOverlay aws = LakeFormationOverlay.start();
  private final AwsClients clients = AwsClients.ofEnvironment();
  private final LakeFormationGovernance governance =
      LakeFormationGovernance.of(clients, Optional.empty());

  @BeforeEach
  void define() {
    aws.state().defineTag("domain", "sales");
    aws.state().defineTag("pii", "yes", "no");
    aws.state().addTable("shop.orders");
  }

  @AfterEach
  void stop() {
    clients.close();
    aws.close();
  }

  private static Filter filter(String name, String rows, Columns columns, String... principals) {
    return new Filter(
        new DataCellFilter(name, Optional.ofNullable(rows), columns),
        ImmutableSet.copyOf(principals));
  }

  private static GovernanceSpec tags(LfTags table, Map<String, LfTags> columns, Others others) {
    return new GovernanceSpec(
        ORDERS,
        Optional.of(new Tags(LfTags.NONE, table, columns, others)),
        Optional.empty(),
        Optional.empty());
  }

  private static GovernanceSpec filters(Others others, Others otherPrincipals, Filter... wanted) {
    return new GovernanceSpec(
        ORDERS,
        Optional.empty(),
        Optional.of(new Filters(List.of(wanted), others, otherPrincipals)),
        Optional.empty());
  }

  /** dbt-glue's README: tags of all levels and a filter with columns and principals. */
  private static GovernanceSpec readme() {
    return new GovernanceSpec(
        ORDERS,
        Optional.of(
            new Tags(
                LfTags.of("Domain", "Sales"),
                LfTags.of("pii", "no"),
                Map.of("customer_id", LfTags.of("PII", "yes"), "dt", LfTags.of("PII", "yes")),
                Others.REMOVED)),
        Optional.of(
            new Filters(
                List.of(
                    filter(
                        "big",
                        "value>15",
                        new Columns(Columns.Kind.ONLY, ImmutableSet.of("Customer_Id", "dt")),
                        "arn:eu",
                        "arn:us"),
                    filter("all", null, Columns.ALL, "arn:boss")),
                Others.REMOVED,
                Others.REMOVED)),
        Optional.of(
            new Grants(Map.of("arn:clerk", Set.of(LfPermission.SELECT, LfPermission.INSERT)))));
  }

  @Test
  void aSecondRunSendsNothing() {
    governance.apply(readme());
    assertThat(aws.writes())
        .containsExactly(
            "AddLFTagsToResource",
            "AddLFTagsToResource",
            "AddLFTagsToResource",
            "CreateDataCellsFilter",
            "CreateDataCellsFilter",
            "BatchGrantPermissions");
    assertThat(aws.state().assigned("shop")).isEqualTo(Map.of("domain", "sales"));
    assertThat(aws.state().assigned("shop.orders")).isEqualTo(Map.of("pii", "no"));
    assertThat(aws.state().assigned("shop.orders.dt")).isEqualTo(Map.of("pii", "yes"));
    assertThat(aws.state().filter("shop.orders.all").get("RowFilter").has("AllRowsWildcard"))
        .isTrue();
    assertThat(aws.state().permitted("shop.orders.big"))
        .containsExactly("arn:eu: SELECT", "arn:us: SELECT");
    assertThat(aws.state().permitted("shop.orders"))
        .containsExactly("arn:clerk: INSERT", "arn:clerk: SELECT");
    aws.forgetCalls();

    assertThat(governance.apply(readme()).isEmpty()).isTrue();
    assertThat(aws.writes()).isEmpty();
    assertThat(aws.calls()).isNotEmpty();
  }

  @Test
  void everyCallNamesTheCatalogOfAnotherAccount() {
    LakeFormationGovernance across = LakeFormationGovernance.of(clients, Optional.of("999"));
    across.apply(readme());
    across.apply(filters(Others.REMOVED, Others.REMOVED, filter("big", "value>1", Columns.ALL)));
    across.apply(tags(LfTags.NONE, Map.of(), Others.REMOVED));
    across.audit(ORDERS);
    across.findTag("pii");
    across.grantDatabase("shop", LakeFormationOverlay.ROLE);
    List<String> without = new ArrayList<>();
    for (LakeFormationOverlay.Call call : aws.calls()) {
      if (!call.operation().equals("GetCallerIdentity")) {
        without.addAll(withoutCatalog(call.operation(), call.body()));
        assertThat(call.body().toString()).contains("\"999\"");
      }
    }
    assertThat(without).isEmpty();
    assertThat(aws.calls().stream().map(LakeFormationOverlay.Call::operation).distinct())
        .hasSize(13);
  }

  /** Every shape that names a database or a table has the catalog's id beside it. */
  private static List<String> withoutCatalog(String place, JsonNode shape) {
    List<String> found = new ArrayList<>();
    boolean names = shape.has("DatabaseName") || shape.has("TagKey");
    if (names && !shape.has("CatalogId") && !shape.has("TableCatalogId")) {
      found.add(place + " " + shape);
    }
    shape.forEach(part -> found.addAll(withoutCatalog(place, part)));
    return found;
  }

  @Test
  void theAccountIsLookedUpOncePerRun() {
    governance.apply(readme());
    governance.plan(readme());
    governance.audit(ORDERS);
    assertThat(aws.count("GetCallerIdentity")).isOne();
  }

  @Test
  void inheritedTagsAreNotRemoved() {
    aws.state().assign("shop", "domain", "sales");
    aws.state().assign("shop.orders", "pii", "yes");
    governance.apply(tags(LfTags.NONE, Map.of(), Others.REMOVED));
    assertThat(aws.state().assigned("shop.orders")).isEmpty();
    assertThat(aws.state().assigned("shop")).isEqualTo(Map.of("domain", "sales"));
    assertThat(aws.writes()).containsExactly("RemoveLFTagsFromResource");
    assertThat(governance.audit(ORDERS).table()).isEqualTo(LfTags.of("domain", "sales"));
  }

  @Test
  void dropExistingOfColumnsRemovesOnlyWhatIsNotWanted() {
    aws.state().assign("shop.orders.id", "pii", "yes");
    aws.state().assign("shop.orders.name", "pii", "yes");
    governance.apply(tags(LfTags.NONE, Map.of("id", LfTags.of("PII", "Yes")), Others.REMOVED));
    assertThat(aws.writes()).containsExactly("RemoveLFTagsFromResource");
    assertThat(aws.state().assigned("shop.orders.id")).isEqualTo(Map.of("pii", "yes"));
    assertThat(aws.state().assigned("shop.orders.name")).isEmpty();
  }

  @Test
  void everyPageIsRead() {
    Filter[] five = new Filter[5];
    for (int i = 0; i < five.length; i++) {
      five[i] = filter("f" + i, "id > " + i, Columns.ALL, "arn:a", "arn:b", "arn:c");
    }
    governance.apply(filters(Others.KEPT, Others.REMOVED, five));
    aws.forgetCalls();
    assertThat(governance.apply(filters(Others.KEPT, Others.REMOVED, five)).isEmpty()).isTrue();
    assertThat(aws.count("ListDataCellsFilter")).isEqualTo(3);
    assertThat(aws.count("ListPermissions")).isEqualTo(2L * five.length);
  }

  @Test
  void aFilterIsChangedByItsVersionAndOthersGoOnlyWhenAskedTo() {
    governance.apply(
        filters(
            Others.KEPT,
            Others.REMOVED,
            filter("a", "id > 1", Columns.ALL, "arn:a", "arn:old"),
            filter("b", null, Columns.ALL, "arn:b")));
    aws.forgetCalls();
    Filter narrower =
        filter("a", "id > 2", new Columns(Columns.Kind.ALL_BUT, Set.of("name")), "arn:a");
    governance.apply(filters(Others.KEPT, Others.KEPT, narrower));
    assertThat(aws.writes()).containsExactly("UpdateDataCellsFilter");
    governance.apply(filters(Others.REMOVED, Others.REMOVED, narrower));
    assertThat(aws.writes())
        .containsExactly(
            "UpdateDataCellsFilter", "BatchRevokePermissions", "DeleteDataCellsFilter");
    assertThat(aws.state().filter("shop.orders.b")).isNull();
    assertThat(aws.state().permitted("shop.orders.a")).containsExactly("arn:a: SELECT");
  }

  @Test
  void failuresInATagsAnswerAreToldWithWhatWasApplied() {
    GovernanceSpec wanted =
        tags(LfTags.of("pii", "no"), Map.of("id", LfTags.of("colour", "red")), Others.KEPT);
    assertThatThrownBy(() -> governance.apply(wanted))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            """
            Lake Formation refuses what shop.orders is to have. \
            Failed to add LF tags colour=red to columns id: \
            EntityNotFoundException: LFTag key or value does not exist: colour=red
            Applied:
              add tags to the table: pii=no
            Not applied:
              add tags to columns id: colour=red""");
  }

  @Test
  void failuresInABatchOfPermissionsAreTold() {
    assertThatThrownBy(
            () ->
                governance.apply(
                    filters(
                        Others.KEPT,
                        Others.REMOVED,
                        filter("a", null, Columns.ALL, "arn:good", "nobody"))))
        .hasMessageContaining(
            "Failed to grant select through filter a to nobody:"
                + " InvalidInputException: Invalid principal: nobody")
        .hasMessageContaining("Applied:\n  create filter a (all rows; all columns)\n  grant")
        .hasMessageEndingWith("Not applied:\n  grant select through filter a to nobody");
    assertThat(aws.state().permitted("shop.orders.a")).containsExactly("arn:good: SELECT");
  }

  @Test
  void whoWasSlowerReadsAndPlansAnew() {
    aws.refuse(
        "AddLFTagsToResource",
        new LakeFormationOverlay.Refusal(
            400,
            "ConcurrentModificationException",
            "Try again",
            () -> aws.state().assign("shop.orders", "pii", "no")));
    GovernanceSpec wanted =
        tags(LfTags.of("pii", "no").and(LfTags.of("domain", "sales")), Map.of(), Others.KEPT);
    assertThat(governance.apply(wanted).print()).isEqualTo("add tags to the table: domain=sales");
    assertThat(aws.count("GetResourceLFTags")).isEqualTo(2);

    for (int i = 0; i < 5; i++) {
      aws.refuse("CreateDataCellsFilter", 400, "ConcurrentModificationException", "Try again");
    }
    assertThatThrownBy(
            () ->
                governance.apply(
                    filters(Others.KEPT, Others.REMOVED, filter("a", null, Columns.ALL))))
        .hasMessageContaining("ConcurrentModificationException: Try again");
  }

  @Test
  void throttlingAndTimeoutsAreTriedAgain() {
    aws.refuse("AddLFTagsToResource", 400, "ThrottlingException", "Rate exceeded");
    aws.refuse("AddLFTagsToResource", 400, "OperationTimeoutException", "Too slow");
    governance.apply(tags(LfTags.of("pii", "no"), Map.of(), Others.KEPT));
    assertThat(aws.state().assigned("shop.orders")).isEqualTo(Map.of("pii", "no"));
    assertThat(aws.count("AddLFTagsToResource")).isEqualTo(3);
  }

  @Test
  void refusedReadsAreToldWithTheApisWords() {
    aws.refuse("GetResourceLFTags", 400, "AccessDeniedException", "Insufficient permission(s)");
    assertThatThrownBy(() -> governance.plan(tags(LfTags.NONE, Map.of(), Others.REMOVED)))
        .hasMessage(
            "Could not read the Lake Formation settings of shop.orders:"
                + " AccessDeniedException: Insufficient permission(s)");
  }

  @Test
  void aTableThatIsNotThereYetNeedsEverything() {
    GovernanceSpec wanted =
        new GovernanceSpec(
            new GovernedTable("shop", "later"),
            readme().tags(),
            readme().filters(),
            readme().grants());
    assertThat(governance.plan(wanted).steps()).hasSize(9);
    assertThat(aws.writes()).isEmpty();
  }

  @Test
  void grantsLeaveTheJobsRoleAndOwnersAlone() {
    aws.state().permit(LakeFormationOverlay.ROLE, "shop.orders", "SELECT", "INSERT");
    aws.state().permit("arn:owner", "shop.orders", "ALL", "SELECT");
    aws.state().permit("IAM_ALLOWED_PRINCIPALS", "shop.orders", "SELECT");
    aws.state().permit("arn:old", "shop.orders", "SELECT", "DROP");
    governance.apply(
        new GovernanceSpec(
            ORDERS,
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Grants(Map.of("arn:new", Set.of(LfPermission.SELECT))))));
    assertThat(aws.writes()).containsExactly("BatchGrantPermissions", "BatchRevokePermissions");
    assertThat(aws.state().permitted("shop.orders"))
        .containsExactlyInAnyOrder(
            LakeFormationOverlay.ROLE + ": INSERT",
            LakeFormationOverlay.ROLE + ": SELECT",
            "arn:new: SELECT",
            "arn:owner: ALL",
            "arn:owner: SELECT",
            "IAM_ALLOWED_PRINCIPALS: SELECT");
  }

  @Test
  void aTagIsThereOrMissingOrHidden() {
    assertThat(governance.findTag("pii")).isEqualTo(KnownTag.of(Set.of("YES", "no")));
    assertThat(governance.findTag("colour"))
        .isEqualTo(
            new KnownTag(
                KnownTag.Standing.MISSING,
                Set.of(),
                "EntityNotFoundException: Tag key does not exist: colour"));
    aws.refuse("GetLFTag", 400, "AccessDeniedException", "Insufficient permission(s)");
    assertThat(governance.findTag("pii").standing()).isEqualTo(KnownTag.Standing.HIDDEN);
    aws.refuse("GetLFTag", 400, "InvalidInputException", "Too long");
    assertThatThrownBy(() -> governance.findTag("pii"))
        .hasMessage("Could not read the LF-tag pii: InvalidInputException: Too long");
  }

  /** Developer guide, Listing LF-Tags: an administrator sees all, others what they may use. */
  @Test
  void everyValueIsSeenByAnAdministratorAndWhoMayUseEveryValue() {
    assertThat(governance.seesEveryValue("pii")).isTrue();
    assertThat(aws.count("ListPermissions")).isZero();
    aws.state().administeredBy("arn:aws:iam::123456789012:role/admin");
    aws.state().permitTag("arn:other", "pii", "*");
    aws.state().permitTag(LakeFormationOverlay.ROLE, "domain", "*");
    aws.state().permitTag(LakeFormationOverlay.ROLE, "pii", "yes", "no");
    assertThat(governance.seesEveryValue("pii")).isFalse();
    assertThat(governance.seesEveryValue("Domain")).isTrue();
    for (String operation : List.of("GetDataLakeSettings", "ListPermissions")) {
      aws.refuse(operation, 400, "AccessDeniedException", "Insufficient permission(s)");
    }
    assertThat(governance.seesEveryValue("domain")).isFalse();
    aws.refuse("GetDataLakeSettings", 400, "InvalidInputException", "No");
    assertThatThrownBy(() -> governance.seesEveryValue("pii"))
        .hasMessage(
            "Could not find out which values of the LF-tag pii may be seen:"
                + " InvalidInputException: No");
  }

  /** dbt-glue, create_schema: both with grant option. */
  @Test
  void aNewDatabaseAndItsTablesArePermittedToTheRoleToPassOn() {
    governance.grantDatabase("Shop", LakeFormationOverlay.ROLE);
    assertThat(aws.writes()).containsExactly("BatchGrantPermissions");
    assertThat(aws.state().permitted("shop"))
        .containsExactly(LakeFormationOverlay.ROLE + ": ALTER, CREATE_TABLE, DESCRIBE, DROP");
    assertThat(aws.state().permitted("shop.*"))
        .containsExactly(
            LakeFormationOverlay.ROLE + ": ALTER, DELETE, DESCRIBE, DROP, INSERT",
            LakeFormationOverlay.ROLE + ": SELECT");
    for (JsonNode entry : aws.calls().get(1).body().get("Entries")) {
      assertThat(entry.get("PermissionsWithGrantOption")).isEqualTo(entry.get("Permissions"));
    }
  }

  @Test
  void aDatabaseThatMayNotBeGrantedIsToldOf() {
    assertThatThrownBy(() -> governance.grantDatabase("shop", "etl"))
        .hasMessage(
            "Could not give etl permissions on database shop:"
                + " InvalidInputException: Invalid principal: etl");
    aws.refuse("BatchGrantPermissions", 400, "AccessDeniedException", "Not an administrator");
    assertThatThrownBy(() -> governance.grantDatabase("shop", LakeFormationOverlay.ROLE))
        .hasMessageEndingWith("database shop: AccessDeniedException: Not an administrator");
  }

  @Test
  void columnTagsWarnOfTheJobsOwnAccessOnlyWhereNoPermissionNamesTheTable() {
    GovernanceSpec wanted = tags(LfTags.NONE, Map.of("id", LfTags.of("pii", "yes")), Others.KEPT);
    assertThat(governance.plan(wanted).warnings()).hasSize(1);
    aws.state().permit(LakeFormationOverlay.ROLE, "shop.orders", "SELECT");
    assertThat(governance.plan(wanted).warnings()).isEmpty();
    assertThat(governance.audit(ORDERS).ownAccess()).isEqualTo(GovernanceState.OwnAccess.NAMED);
  }

  @Test
  void tablesAreGovernedSideBySide() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        GovernedTable table = new GovernedTable("shop", "t" + i);
        aws.state().addTable(table.toString());
        all.add(
            threads.submit(
                () ->
                    governance.apply(
                        new GovernanceSpec(
                            table, readme().tags(), readme().filters(), readme().grants()))));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(aws.state().permitted("shop.t7.big")).hasSize(2);
    assertThat(aws.count("GetCallerIdentity")).isOne();
  }
}
