package io.epoxy.launcher.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.epoxy.aws.S3ObjectStore;
import io.epoxy.bundle.run.EventCodec;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.Heartbeat;
import io.epoxy.bundle.run.JobArguments;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.launcher.target.FakeAccount;
import io.epoxy.launcher.target.FakeGlue;
import io.epoxy.launcher.target.GlueSettings;
import io.epoxy.launcher.target.Pause;
import io.epoxy.launcher.target.Targets;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.result.RunEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a job in {@link FakeGlue}, which has one run on each page; their files on moto. */
class ProjectRunsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T10:10:00Z");
  private static final String JOB = "epoxy-shop-dev";
  private static final String SUBMITTED = "5f0c7d7e-0a59-4f0c-8a3e-0e2d3a4b5c6d";

  private final ObjectMapper mapper = new ObjectMapper();
  @RegisterExtension final FakeAccount account = new FakeAccount();

  private final String bucket = account.bucket();
  private final List<String> lines = new ArrayList<>();
  private FakeGlue glue;
  private S3ObjectStore store;
  private ProjectRuns runs;

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    glue = account.glue();
    glue.states.clear();
    store = account.store();
    glue.jobs.put(JOB, mapper.createObjectNode().put("Name", JOB));
    ObjectNode nightly = run("jr_2", "RUNNING", 90);
    nightly.put("TriggerName", "nightly");
    ObjectNode submitted = run("jr_1", "FAILED", 600);
    submitted.put("CompletedOn", NOW.getEpochSecond() - 500).put("ErrorMessage", "2 nodes failed");
    submitted
        .withObject("/Arguments")
        .put(JobArguments.REQUEST, "s3://" + bucket + "/p/runs/" + SUBMITTED + "/request.json");
    run("jr_0", "SUCCEEDED", 9000).withObject("/Arguments").put("--WORKFLOW_NAME", "flow");
    runs =
        new ProjectRuns(
            GlueSettings.of(Targets.with("artifacts_location", "s3://" + bucket + "/a"), "shop"),
            event -> lines.add(((RunEvent.Output) event).line()),
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void stop() {
    runs.close();
  }

  @Test
  void theListGoesOverPagesAsFarAsIsWanted() {
    assertThat(runs.list(2, ProjectRuns.Form.TEXT)).isEqualTo(ExitCode.OK);
    assertThat(lines)
        .containsExactly(
            "RUN   STATE    STARTED               SECONDS  BY",
            "jr_2  RUNNING  2026-11-28T10:08:30Z  90       trigger nightly",
            "jr_1  FAILED   2026-11-28T10:00:00Z  100      submit");
    lines.clear();
    runs.list(-1, ProjectRuns.Form.JSON);
    assertThat(json().findValuesAsText("started_by"))
        .containsExactly("trigger nightly", "submit", "workflow flow");
    assertThat(glue.count("GetJobRuns")).isEqualTo(2 + 3);
  }

  @Test
  void aJobWithoutRunsAndNoJobAtAllAreSentences() {
    glue.runs.clear();
    runs.list(5, ProjectRuns.Form.TEXT);
    assertThat(lines).containsExactly("The Glue job epoxy-shop-dev has not run yet.");
    assertThatThrownBy(() -> runs.status(Optional.empty(), ProjectRuns.Form.TEXT))
        .hasMessage("The Glue job epoxy-shop-dev has not run yet.");
    glue.jobs.clear();
    assertThatThrownBy(() -> runs.list(5, ProjectRuns.Form.TEXT))
        .hasMessage(
            "There is no Glue job epoxy-shop-dev in region eu-west-1. 'epoxy submit' and 'epoxy"
                + " deploy' make it; 'region' and 'job_name' of the profile say where and how it"
                + " is called.");
  }

  @Test
  void theStatusOfTheNewestRunTellsWhenItLastSaidSomething() {
    RunLayout files = RunLayout.ofJobRun("a", "jr_2");
    put(files.events(0), EventCodec.encode(new RunEvent.ExecutionStarted(at(60), 4, "dev", 20)));
    put(files.events(1), EventCodec.encode(new RunEvent.Output(at(50), "x")));
    assertThat(runs.status(Optional.empty(), ProjectRuns.Form.TEXT)).isEqualTo(ExitCode.OK);
    assertThat(lines)
        .containsExactly(
            "Run jr_2 of the Glue job epoxy-shop-dev",
            "  state       RUNNING",
            "  started     2026-11-28T10:08:30Z by trigger nightly",
            "  seconds     90",
            "  invocation  " + files.invocationId(),
            "  nodes       0 of 20 done, 0 failed",
            "  last event  2026-11-28T10:09:10Z, 50 s ago");
  }

  @Test
  void aHungRunIsToldFromASlowOne() {
    RunLayout files = RunLayout.ofJobRun("a", "jr_2");
    Heartbeat slow =
        new Heartbeat(
            "jr_2",
            at(12),
            15,
            Heartbeat.Phase.RUNNING,
            20,
            7,
            List.of(atWork("b", 30), atWork("a", 80)),
            0);
    store.put(files.heartbeat(), slow.encode());
    runs.status(Optional.empty(), ProjectRuns.Form.TEXT);
    assertThat(lines)
        .endsWith(
            "  last event  none yet",
            "  heartbeat   12 s ago, running: model.shop.a for 80 s, and 1 more");

    lines.clear();
    store.put(files.heartbeat(), beat("jr_2", at(85), 2).encode());
    runs.status(Optional.empty(), ProjectRuns.Form.TEXT);
    assertThat(lines)
        .endsWith(
            "  heartbeat   85 s ago, starting",
            "  lost        2 executors",
            "  advice      An executor was lost. With 'execution_class: FLEX' AWS takes machines"
                + " away: use STANDARD, or 'max_retries: 1', which goes on from what is done.");

    lines.clear();
    store.put(files.heartbeat(), beat("jr_2", at(121), 2).encode());
    runs.status(Optional.empty(), ProjectRuns.Form.JSON);
    assertThat(json().at("/heartbeat/hung").asBoolean()).isTrue();
    assertThat(json().at("/heartbeat/advice").asText())
        .isEqualTo(
            "Glue says RUNNING, but the job has given no sign of life for 121 s: it hangs, or its"
                + " driver is gone. Stop it with 'epoxy cancel jr_2'.");

    // An earlier attempt's says nothing of this one.
    lines.clear();
    store.put(files.heartbeat(), beat("jr_2_attempt_0", at(500), 2).encode());
    runs.status(Optional.empty(), ProjectRuns.Form.JSON);
    assertThat(json().at("/heartbeat/hung").asBoolean()).isFalse();
    assertThat(json().at("/heartbeat/at").isNull()).isTrue();
  }

  @Test
  void whyARunEndedIsToldWithWhatToDo() {
    runs.status(Optional.of("jr_1"), ProjectRuns.Form.TEXT);
    assertThat(lines)
        .endsWith(
            "  error       2 nodes failed",
            "  advice      The same 'epoxy submit' with '--invocation-id "
                + SUBMITTED
                + " --resume' goes on from what is done.");
    lines.clear();
    glue.runs.get(1).put("ErrorMessage", "Command failed with exit code 137");
    runs.status(Optional.of("jr_1"), ProjectRuns.Form.TEXT);
    assertThat(lines)
        .endsWith(
            "  error       Command failed with exit code 137",
            "  advice      The driver ran out of memory. Take a larger 'worker_type', lower 'threads',"
                + " or fetch fewer rows in macros (run_query). The same 'epoxy submit' with"
                + " '--invocation-id "
                + SUBMITTED
                + " --resume' goes on from what is done.");
  }

  @Test
  void aSecondAttemptCountsItsNodesAnew() {
    RunLayout files = RunLayout.ofJobRun("a", "jr_2");
    String begin = EventCodec.encode(new RunEvent.RunStarted(at(70), "x", "1.12"));
    put(
        files.events(0),
        begin + "\n" + EventCodec.encode(new RunEvent.ExecutionStarted(at(60), 4, "dev", 20)));
    put(files.events(1), begin);
    runs.status(Optional.empty(), ProjectRuns.Form.JSON);
    assertThat(json().at("/nodes/total").asInt()).isZero();
  }

  @Test
  void aRunIsFoundByItsInvocationOnALaterPage() {
    assertThat(runs.status(Optional.of(SUBMITTED), ProjectRuns.Form.JSON))
        .isEqualTo(ExitCode.FAILED);
    assertThat(json().get("run_id").asText()).isEqualTo("jr_1");
    assertThat(json().get("error").asText()).isEqualTo("2 nodes failed");
    assertThat(json().at("/nodes/total").asInt()).isZero();
    assertThatThrownBy(() -> runs.status(Optional.of("jr_9"), ProjectRuns.Form.JSON))
        .hasMessage(
            "The Glue job epoxy-shop-dev has no run 'jr_9'. Glue keeps runs for 90 days; 'epoxy"
                + " runs' lists the newest.");
    assertThatThrownBy(() -> runs.cancel(Optional.of(UUID.randomUUID().toString()), null))
        .hasMessageStartingWith("The Glue job epoxy-shop-dev has no run '");
  }

  @Test
  void cancelAsksGlueOnlyForARunThatGoesOn() {
    assertThat(runs.cancel(Optional.of("jr_1"), ProjectRuns.Form.TEXT)).isEqualTo(ExitCode.OK);
    assertThat(lines).containsExactly("The run jr_1 has already ended as FAILED.");
    assertThat(glue.calls).doesNotContain("BatchStopJobRun");
    lines.clear();
    runs.cancel(Optional.empty(), ProjectRuns.Form.TEXT);
    assertThat(lines)
        .containsExactly(
            "Glue was asked to stop the run jr_2. It is over when 'epoxy status jr_2' says"
                + " STOPPED.");
    lines.clear();
    runs.cancel(Optional.of("jr_2"), ProjectRuns.Form.JSON);
    assertThat(json().get("cancelled").asBoolean()).isTrue();
    assertThat(glue.count("BatchStopJobRun")).isEqualTo(2);
  }

  @Test
  void aRefusalInAGoodAnswerIsAnError() {
    glue.runs.get(0).put("Unstoppable", true);
    assertThatThrownBy(() -> runs.cancel(Optional.empty(), ProjectRuns.Form.TEXT))
        .hasMessage(
            "Could not stop the run jr_2 of the Glue job epoxy-shop-dev:"
                + " JobRunNotInTerminalStateException: cannot be stopped");
  }

  @Test
  void theLogsOfARunAreItsLinesAlone() {
    String id = "jr_" + UUID.randomUUID();
    run(id, "SUCCEEDED", 60);
    Optional<String> run = Optional.of(id);
    runs.logs(run, "output", Optional.empty(), ProjectRuns.Form.TEXT);
    assertThat(lines)
        .containsExactly(
            "The run " + id + " (SUCCEEDED) has nothing in the log /aws-glue/jobs/output.");
    lines.clear();
    account.log("/aws-glue/jobs/output", id, "10:00:00  Finished", "", "Done. PASS=1");
    account.log("/aws-glue/jobs/output", "jr_x" + id, "another's");
    account.log("/aws-glue/jobs/error", id + "_g-1", "an executor's");
    runs.logs(run, "output", Optional.empty(), ProjectRuns.Form.TEXT);
    assertThat(lines).containsExactly("10:00:00  Finished", "", "Done. PASS=1");
    lines.clear();
    runs.logs(run, "error", Optional.empty(), ProjectRuns.Form.JSON);
    assertThat(lines).hasSize(1);
    assertThat(json().get("text").asText()).isEqualTo("an executor's");
    assertThat(json().get("stream").asText()).isEqualTo(id + "_g-1");
  }

  @Test
  void followedLogsEndWithTheRun() {
    String id = "jr_" + UUID.randomUUID();
    ObjectNode run = run(id, "RUNNING", 60);
    List<Duration> pauses = new ArrayList<>();
    Pause pause =
        duration -> {
          pauses.add(duration);
          account.log("/aws-glue/jobs/output", id + "-" + pauses.size(), "line " + pauses.size());
          if (pauses.size() == 2) {
            run.put("JobRunState", "SUCCEEDED");
          }
        };
    runs.logs(Optional.of(id), "output", Optional.of(pause), ProjectRuns.Form.TEXT);
    assertThat(lines).containsExactly("line 1", "line 2");
  }

  @Test
  void artifactsComeIntoTheFolder() {
    runs.artifacts(Optional.of("jr_2"), folder, ProjectRuns.Form.TEXT);
    assertThat(lines).containsExactly("The run jr_2 (RUNNING) has left no artifacts so far.");
    lines.clear();
    put(new RunLayout("p", SUBMITTED).artifact("compiled/a.sql"), "select 1");
    runs.artifacts(Optional.of("jr_1"), folder, ProjectRuns.Form.JSON);
    assertThat(json().get(0).asText()).isEqualTo(folder.resolve("compiled/a.sql").toString());
    assertThat(folder.resolve("compiled/a.sql")).hasContent("select 1");
  }

  @Test
  void retriesByGlueShareTheFilesOfTheirFirstAttempt() {
    assertThat(RunLayout.ofJobRun("a", "jr_2_attempt_1"))
        .isEqualTo(RunLayout.ofJobRun("a", "jr_2"))
        .isNotEqualTo(RunLayout.ofJobRun("a", "jr_1"));
  }

  private static Heartbeat beat(String run, Instant at, int lost) {
    return new Heartbeat(run, at, 15, Heartbeat.Phase.STARTING, 0, 0, List.of(), lost);
  }

  private static Heartbeat.AtWork atWork(String model, long secondsAgo) {
    return new Heartbeat.AtWork(new UniqueId("model.shop." + model), at(secondsAgo));
  }

  private static Instant at(long secondsAgo) {
    return NOW.minusSeconds(secondsAgo);
  }

  private ObjectNode run(String id, String state, long secondsAgo) {
    ObjectNode run = mapper.createObjectNode();
    run.put("Id", id).put("JobName", JOB).put("JobRunState", state);
    run.put("StartedOn", NOW.getEpochSecond() - secondsAgo);
    run.putObject("Arguments");
    glue.runs.add(run);
    return run;
  }

  private void put(String key, String content) {
    store.put(key, content.getBytes(UTF_8));
  }

  private JsonNode json() {
    try {
      return mapper.readTree(lines.get(0));
    } catch (IOException e) {
      throw new AssertionError(lines.get(0), e);
    }
  }
}
