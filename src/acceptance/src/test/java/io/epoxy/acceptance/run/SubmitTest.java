package io.epoxy.acceptance.run;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.epoxy.acceptance.Workspace;
import io.epoxy.acceptance.glue.GlueAccount;
import io.epoxy.acceptance.taxi.TaxiProject;
import io.epoxy.aws.testing.LakeFormationState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.Action;
import software.amazon.awssdk.services.glue.model.JobRun;

/** The nyc-taxi project as a Glue job, through the script, against the stand-in for AWS. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SubmitTest {
  private static final Pattern RUN_ID = Pattern.compile("jr_[0-9a-f]{32}");

  /** More of the section of the project's models. */
  private static final String GOVERNED =
      """
          +lf_tags_config:
            enabled: true
            tags_database: {domain: taxi}
            tags_table: {stage: gold}
          silver_avg_metrics:
            +lf_tags_config: {enabled: true, tags_columns: {stage: {silver: [type]}}}
            +lf_grants:
              data_cell_filters:
                enabled: true
                filters:
                  green:
                    row_filter: type = 'green'
                    principals: ['arn:aws:iam::123456789012:role/reader']
      """;

  @TempDir private static Path folder;
  private static Path project;
  private static GlueAccount account;
  private static LakeTables lake;

  @BeforeAll
  static void fillTheLake() throws IOException {
    project = Workspace.copyOf("nyc-taxi", folder.resolve("nyc-taxi"));
    account =
        GlueAccount.start(
            Workspace.repository(),
            Workspace.emptyFolder(Workspace.repository().resolve("src/acceptance/target/glue")));
    lake = TaxiLake.fill(account, project);
    Files.writeString(project.resolve("dbt_project.yml"), GOVERNED, APPEND);
    account.lakeFormation().state().defineTag("domain", "taxi");
    account.lakeFormation().state().defineTag("stage", "gold", "silver");
  }

  @AfterAll
  static void close() {
    lake.close();
    account.close();
  }

  @Test
  @Order(1)
  void firstSubmitMakesTheTablesThatALocalRunMakes() {
    EpoxyCommand.Result submit = submit();

    assertThat(submit.exitCode()).as(submit.output()).isZero();
    assertThat(submit.output())
        .containsPattern("\\d of 20 OK created sql table model nyc_taxi.silver_avg_metrics")
        .contains("Completed successfully");
    assertThat(submit.doneLine()).contains("Done. PASS=20 WARN=0 ERROR=0 SKIP=0");
    assertTablesAreGolden();
    assertThat(latestRun().jobRunStateAsString()).isEqualTo("SUCCEEDED");
    LakeFormationState held = account.lakeFormation().state();
    assertThat(held.assigned("nyc_taxi")).isEqualTo(Map.of("domain", "taxi"));
    assertThat(held.assigned("nyc_taxi.gold_cost_metrics")).isEqualTo(Map.of("stage", "gold"));
    assertThat(held.assigned("nyc_taxi.silver_avg_metrics.type"))
        .isEqualTo(Map.of("stage", "silver"));
    assertThat(held.permitted("nyc_taxi.silver_avg_metrics.green"))
        .containsExactly("arn:aws:iam::123456789012:role/reader: SELECT");
    account.lakeFormation().forgetCalls();
  }

  @Test
  @Order(2)
  void artifactsComeBack() {
    JsonNode manifest = Artifacts.read(project.resolve("target/manifest.json"));
    JsonNode results = Artifacts.read(project.resolve("target/run_results.json"));
    Artifacts.keep(project.resolve("target"), "submit");

    assertThat(manifest.at("/metadata/project_name").asText()).isEqualTo("nyc_taxi");
    assertThat(results.at("/results")).hasSize(20);
    assertThat(results.at("/results").findValuesAsText("status")).containsOnly("success", "pass");
    assertThat(project.resolve("target/run/nyc_taxi/models/silver_avg_metrics.sql")).exists();
    assertThat(project.resolve(".epoxy")).doesNotExist();
  }

  @Test
  @Order(3)
  void secondSubmitMergesAndUploadsNothingTwice() {
    EpoxyCommand.Result submit = submit();

    assertThat(submit.exitCode()).as(submit.output()).isZero();
    assertThat(submit.doneLine()).contains("Done. PASS=20 WARN=0 ERROR=0 SKIP=0");
    assertTablesAreGolden();
    assertThat(account.lakeFormation().calls()).isNotEmpty();
    assertThat(account.lakeFormation().writes()).isEmpty();
    assertThat(lake.count("select * from glue_catalog.nyc_taxi.gold_cost_metrics.snapshots"))
        .isEqualTo(3); // the first is empty: it was governed then
    for (String kind : List.of("bundles", "jars", "scripts")) {
      assertThat(
              account.countS3Requests(
                  "PUT", "/" + TaxiLake.BUCKET + "/tables/_epoxy/" + kind + "/"))
          .as("uploads of " + kind)
          .isEqualTo(1);
    }
  }

  @Test
  @Order(4)
  void failingModelMakesTheRunFail() throws IOException {
    Files.writeString(
        project.resolve("models/broken.sql"),
        "{{ config(materialized='table') }}\n\nselect year,\n    no_such_column\n"
            + "from {{ ref('silver_avg_metrics') }}\n");

    EpoxyCommand.Result submit = submit("--select", "broken");

    assertThat(submit.exitCode()).as(submit.output()).isEqualTo(1);
    assertThat(submit.output())
        .contains("Database Error in model broken (models/broken.sql)")
        .contains("no_such_column")
        .doesNotContainPattern("(?m)^\\s+at [\\w.$]+\\(");
    assertThat(submit.doneLine()).contains("PASS=0 WARN=0 ERROR=1 SKIP=0");
    assertThat(latestRun().jobRunStateAsString()).isEqualTo("FAILED");
    assertThat(latestRun().errorMessage()).contains("broken");
    Artifacts.keep(project.resolve("target"), "submit-failing");
    assertTablesAreGolden();
  }

  @Test
  @Order(5)
  void noWaitPrintsTheRunsId() throws Exception {
    EpoxyCommand.Result submit = submit("--no-wait", "--select", "silver_avg_metrics");

    assertThat(submit.exitCode()).as(submit.output()).isZero();
    Matcher id = RUN_ID.matcher(submit.output());
    assertThat(id.find()).as(submit.output()).isTrue();
    assertThat(account.await(jobName(), id.group())).isEqualTo("SUCCEEDED");
  }

  /** Deploy, change, redeploy; a run by trigger fails, is resumed, is rolled back; destroy. */
  @Test
  @Order(6)
  void theLifeOfADeployedProject() throws Exception {
    Path profile = project.resolve("profiles.yml");
    Files.writeString(
        profile,
        Files.readString(profile)
            .replace("      workers: 2", "      workers: 2\n      max_retries: 1"));
    assertThat(deploy("silver_avg_metrics", "--dry-run").output())
        .contains("pointer " + jobName(), "Nothing was changed (--dry-run).");
    EpoxyCommand.Result deployed =
        deploy("silver_avg_metrics", "--schedule", "cron(15 12 * * ? *)");
    assertThat(deployed.exitCode()).as(deployed.output()).isZero();
    String good = deployedBundle();

    Files.writeString(project.resolve("models/silver_avg_metrics.sql"), "\n-- changed\n", APPEND);
    deploy("silver_avg_metrics broken");
    assertThat(deployedBundle()).isNotEqualTo(good);
    String failing = runByTrigger();
    assertThat(account.await(jobName(), failing)).isEqualTo("FAILED");
    String retry = failing + "_attempt_1";
    assertThat(account.await(jobName(), retry)).isEqualTo("FAILED");
    assertThat(log(failing)).contains("OK created sql table model nyc_taxi.silver_avg_metrics");
    assertThat(log(retry))
        .contains("an earlier attempt of this run has done 1 of 2 nodes")
        .containsPattern("OK created .+silver_avg_metrics .+ by an earlier attempt]")
        .doesNotContain("START sql table model nyc_taxi.silver_avg_metrics")
        .contains("START sql table model nyc_taxi.broken");
    assertThat(epoxy("status", retry).output())
        .contains("2 of 2 done, 1 failed", "attempt     1 (a retry by Glue)");

    assertThat(deploy("silver_avg_metrics", "--bundle", good).exitCode()).isZero();
    assertThat(deployedBundle()).isEqualTo(good);
    String id = runByTrigger();
    assertThat(account.await(jobName(), id)).isEqualTo("SUCCEEDED");
    assertThat(epoxy("status", id).output())
        .contains("1 of 1 done, 0 failed", "state       SUCCEEDED");
    Path target = folder.resolve("fetched");
    EpoxyCommand.Result artifacts = epoxy("artifacts", id, "--target-path", target.toString());
    assertThat(artifacts.exitCode()).as(artifacts.output()).isZero();
    assertThat(Artifacts.read(target.resolve("run_results.json")).at("/results")).hasSize(1);

    String job = jobName();
    assertThat(epoxy("destroy").output()).contains("- delete job " + job);
    assertThat(account.glue().listJobs(list -> {}).jobNames()).isEmpty();
  }

  /** What the trigger would do at its time. */
  private static String runByTrigger() {
    Action action =
        account
            .glue()
            .getTrigger(get -> get.name(jobName() + "-schedule"))
            .trigger()
            .actions()
            .get(0);
    return account
        .glue()
        .startJobRun(run -> run.jobName(jobName()).arguments(action.arguments()))
        .jobRunId();
  }

  private static String deployedBundle() throws IOException {
    String key = "tables/_epoxy/current/" + jobName() + ".json";
    byte[] pointer =
        account.s3().getObjectAsBytes(get -> get.bucket(TaxiLake.BUCKET).key(key)).asByteArray();
    Path file = Files.write(folder.resolve("pointer.json"), pointer);
    return Artifacts.read(file).path("bundle_sha256").asText();
  }

  /** What a run's driver has printed. */
  private static String log(String runId) throws IOException {
    return Files.readString(
        Workspace.repository()
            .resolve("src/acceptance/target/glue/runs")
            .resolve(runId)
            .resolve("output.log"));
  }

  private static EpoxyCommand.Result submit(String... options) {
    List<String> words = new ArrayList<>(List.of("build"));
    words.addAll(List.of(options));
    return epoxy("submit", words.toArray(String[]::new));
  }

  private static EpoxyCommand.Result deploy(String select, String... options) {
    List<String> words = new ArrayList<>(List.of("--select", select, "--resource-type", "model"));
    words.addAll(List.of(options));
    return epoxy("deploy", words.toArray(String[]::new));
  }

  private static EpoxyCommand.Result epoxy(String command, String... options) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of(options));
    words.addAll(List.of("--project-dir", project.toString(), "--no-use-colors"));
    return EpoxyCommand.with(account.environment()).run(words.toArray(String[]::new));
  }

  private static void assertTablesAreGolden() {
    TaxiProject.TABLES.forEach(
        (table, golden) ->
            assertThat(lake.csv(table)).as(table).isEqualTo(TaxiProject.golden(project, golden)));
  }

  private static JobRun latestRun() {
    return account.glue().getJobRuns(list -> list.jobName(jobName())).jobRuns().get(0);
  }

  private static String jobName() {
    return account.glue().listJobs(list -> {}).jobNames().get(0);
  }
}
