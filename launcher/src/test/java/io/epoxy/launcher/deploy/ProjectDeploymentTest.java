package io.epoxy.launcher.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.epoxy.aws.S3ObjectStore;
import io.epoxy.bundle.run.Deployment;
import io.epoxy.bundle.run.DeploymentCodec;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.launcher.target.FakeAccount;
import io.epoxy.launcher.target.FakeGlue;
import io.epoxy.launcher.target.GlueSettings;
import io.epoxy.launcher.target.Targets;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.ProjectPaths;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.result.RunEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S3 is moto's, Glue is {@link FakeGlue}. */
class ProjectDeploymentTest {
  private static final String JOB = "epoxy-shop-dev";
  private static final String CRON = "cron(15 12 * * ? *)";

  private final ObjectMapper mapper = new ObjectMapper();
  @RegisterExtension final FakeAccount account = new FakeAccount();

  private final String bucket = account.bucket();
  private final List<String> lines = new ArrayList<>();
  private FakeGlue glue;
  private S3ObjectStore store;
  private Target target;

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    glue = account.glue();
    store = account.store();
    target = Targets.with("artifacts_location", "s3://" + bucket + "/e", "password", "hush");
    Files.writeString(folder.resolve("dbt_project.yml"), "name: shop");
    Files.createDirectory(folder.resolve("models"));
    Files.writeString(folder.resolve("models/a.sql"), "select 1");
    Files.writeString(folder.resolve("job.jar"), "a jar");
  }

  @Test
  void aDryRunPrintsThePlanAndLeavesEverythingAsItIs() {
    deploy(options(Optional.of(CRON), DeployOptions.Effect.SHOW));
    assertThat(String.join("\n", lines))
        .matches(
            """
            \\+ create job epoxy-shop-dev
            \\+ create pointer epoxy-shop-dev: bundle [0-9a-f]{12}
            \\+ create trigger epoxy-shop-dev-schedule: cron\\(15 12 \\* \\* \\? \\*\\)
            Nothing was changed \\(--dry-run\\)\\.""");
    assertThat(store.list("")).isEmpty();
    assertThat(glue.jobs).isEmpty();
    assertThat(glue.triggers).isEmpty();
  }

  @Test
  void deployingTwiceChangesNothingTheSecondTime() {
    deploy(options(Optional.of(CRON), DeployOptions.Effect.APPLY));
    assertThat(lines).endsWith("Done: 3 changes.");
    assertThat(glue.tags.get(JOB).path("epoxy-managed").asText()).isEqualTo("true");
    ObjectNode trigger = glue.triggers.get(JOB + "-schedule");
    assertThat(trigger.path("Schedule").asText()).isEqualTo(CRON);
    assertThat(trigger.path("StartOnCreation").asBoolean()).isTrue();
    assertThat(trigger.at("/Actions/0/Arguments/--epoxy-current").asText())
        .isEqualTo("s3://" + bucket + "/e/current/epoxy-shop-dev.json");

    deploy(options(Optional.of(CRON), DeployOptions.Effect.APPLY));
    assertThat(lines).endsWith("Everything is as it is wanted.").hasSize(4);
    assertThat(glue.calls).doesNotContain("UpdateJob", "UpdateTrigger");
  }

  @Test
  void thePointerHoldsWhatARunNeedsAndNoSecrets() {
    deploy(options(Optional.empty(), DeployOptions.Effect.APPLY));
    byte[] content = store.find("e/current/epoxy-shop-dev.json").orElseThrow();
    assertThat(new String(content, StandardCharsets.UTF_8))
        .startsWith("{\"format\":1,\"bundle_key\":\"e/bundles/")
        .doesNotContain("hush");
    Deployment deployment = DeploymentCodec.decode(content, "it");
    assertThat(deployment.request().invocation().select()).containsExactly("a");
    assertThat(store.exists(deployment.request().bundleKey())).isTrue();
    assertThat(store.list("e/deployments/")).hasSize(1);
  }

  @Test
  void aChangedProjectMovesThePointerAndAnEarlierBundleMovesItBack() throws IOException {
    deploy(options(Optional.empty(), DeployOptions.Effect.APPLY));
    String first = current();
    Files.writeString(folder.resolve("models/a.sql"), "select 2");
    deploy(options(Optional.empty(), DeployOptions.Effect.APPLY));
    String second = current();
    assertThat(lines)
        .containsExactly(
            "= keep job epoxy-shop-dev",
            "~ update pointer epoxy-shop-dev: bundle "
                + second.substring(0, 12)
                + ", was "
                + first.substring(0, 12),
            "Done: 1 change.");
    deploy(back(first.substring(0, 8)));
    assertThat(current()).isEqualTo(first);
    assertThat(glue.count("CreateJob")).isEqualTo(1);
    assertThat(glue.count("UpdateJob")).isZero();

    assertThatThrownBy(() -> deploy(back("0123456789")))
        .hasMessageStartingWith(
            "No deployment of epoxy-shop-dev has a bundle 0123456789; there are: ")
        .hasMessageContaining(first)
        .hasMessageContaining(second);
    account.s3().deleteObject(x -> x.bucket(bucket).key("e/bundles/" + second + ".zip"));
    assertThatThrownBy(() -> deploy(back(second)))
        .hasMessage(
            "The bundle e/bundles/"
                + second
                + ".zip is gone from "
                + bucket
                + ". Check out its project and deploy that.");
  }

  @Test
  void whatSomebodyElseSetStaysAndWhatWeWantIsNamed() {
    deploy(options(Optional.of(CRON), DeployOptions.Effect.APPLY));
    glue.jobs.get(JOB).put("MaxRetries", 3);
    ObjectNode action = (ObjectNode) glue.triggers.get(JOB + "-schedule").at("/Actions/0");
    action.put("Timeout", 77);
    target = Targets.with("artifacts_location", "s3://" + bucket + "/e", "conf", "a=1");
    deploy(options(Optional.of("cron(0 1 * * ? *)"), DeployOptions.Effect.APPLY));
    assertThat(lines)
        .contains(
            "~ update job epoxy-shop-dev: --conf",
            "~ update trigger epoxy-shop-dev-schedule: cron(0 1 * * ? *)");
    assertThat(glue.jobs.get(JOB).path("MaxRetries").asInt()).isEqualTo(3);
    assertThat(glue.triggers.get(JOB + "-schedule").path("Schedule").asText())
        .isEqualTo("cron(0 1 * * ? *)");
    assertThat(glue.triggers.get(JOB + "-schedule").at("/Actions/0/Timeout").asInt()).isEqualTo(77);
  }

  @Test
  void aJobOfSomebodyElseIsTakenOnlyWithAdopt() {
    glue.jobs.put(JOB, foreignJob());
    assertThatThrownBy(() -> deploy(options(Optional.empty(), DeployOptions.Effect.APPLY)))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(
            "There is a Glue job epoxy-shop-dev that Epoxy did not make; it is left as it is."
                + " Choose another name by 'job_name' in the profile, or let Epoxy have it: epoxy"
                + " deploy --adopt.");
    assertThat(glue.jobs.get(JOB)).isEqualTo(foreignJob());
    assertThat(store.exists("e/current/epoxy-shop-dev.json")).isFalse();
    assertThatThrownBy(() -> destroy(DeployOptions.Effect.APPLY))
        .hasMessageStartingWith("There is a Glue job epoxy-shop-dev that Epoxy did not make");

    deploy(
        new DeployOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            DeployOptions.Effect.APPLY,
            DeployOptions.Ownership.ADOPT,
            DeployOptions.OldSchedule.STAYS));
    assertThat(glue.tags.get(JOB).path("epoxy-managed").asText()).isEqualTo("true");
    deploy(options(Optional.empty(), DeployOptions.Effect.APPLY));
    assertThat(lines).endsWith("Everything is as it is wanted.");
  }

  @Test
  void aWorkflowGetsAStepAfterAnotherJob() {
    deploy(workflow(Optional.of("ingest")));
    assertThat(lines)
        .contains(
            "+ create workflow nightly",
            "+ create trigger epoxy-shop-dev-after-ingest: after ingest has succeeded in workflow"
                + " nightly");
    ObjectNode trigger = glue.triggers.get(JOB + "-after-ingest");
    assertThat(trigger.path("WorkflowName").asText()).isEqualTo("nightly");
    assertThat(trigger.at("/Predicate/Conditions/0/State").asText()).isEqualTo("SUCCEEDED");
    assertThat(trigger.at("/Predicate/Conditions/0/JobName").asText()).isEqualTo("ingest");
    trigger.put("WorkflowName", "weekly");
    assertThatThrownBy(() -> deploy(workflow(Optional.of("ingest"))))
        .hasMessage(
            "The Glue trigger epoxy-shop-dev-after-ingest belongs to the workflow weekly, and Glue"
                + " cannot move it. Run 'epoxy destroy' first, or keep --workflow as it was.");
    deploy(workflow(Optional.empty()));
    assertThat(glue.triggers.get(JOB + "-start").path("Type").asText()).isEqualTo("ON_DEMAND");
    assertThat(glue.triggers.get(JOB + "-start").has("StartOnCreation")).isFalse();
  }

  @Test
  void aScheduleStaysUntilItIsTakenAway() {
    deploy(options(Optional.of(CRON), DeployOptions.Effect.APPLY));
    deploy(options(Optional.empty(), DeployOptions.Effect.APPLY));
    assertThat(glue.triggers).containsOnlyKeys(JOB + "-schedule");
    deploy(unscheduled(DeployOptions.Effect.SHOW));
    assertThat(lines)
        .endsWith("- delete trigger epoxy-shop-dev-schedule", "Nothing was changed (--dry-run).");
    assertThat(glue.triggers).isNotEmpty();
    deploy(unscheduled(DeployOptions.Effect.APPLY));
    assertThat(lines).endsWith("- delete trigger epoxy-shop-dev-schedule", "Done: 1 change.");
    assertThat(glue.triggers).isEmpty();
    assertThat(glue.jobs).containsOnlyKeys(JOB);
    deploy(unscheduled(DeployOptions.Effect.APPLY));
    assertThat(lines).endsWith("Everything is as it is wanted.");
  }

  @Test
  void aScheduleOfSomebodyElseIsNotTakenAway() {
    glue.triggers.put(
        JOB + "-schedule",
        mapper.createObjectNode().put("Name", JOB + "-schedule").set("Actions", actions(JOB)));
    deploy(unscheduled(DeployOptions.Effect.APPLY));
    assertThat(lines).contains("= keep trigger epoxy-shop-dev-schedule: Epoxy did not make it");
    assertThat(glue.triggers).containsOnlyKeys(JOB + "-schedule");
    assertThatThrownBy(
            () ->
                new DeployOptions(
                    Optional.of(CRON),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    DeployOptions.Effect.SHOW,
                    DeployOptions.Ownership.OURS,
                    DeployOptions.OldSchedule.GOES))
        .hasMessage("'--schedule' and '--no-schedule' exclude each other.");
  }

  @Test
  void aTriggerOfSomebodyElseIsLeftAlone() {
    glue.triggers.put(
        JOB + "-schedule",
        mapper.createObjectNode().put("Name", JOB + "-schedule").set("Actions", actions("other")));
    assertThatThrownBy(() -> deploy(options(Optional.of(CRON), DeployOptions.Effect.APPLY)))
        .hasMessage(
            "There is a Glue trigger epoxy-shop-dev-schedule that Epoxy did not make; it is left"
                + " as it is. Delete or rename it.");
    assertThat(glue.jobs).isEmpty();
  }

  @Test
  void destroyTakesAwayWhatDeployMadeAndNothingElse() {
    deploy(workflow(Optional.of("ingest")));
    deploy(options(Optional.of(CRON), DeployOptions.Effect.APPLY));
    glue.triggers.put(
        "mine", mapper.createObjectNode().put("Name", "mine").set("Actions", actions(JOB)));
    destroy(DeployOptions.Effect.SHOW);
    assertThat(lines).endsWith("Nothing was changed (--dry-run).");
    destroy(DeployOptions.Effect.APPLY);
    assertThat(lines)
        .containsExactly(
            "- delete trigger epoxy-shop-dev-after-ingest",
            "- delete trigger epoxy-shop-dev-schedule",
            "= keep trigger mine: Epoxy did not make it",
            "- delete workflow nightly",
            "- delete pointer epoxy-shop-dev",
            "- delete job epoxy-shop-dev",
            "Done: 5 changes.");
    assertThat(glue.triggers).containsOnlyKeys("mine");
    assertThat(glue.jobs).isEmpty();
    assertThat(glue.workflows).isEmpty();
    assertThat(store.list("e/current/")).isEmpty();
    assertThat(store.list("e/bundles/")).hasSize(1);
    destroy(DeployOptions.Effect.APPLY);
    assertThat(lines).endsWith("Everything is as it is wanted.");
  }

  @Test
  void nothingIsDestroyedUnderARun() {
    deploy(options(Optional.empty(), DeployOptions.Effect.APPLY));
    glue.runs.add(mapper.createObjectNode().put("Id", "jr_1").put("JobRunState", "RUNNING"));
    assertThatThrownBy(() -> destroy(DeployOptions.Effect.APPLY))
        .hasMessage(
            "The run jr_1 of the Glue job epoxy-shop-dev is still on its way. Wait for it, or stop"
                + " it with 'epoxy cancel jr_1'; then nothing is left half done.");
    assertThat(glue.jobs).containsKey(JOB);
  }

  @Test
  void ofTwoDeploysAtOnceTheLaterOneIsRefused() {
    deploy(options(Optional.empty(), DeployOptions.Effect.APPLY));
    S3Location place = new S3Location(bucket, "e/current/epoxy-shop-dev.json");
    Pointer pointer = new Pointer(account.s3(), place);
    Pointer.Seen seen = pointer.read();
    Deployment other =
        new Deployment(seen.deployment().orElseThrow().request(), Optional.of("theirs"));
    pointer.replace(seen, other);
    assertThatThrownBy(() -> pointer.replace(seen, seen.deployment().orElseThrow()))
        .hasMessage(
            "Somebody else has deployed to "
                + place
                + " at the same time, and theirs is what runs now. Look at the difference with"
                + " 'epoxy deploy --dry-run', then deploy again.");
    assertThatThrownBy(
            () -> pointer.replace(new Pointer.Seen(Optional.empty(), Optional.empty()), other))
        .hasMessageStartingWith("Somebody else has deployed to ");
    assertThat(pointer.read().deployment()).contains(other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "every day|-|Invalid value for '--schedule': 'every day' is not cron(minutes hours"
            + " day-of-month month day-of-week year) in UTC, for example 'cron(15 12 * * ? *)'.",
        "-|HEAD|Invalid value for '--bundle': 'HEAD' is not the SHA-256 of a bundle, or its first 8"
            + " digits."
      })
  void wrongFormsAreSentences(String schedule, String bundle, String sentence) {
    assertThatThrownBy(
            () ->
                new DeployOptions(
                    Optional.ofNullable(schedule),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.ofNullable(bundle),
                    DeployOptions.Effect.SHOW,
                    DeployOptions.Ownership.OURS,
                    DeployOptions.OldSchedule.STAYS))
        .hasMessage(sentence);
  }

  private String current() {
    byte[] pointer = store.find("e/current/epoxy-shop-dev.json").orElseThrow();
    return DeploymentCodec.decode(pointer, "it").request().bundleSha256();
  }

  private ObjectNode foreignJob() {
    ObjectNode job = mapper.createObjectNode().put("Name", JOB).put("Role", "x");
    job.putObject("Command").put("Name", "glueetl");
    return job;
  }

  private JsonNode actions(String job) {
    return mapper.createArrayNode().add(mapper.createObjectNode().put("JobName", job));
  }

  private void deploy(DeployOptions options) {
    lines.clear();
    try (ProjectDeployment deployment = open()) {
      deployment.deploy(
          new DeployedProject(
              project(),
              target,
              Map.of(),
              folder.resolve("job.jar"),
              FlagValues.NONE.with(Flag.SELECT, List.of("a")),
              Map.of()),
          options);
    }
  }

  private void destroy(DeployOptions.Effect effect) {
    lines.clear();
    try (ProjectDeployment deployment = open()) {
      deployment.destroy(Optional.of("nightly"), effect);
    }
  }

  private ProjectDeployment open() {
    return new ProjectDeployment(
        GlueSettings.of(target, "shop"),
        duration -> {},
        event -> lines.add(((RunEvent.Output) event).line()),
        Clock.systemUTC());
  }

  private static DeployOptions options(Optional<String> schedule, DeployOptions.Effect effect) {
    return new DeployOptions(
        schedule,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        effect,
        DeployOptions.Ownership.OURS,
        DeployOptions.OldSchedule.STAYS);
  }

  private static DeployOptions unscheduled(DeployOptions.Effect effect) {
    return new DeployOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        effect,
        DeployOptions.Ownership.OURS,
        DeployOptions.OldSchedule.GOES);
  }

  private static DeployOptions workflow(Optional<String> after) {
    return new DeployOptions(
        Optional.empty(),
        after,
        Optional.of("nightly"),
        Optional.empty(),
        DeployOptions.Effect.APPLY,
        DeployOptions.Ownership.OURS,
        DeployOptions.OldSchedule.STAYS);
  }

  private static DeployOptions back(String bundle) {
    return new DeployOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(bundle),
        DeployOptions.Effect.APPLY,
        DeployOptions.Ownership.OURS,
        DeployOptions.OldSchedule.STAYS);
  }

  private Project project() {
    return new Project(
        "shop",
        Optional.empty(),
        Optional.empty(),
        folder,
        ProjectPaths.DEFAULT,
        "target",
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        Map.of());
  }
}
