package io.epoxy.model.governance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedSet;
import io.epoxy.model.governance.DataCellFilter.Columns;
import io.epoxy.model.governance.GovernanceSpec.Filter;
import io.epoxy.model.governance.GovernanceSpec.Filters;
import io.epoxy.model.governance.GovernanceSpec.Grants;
import io.epoxy.model.governance.GovernanceSpec.Others;
import io.epoxy.model.governance.GovernanceSpec.Tags;
import io.epoxy.model.governance.GovernanceState.OwnAccess;
import io.epoxy.model.relation.Relation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GovernancePlannerTest {
  private static final GovernedTable ORDERS = new GovernedTable("shop", "orders");
  private static final Filter EUROPE =
      filter("europe", "region = 'eu'", Columns.ALL, "arn:eu", "arn:boss");
  private static final Filter NAMELESS =
      filter("nameless", null, new Columns(Columns.Kind.ALL_BUT, Set.of("Name")), "arn:all");

  private static Filter filter(String name, String rows, Columns columns, String... principals) {
    return new Filter(
        new DataCellFilter(name, Optional.ofNullable(rows), columns),
        ImmutableSortedSet.copyOf(principals));
  }

  private static Tags tags(Others others) {
    return new Tags(
        LfTags.of("domain", "sales"),
        LfTags.of("PII", "No"),
        Map.of("name", LfTags.of("pii", "yes")),
        others);
  }

  private static GovernanceSpec spec(Tags tags, Filters filters, Grants grants) {
    return new GovernanceSpec(
        ORDERS,
        Optional.ofNullable(tags),
        Optional.ofNullable(filters),
        Optional.ofNullable(grants));
  }

  private static GovernanceSpec whole(Others others) {
    return spec(
        tags(others),
        new Filters(List.of(EUROPE, NAMELESS), others, Others.REMOVED),
        new Grants(Map.of("arn:clerk", Set.of(LfPermission.INSERT, LfPermission.SELECT))));
  }

  private static GovernanceState state(
      LfTags table, Map<String, LfTags> columns, List<Filter> filters) {
    return new GovernanceState(
        LfTags.of("domain", "sales"), table, columns, filters, Map.of(), OwnAccess.NAMED);
  }

  private static List<String> steps(GovernanceSpec spec, GovernanceState state) {
    return GovernancePlanner.plan(spec, state).print().lines().toList();
  }

  @Test
  void aNewTableGetsTagsThenFiltersThenPermissions() {
    assertThat(GovernancePlanner.plan(whole(Others.KEPT), GovernanceState.NONE).print())
        .isEqualTo(
            """
            add tags to the database: domain=sales
            add tags to the table: pii=no
            add tags to columns name: pii=yes
            create filter europe (rows where region = 'eu'; all columns)
            create filter nameless (all rows; all columns but name)
            grant select through filter europe to arn:boss
            grant select through filter europe to arn:eu
            grant select through filter nameless to arn:all
            grant select, insert on the table to arn:clerk""");
  }

  @Test
  void whatIsAsWantedNeedsNoStep() {
    GovernanceState held =
        new GovernanceState(
            LfTags.of("domain", "sales"),
            LfTags.of("pii", "no"),
            Map.of("name", LfTags.of("pii", "yes")),
            List.of(EUROPE, NAMELESS),
            Map.of("arn:clerk", Set.of(LfPermission.SELECT, LfPermission.INSERT)),
            OwnAccess.NAMED);
    GovernancePlan plan = GovernancePlanner.plan(whole(Others.REMOVED), held);
    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void aChangedValueIsAddedAndNeverRemovedFirst() {
    GovernanceState held =
        state(
            LfTags.of("pii", "yes"),
            Map.of("name", LfTags.of("pii", "perhaps"), "id", LfTags.of("pii", "perhaps")),
            List.of());
    assertThat(steps(spec(tags(Others.REMOVED), null, null), held))
        .containsExactly(
            "add tags to the table: pii=no",
            "add tags to columns name: pii=yes",
            "remove tags from columns id: pii=perhaps");
    assertThat(steps(spec(tags(Others.KEPT), null, null), held))
        .containsExactly("add tags to the table: pii=no", "add tags to columns name: pii=yes");
  }

  @Test
  void tagsOfADatabaseAreRemovedOnlyWhereTheConfigTagsIt() {
    GovernanceState held =
        new GovernanceState(
            LfTags.of("domain", "sales").and(LfTags.of("owner", "me")),
            LfTags.of("owner", "me"),
            Map.of(),
            List.of(),
            Map.of(),
            OwnAccess.NAMED);
    Tags none = new Tags(LfTags.NONE, LfTags.NONE, Map.of(), Others.REMOVED);
    assertThat(steps(spec(none, null, null), held))
        .containsExactly("remove tags from the table: owner=me");
    Tags some = new Tags(LfTags.of("Domain", "SALES"), LfTags.NONE, Map.of(), Others.REMOVED);
    assertThat(steps(spec(some, null, null), held))
        .containsExactly(
            "remove tags from the database: owner=me", "remove tags from the table: owner=me");
  }

  @Test
  void aTagThatAnotherNodeWantsOnTheDatabaseIsNotRemoved() {
    GovernanceState held =
        new GovernanceState(
            LfTags.of("owner", "me").and(LfTags.of("old", "x")).and(LfTags.of("domain", "ops")),
            LfTags.NONE,
            Map.of(),
            List.of(),
            Map.of(),
            OwnAccess.NAMED);
    Tags one = new Tags(LfTags.of("domain", "sales"), LfTags.NONE, Map.of(), Others.REMOVED);
    assertThat(steps(spec(one.beside(Set.of("owner", "domain")), null, null), held))
        .containsExactly(
            "add tags to the database: domain=sales", "remove tags from the database: old=x");
    GovernanceState done =
        new GovernanceState(
            LfTags.of("owner", "me").and(LfTags.of("domain", "sales")),
            LfTags.NONE,
            Map.of(),
            List.of(),
            Map.of(),
            OwnAccess.NAMED);
    assertThat(steps(spec(one.beside(Set.of("owner", "domain")), null, null), done)).isEmpty();
  }

  @Test
  void columnsOfTheSameTagsTakeOneCallAndSeveralValuesAreOneTag() {
    LfTags both = LfTags.of("team", "b").and(LfTags.of("team", "A"));
    Tags wanted = new Tags(LfTags.NONE, LfTags.NONE, Map.of("id", both, "name", both), Others.KEPT);
    assertThat(GovernancePlanner.plan(spec(wanted, null, null), GovernanceState.NONE).steps())
        .singleElement()
        .satisfies(
            step -> assertThat(step.print()).startsWith("add tags to columns ").contains("b|a"));
    assertThat(LfTags.of("team", "a").and(LfTags.of("team", "b"))).isEqualTo(both);
  }

  @Test
  void whoLosesAChangingFilterIsRevokedBeforeItChanges() {
    Filter old = filter("europe", "region = 'de'", Columns.ALL, "arn:eu", "arn:gone");
    Filters wanted = new Filters(List.of(EUROPE), Others.KEPT, Others.REMOVED);
    assertThat(steps(spec(null, wanted, null), state(LfTags.NONE, Map.of(), List.of(old))))
        .containsExactly(
            "revoke select through filter europe from arn:gone",
            "update filter europe (rows where region = 'eu'; all columns)",
            "grant select through filter europe to arn:boss");
  }

  @Test
  void otherFiltersGoLastAndOtherPrincipalsStayWhenNotAuthoritative() {
    Filter more = new Filter(EUROPE.definition(), Set.of("arn:eu", "arn:boss", "arn:more"));
    GovernanceState held = state(LfTags.NONE, Map.of(), List.of(NAMELESS, more));
    assertThat(
            steps(
                spec(null, new Filters(List.of(EUROPE), Others.REMOVED, Others.REMOVED), null),
                held))
        .containsExactly(
            "revoke select through filter europe from arn:more",
            "revoke select through filter nameless from arn:all",
            "delete filter nameless");
    assertThat(
            steps(spec(null, new Filters(List.of(EUROPE), Others.KEPT, Others.KEPT), null), held))
        .isEmpty();
  }

  @Test
  void grantsAreAllThereIs() {
    GovernanceState held =
        new GovernanceState(
            LfTags.NONE,
            LfTags.NONE,
            Map.of(),
            List.of(),
            Map.of("arn:clerk", Set.of(LfPermission.SELECT), "arn:old", Set.of(LfPermission.DROP)),
            OwnAccess.NAMED);
    Grants wanted = new Grants(Map.of("arn:clerk", Set.of(LfPermission.INSERT)));
    assertThat(GovernancePlanner.plan(spec(null, null, wanted), held).steps())
        .extracting(GovernanceStep::print)
        .startsWith("grant insert on the table to arn:clerk")
        .containsExactlyInAnyOrder(
            "grant insert on the table to arn:clerk",
            "revoke select on the table from arn:clerk",
            "revoke drop on the table from arn:old");
  }

  /** dbt compares grantees without their case. */
  @Test
  void principalsOfGrantsAreComparedIgnoringCase() {
    GovernanceState held =
        new GovernanceState(
            LfTags.NONE,
            LfTags.NONE,
            Map.of(),
            List.of(),
            Map.of("arn:Clerk", Set.of(LfPermission.SELECT)),
            OwnAccess.NAMED);
    Grants wanted =
        new Grants(
            Map.of(
                "ARN:clerk", Set.of(LfPermission.SELECT),
                "arn:CLERK", Set.of(LfPermission.INSERT)));
    assertThat(steps(spec(null, null, wanted), held))
        .containsExactly("grant insert on the table to arn:Clerk");
  }

  @Test
  void warnsWhenAColumnTagMayTakeTheJobsAccessAway() {
    GovernanceState held =
        new GovernanceState(
            LfTags.NONE, LfTags.NONE, Map.of(), List.of(), Map.of(), OwnAccess.BY_TAGS);
    assertThat(GovernancePlanner.plan(spec(tags(Others.KEPT), null, null), held).warnings())
        .singleElement()
        .satisfies(
            said ->
                assertThat(said)
                    .startsWith(
                        "The tags on columns name of shop.orders may take away the job's own"
                            + " access"));
  }

  @Test
  void anIcebergTableIsNamedByItsRealDatabase() {
    assertThat(GovernedTable.of(Relation.of("Shop", "Orders").inCatalog("glue_catalog")))
        .isEqualTo(ORDERS)
        .hasToString("shop.orders");
  }

  /** A filter that names a column which is not there yet can neither be made nor is it unwanted. */
  @Test
  void aheadOfABuildOnlyWhatConcernsColumnsThatAreThereIsPlanned() {
    GovernanceState held = state(LfTags.NONE, Map.of(), List.of(NAMELESS));
    assertThat(steps(whole(Others.REMOVED).on(Set.of("id")), held))
        .containsExactly(
            "add tags to the table: pii=no",
            "create filter europe (rows where region = 'eu'; all columns)",
            "grant select through filter europe to arn:boss",
            "grant select through filter europe to arn:eu",
            "grant select, insert on the table to arn:clerk");
    GovernanceSpec whole = whole(Others.REMOVED).on(Set.of("id", "name"));
    assertThat(whole.filters()).isEqualTo(whole(Others.REMOVED).filters());
    assertThat(whole.tags()).isEqualTo(whole(Others.KEPT).tags());
  }

  @Test
  void namesTheColumnsThatMustBeThereBeforeRows() {
    Filter rows =
        filter(
            "rows",
            "Country IN ('de', 'it''s not a column') AND (\"Seen\" > timestamp '2026-01-01 00:00:00'"
                + " OR x1 IS NOT NULL)",
            new Columns(Columns.Kind.ONLY, Set.of("A")));
    assertThat(
            spec(
                    tags(Others.KEPT),
                    new Filters(List.of(rows, NAMELESS), Others.KEPT, Others.KEPT),
                    null)
                .columns())
        .containsExactlyInAnyOrder("name", "a", "country", "seen", "timestamp", "x1");
    assertThat(spec(null, null, null).columns()).isEmpty();
  }

  @Test
  void beforeATableIsThereItsDatabaseIsTaggedAlone() {
    assertThat(steps(whole(Others.REMOVED).ofDatabase().orElseThrow(), GovernanceState.NONE))
        .containsExactly("add tags to the database: domain=sales");
    Tags ofTable = new Tags(LfTags.NONE, LfTags.of("pii", "no"), Map.of(), Others.REMOVED);
    assertThat(spec(ofTable, null, null).ofDatabase()).isEmpty();
    assertThat(spec(null, null, null).ofDatabase()).isEmpty();
  }
}
