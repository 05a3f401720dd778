package io.epoxy.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.epoxy.acceptance.Workspace;
import io.epoxy.acceptance.taxi.TaxiProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The nyc-taxi project through the script, on this machine: a life in four runs. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalRunTest {
  private static final int LAST_YEAR = 2016;

  @TempDir private static Path folder;
  private static Path project;

  private final EpoxyCommand epoxy = EpoxyCommand.withoutAws();

  @Test
  @Order(1)
  void firstBuildMakesTheTables() {
    project = Workspace.copyOf("nyc-taxi", folder.resolve("nyc-taxi"));
    Map<String, List<String>> expected = TaxiProject.withholdLateTrips(project, LAST_YEAR);

    EpoxyCommand.Result build = build("--vars", "{last_year: " + LAST_YEAR + "}");

    assertThat(build.exitCode()).as(build.output()).isZero();
    assertThat(build.doneLine()).contains("Done. PASS=20 WARN=0 ERROR=0 SKIP=0");
    try (LocalTables tables = LocalTables.open(project)) {
      TaxiProject.TABLES.forEach(
          (table, golden) ->
              assertThat(tables.csv(table)).as(table).isEqualTo(expected.get(golden)));
    }
  }

  @Test
  @Order(2)
  void secondBuildMergesLateTripsAndNewMonths() {
    TaxiProject.deliverLateTrips(project, LAST_YEAR);

    EpoxyCommand.Result build = build();

    assertThat(build.exitCode()).as(build.output()).isZero();
    assertThat(build.doneLine()).contains("Done. PASS=20 WARN=0 ERROR=0 SKIP=0");
    try (LocalTables tables = LocalTables.open(project)) {
      assertTablesAreGolden(tables);
      assertThat(
              tables
                  .query("select operation from glue_catalog.nyc_taxi.gold_cost_metrics.snapshots")
                  .rows())
          .as("the second run is one more commit on the same table")
          .hasSize(2);
    }
  }

  @Test
  @Order(3)
  void artifactsAreDbts() {
    Path target = project.resolve("target");
    JsonNode manifest = Artifacts.read(target.resolve("manifest.json"));
    JsonNode results = Artifacts.read(target.resolve("run_results.json"));
    Artifacts.keep(target, "local");

    assertThat(manifest.at("/metadata/dbt_schema_version").asText())
        .isEqualTo("https://schemas.getdbt.com/dbt/manifest/v12.json");
    assertThat(manifest.at("/nodes/model.nyc_taxi.gold_cost_metrics/depends_on/nodes/0").asText())
        .isEqualTo("model.nyc_taxi.silver_avg_metrics");
    assertThat(manifest.at("/nodes/model.nyc_taxi.gold_cost_metrics/description").asText())
        .isEqualTo("What a trip costs, by mile and by minute.");
    assertThat(results.at("/metadata/dbt_schema_version").asText())
        .isEqualTo("https://schemas.getdbt.com/dbt/run-results/v6.json");
    assertThat(results.at("/results")).hasSize(20);
    assertThat(results.at("/results").findValuesAsText("status"))
        .containsOnly("success", "pass")
        .filteredOn("success"::equals)
        .hasSize(3);
    assertThat(target.resolve("compiled/nyc_taxi/models/gold_cost_metrics.sql"))
        .content()
        .contains("from nyc_taxi.silver_avg_metrics")
        .contains("select max(year) from glue_catalog.nyc_taxi.gold_cost_metrics");
    assertThat(target.resolve("run/nyc_taxi/models/gold_cost_metrics.sql"))
        .content()
        .containsIgnoringCase("merge into");
  }

  @Test
  @Order(4)
  void failingModelIsNamedWithItsPlaceAndTheOthersFinish() throws IOException {
    Files.writeString(
        project.resolve("models/broken.sql"),
        "{{ config(materialized='table') }}\n\nselect year,\n    no_such_column\n"
            + "from {{ ref('silver_avg_metrics') }}\n");
    Files.writeString(project.resolve("models/below.sql"), "select * from {{ ref('broken') }}\n");

    EpoxyCommand.Result build = build();

    assertThat(build.exitCode()).as(build.output()).isEqualTo(1);
    assertThat(build.doneLine()).contains("PASS=20 WARN=0 ERROR=1 SKIP=1");
    assertThat(build.output())
        .contains("no_such_column")
        .contains("Database Error in model broken (models/broken.sql)")
        .contains("models/broken.sql:4:5")
        .contains("Completed with 1 error");
    assertNoStackTrace(build);
    Artifacts.keep(project.resolve("target"), "local-failing");
    try (LocalTables tables = LocalTables.open(project)) {
      assertTablesAreGolden(tables);
      assertThat(tables.query("show tables in nyc_taxi").rows().toString())
          .contains("silver_avg_metrics")
          .doesNotContain("broken", "below");
    }
  }

  @Test
  @Order(5)
  void secondRunAtTheSameTimeIsTurnedAway() {
    try (LocalTables held = LocalTables.open(project)) {
      assertThat(held.csv("nyc_taxi.silver_avg_metrics")).hasSize(37);

      EpoxyCommand.Result build = build();

      assertThat(build.exitCode()).as(build.output()).isEqualTo(2);
      assertThat(build.output()).contains("Another run (process ").contains(".epoxy");
      assertNoStackTrace(build);
    }
  }

  private EpoxyCommand.Result build(String... options) {
    List<String> words = new java.util.ArrayList<>();
    words.addAll(List.of("build", "--project-dir", project.toString(), "--no-use-colors"));
    words.addAll(List.of(options));
    return epoxy.run(words.toArray(String[]::new));
  }

  private static void assertTablesAreGolden(LocalTables tables) {
    TaxiProject.TABLES.forEach(
        (table, golden) ->
            assertThat(tables.csv(table))
                .as(table)
                .hasSize(37)
                .isEqualTo(TaxiProject.golden(project, golden)));
  }

  private static void assertNoStackTrace(EpoxyCommand.Result result) {
    assertThat(result.output()).doesNotContainPattern("(?m)^\\s+at [\\w.$]+\\(");
  }
}
