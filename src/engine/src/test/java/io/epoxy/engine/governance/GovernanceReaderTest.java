package io.epoxy.engine.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.engine.Fixtures;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.Problems;
import io.epoxy.model.error.SourceLocation;
import io.epoxy.model.governance.GovernancePlanner;
import io.epoxy.model.governance.GovernanceSpec;
import io.epoxy.model.governance.GovernanceSpec.Others;
import io.epoxy.model.governance.GovernanceState;
import io.epoxy.model.graph.CompiledNode;
import io.epoxy.model.relation.Relation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GovernanceReaderTest {
  private static final Relation ORDERS = Relation.of("Shop", "orders").inCatalog("glue_catalog");

  private static Optional<GovernanceSpec> read(CompiledNode node) {
    Problems problems = new Problems();
    Optional<GovernanceSpec> spec =
        GovernanceReader.read(
            node.node(),
            GovernanceReader.DbtGrants.HERE,
            (of, config, words) ->
                new SourceLocation(
                    config + "/" + String.join("/", words), words.size(), config.length()),
            problems);
    problems.throwIfAny();
    return spec;
  }

  private static CompiledNode model(Map<String, ?> config) {
    Map<String, Object> all = new LinkedHashMap<>(Map.of("materialized", "table"));
    all.putAll(config);
    return Fixtures.model(ORDERS, "select 1", all);
  }

  private static Map<String, Object> filters(Map<String, ?> filter, Object... more) {
    Map<String, Object> config =
        new LinkedHashMap<>(Map.of("enabled", true, "filters", Map.of("big", filter)));
    for (int i = 0; i < more.length; i += 2) {
      config.put((String) more[i], more[i + 1]);
    }
    return Map.of("lf_grants", Map.of("data_cell_filters", config));
  }

  private static Map<String, Object> tags(Object... pairs) {
    Map<String, Object> config = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      config.put((String) pairs[i], pairs[i + 1]);
    }
    return Map.of("lf_tags_config", config);
  }

  private static List<String> steps(CompiledNode node) {
    return GovernancePlanner.plan(read(node).orElseThrow(), GovernanceState.NONE)
        .print()
        .lines()
        .toList();
  }

  private static void refused(CompiledNode node, String... sentences) {
    assertThatThrownBy(() -> read(node))
        .isInstanceOfSatisfying(
            EpoxyException.class,
            e ->
                assertThat(e.describe().lines().filter(line -> !line.startsWith("  at ")))
                    .containsExactly(sentences));
  }

  @Test
  void readsTheConfigOfDbtGluesReadme() {
    Map<String, Object> config =
        new LinkedHashMap<>(
            tags(
                "enabled", "True",
                "drop_existing", false,
                "tags_database", Map.of("name_of_my_db_tag", "value_of_my_db_tag"),
                "tags_table", Map.of("name_of_my_table_tag", "value_of_my_table_tag"),
                "tags_columns",
                    Map.of(
                        "name_of_my_lf_tag",
                        Map.of("value_of_my_tag", List.of("customer_id", "dt")))));
    config.putAll(
        filters(
            Map.of(
                "row_filter", "customer_lifetime_value>15",
                "principals", List.of("arn:aws:iam::123456789:role/my-user"),
                "column_names", List.of("customer_id", "dt", "customer_lifetime_value")),
            "drop_existing",
            true));
    assertThat(read(model(config)).orElseThrow().table()).hasToString("shop.orders");
    assertThat(steps(model(config)))
        .containsExactly(
            "add tags to the database: name_of_my_db_tag=value_of_my_db_tag",
            "add tags to the table: name_of_my_table_tag=value_of_my_table_tag",
            "add tags to columns customer_id, dt: name_of_my_lf_tag=value_of_my_tag",
            "create filter big (rows where customer_lifetime_value>15; columns customer_id, dt,"
                + " customer_lifetime_value)",
            "grant select through filter big to arn:aws:iam::123456789:role/my-user");
    GovernanceSpec.Filters read = read(model(config)).orElseThrow().filters().orElseThrow();
    assertThat(read.others()).isEqualTo(Others.REMOVED);
    assertThat(read.otherPrincipals()).isEqualTo(Others.REMOVED);
    assertThat(read(model(config)).orElseThrow().tags().orElseThrow().others())
        .isEqualTo(Others.KEPT);
  }

  @Test
  void nothingIsWantedByDefault() {
    assertThat(read(model(Map.of()))).isEmpty();
    assertThat(read(model(tags("tags_table", Map.of("a", "b"))))).isEmpty();
    assertThat(read(model(tags("enabled", "False", "tags_table", Map.of("a", "b"))))).isEmpty();
    Map<String, Object> ephemeral =
        new LinkedHashMap<>(tags("enabled", true, "tags_table", Map.of("a", "b")));
    ephemeral.put("materialized", "ephemeral");
    assertThat(read(Fixtures.model(ORDERS, "select 1", ephemeral))).isEmpty();
  }

  @Test
  void seedsAreGovernedTooAndAListOfOneValueIsAValue() {
    assertThat(
            steps(
                Fixtures.seed(
                    ORDERS, tags("enabled", 1, "tags_table", Map.of("a", List.of("X", "x"))))))
        .containsExactly("add tags to the table: a=x");
  }

  /** Lake Formation's developer guide: one value of a key on a resource. */
  @Test
  void twoValuesOfOneKeyAreRefused() {
    refused(
        model(tags("enabled", true, "tags_database", Map.of("a", List.of("X", "y")))),
        "Model 'orders': the LF-tag 'a' is to be x and y; a resource has one value of a key."
            + " Keep one.");
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("yes", List.of("Name", "city"));
    columns.put("no", List.of("name", "id"));
    refused(
        model(tags("enabled", true, "tags_columns", Map.of("PII", columns))),
        "Model 'orders': the LF-tag 'PII' of column 'name' is to be yes and no; a resource has one"
            + " value of a key. Keep one.");
  }

  @Test
  void allRowsAndAllColumnsNeedNoWord() {
    for (Map<String, ?> filter :
        List.of(
            Map.<String, Object>of(),
            Map.of("row_filter", "All rows"),
            Map.of("row_filter", true))) {
      assertThat(steps(model(filters(filter))))
          .containsExactly("create filter big (all rows; all columns)");
    }
    assertThat(
            read(model(filters(Map.of(), "authoritative", "false")))
                .orElseThrow()
                .filters()
                .orElseThrow()
                .otherPrincipals())
        .isEqualTo(Others.KEPT);
  }

  @Test
  void unknownKeysAreToldTogetherWithTheirPlaces() {
    Map<String, Object> config =
        new LinkedHashMap<>(tags("enabled", true, "drop_exsting", true, "tags_table", "pii"));
    config.putAll(filters(Map.of("rowfilter", "a > 1"), "enabled", "perhaps"));
    assertThatThrownBy(() -> read(model(config)))
        .isInstanceOfSatisfying(
            EpoxyException.class,
            e ->
                assertThat(e.describe())
                    .isEqualTo(
                        """
                        Model 'orders': lf_tags_config has no key 'drop_exsting'. \
                        Did you mean 'drop_existing'? Its keys are enabled, drop_existing, \
                        tags_database, tags_table, tags_columns.
                          at lf_tags_config/drop_exsting:1:14
                        Model 'orders': lf_tags_config.tags_table must be a mapping, not 'pii'.
                          at lf_tags_config/tags_table:1:14
                        Model 'orders': lf_grants.data_cell_filters.enabled must be true or \
                        false, not 'perhaps'.
                          at lf_grants/data_cell_filters/enabled:2:9"""));
    refused(
        model(filters(Map.of("rowfilter", "a > 1"))),
        "Model 'orders': lf_grants.data_cell_filters.filters.big has no key 'rowfilter'. Did you"
            + " mean 'row_filter'? Its keys are row_filter, principals, column_names,"
            + " excluded_column_names.");
    refused(
        model(Map.of("lf_grants", Map.of("data_cell_filter", Map.of()))),
        "Model 'orders': lf_grants has no key 'data_cell_filter'. Did you mean"
            + " 'data_cell_filters'? Its keys are data_cell_filters.");
  }

  @Test
  void whatLakeFormationWouldRefuseIsRefusedBefore() {
    refused(
        model(
            filters(
                Map.of(
                    "column_names", List.of("a"),
                    "excluded_column_names", List.of("b")))),
        "Model 'orders': filter 'big' has both column_names and excluded_column_names; keep one.");
    refused(
        model(filters(Map.of("row_filter", "a = '" + "x".repeat(2050) + "'"))),
        "Model 'orders': the row_filter of 'big' has 2056 characters; Lake Formation takes 2048.");
    Map<String, Object> view = new LinkedHashMap<>(filters(Map.of()));
    view.put("materialized", "view");
    refused(
        Fixtures.model(ORDERS, "select 1", view),
        "Model 'orders': Lake Formation filters cells of tables, not of views; make it a table.");
    refused(
        model(
            tags(
                "enabled",
                true,
                "tags_columns",
                Map.of("pii", Map.of("yes", Arrays.asList(List.of("a")))))),
        "Model 'orders': lf_tags_config.tags_columns.pii.yes must be a text or a list of texts, not"
            + " '[[a]]'.");
  }

  @Test
  void dbtsGrantsBecomePermissions() {
    assertThat(
            steps(
                model(
                    Map.of(
                        "grants",
                        Map.of("SELECT", List.of("arn:a"), "select", "arn:b", "insert", "arn:a")))))
        .containsExactlyInAnyOrder(
            "grant select, insert on the table to arn:a", "grant select on the table to arn:b");
    refused(
        model(Map.of("grants", Map.of("selct", List.of("arn:a")))),
        "Model 'orders': grants: Lake Formation has no permission 'selct' on a table. Did you mean"
            + " 'select'? It has select, insert, delete, alter, drop, describe.");
  }
}
