package io.epoxy.launcher.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.epoxy.aws.S3ObjectStore;
import io.epoxy.bundle.archive.BundleReader;
import io.epoxy.bundle.archive.Sha256;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.EventCodec;
import io.epoxy.bundle.run.ExitCode;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Folders;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.JobArguments;
import io.epoxy.bundle.run.LocalRunner;
import io.epoxy.bundle.run.PackageReader;
import io.epoxy.bundle.run.ProjectPlaces;
import io.epoxy.bundle.run.RequestCodec;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.bundle.run.RunOutcome;
import io.epoxy.bundle.run.RunRequest;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.model.config.Project;
import io.epoxy.model.config.ProjectFlags;
import io.epoxy.model.config.ProjectPaths;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.result.RunEvent;
import io.epoxy.model.result.RunListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** S3 is moto's, Glue is {@link FakeGlue}; what a job would do is done by hand. */
class GlueJobTargetTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:11:12Z");
  private static final String JOB = "epoxy-shop-dev";

  @RegisterExtension final FakeAccount account = new FakeAccount();

  private final String bucket = account.bucket();
  private String id = UUID.randomUUID().toString();
  private RunLayout layout = new RunLayout("tables/_epoxy", id);
  private final List<RunEvent> events = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private FakeGlue glue;
  private S3ObjectStore store;
  private Target target;
  private OptionalInt timeout = OptionalInt.empty();
  private SubmitOptions.Shown shown = SubmitOptions.Shown.EVENTS;
  private SubmitOptions.Again again = SubmitOptions.Again.FOLLOW;

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    glue = account.glue();
    store = account.store();
    target = Targets.with("location", "s3://" + bucket + "/tables", "password", "hush");
    Files.writeString(folder.resolve("dbt_project.yml"), "name: shop");
    Files.createDirectory(folder.resolve("models"));
    Files.writeString(folder.resolve("models/a.sql"), "select '{{ env_var('SEEN') }}'");
    Files.writeString(folder.resolve("profiles.yml"), "secret: hush");
    Files.writeString(folder.resolve("job.jar"), "a jar");
  }

  @Test
  void aRunIsSentFollowedAndBroughtHome() throws IOException {
    glue.onStart = run -> runWell();
    glue.states.addFirst("WAITING no capacity");

    assertThat(submit(SubmitOptions.Wait.FOLLOW)).isEqualTo(ExitCode.OK);

    assertThat(texts())
        .containsExactly(
            "Glue run jr_1 of job epoxy-shop-dev has started",
            "The Glue run jr_1 waits: no capacity",
            "first",
            "second",
            "third");
    assertThat(folder.resolve("target/run_results.json")).hasContent("{}");
    assertThat(folder.resolve("target/compiled/a.sql")).hasContent("select 1");
    assertThat(glue.calls).doesNotContain("UpdateJob", "GetTags");
    assertThat(pauses).isNotEmpty();
  }

  @Test
  void theRequestTellsTheJobEverythingButSecrets() throws IOException {
    submit(SubmitOptions.Wait.DETACH);

    Map<String, String> arguments = arguments(glue.runs.get(0));
    JobArguments parsed =
        JobArguments.parse(
            List.of(
                JobArguments.REQUEST, arguments.get(JobArguments.REQUEST),
                JobArguments.REQUEST_SHA256, arguments.get(JobArguments.REQUEST_SHA256)));
    assertThat(parsed.request()).isEqualTo(new S3Location(bucket, layout.request()));
    byte[] content = store.find(layout.request()).orElseThrow();
    RunRequest request = RequestCodec.decode(content, parsed.requestSha256());
    assertThat(request.invocation().id()).isEqualTo(id);
    assertThat(request.projectName()).isEqualTo("shop");
    assertThat(request.env()).isEqualTo(Map.of("SEEN", "yes"));
    assertThat(new String(content, StandardCharsets.UTF_8)).doesNotContain("hush");
    assertThat(arguments).hasSize(2);
    Path zip = folder.resolve("b.zip");
    store.download(request.bundleKey(), zip);
    BundleReader.unpack(zip, request.bundleSha256(), folder.resolve("unpacked"));
    assertThat(folder.resolve("unpacked/models/a.sql")).exists();
    assertThat(folder.resolve("unpacked/profiles.yml")).doesNotExist();
  }

  @Test
  void artifactsOfAnEarlierRunGoWithTheRequest() throws IOException {
    Path state = Files.createDirectory(folder.resolve("prod"));
    Files.writeString(state.resolve("manifest.json"), "{\"nodes\": {}}");

    submit(
        SubmitOptions.Wait.DETACH,
        new Folders(folder, folder, Optional.empty(), Optional.of(state), Optional.empty()));

    String sha256 = Sha256.of(state.resolve("manifest.json"));
    RunRequest request =
        RequestCodec.decode(
            store.find(layout.request()).orElseThrow(),
            arguments(glue.runs.get(0)).get(JobArguments.REQUEST_SHA256));
    assertThat(request.earlier().orElseThrow().sha256())
        .isEqualTo(Map.of("state/manifest.json", sha256));
    assertThat(store.find(layout.earlierFile(sha256)).orElseThrow())
        .isEqualTo(Files.readAllBytes(state.resolve("manifest.json")));
  }

  @Test
  void theJobNamesJarAndScriptByTheirContent() {
    submit(SubmitOptions.Wait.DETACH);
    ObjectNode job = glue.jobs.get(JOB);
    String script = job.at("/Command/ScriptLocation").asText();
    assertThat(script).startsWith("s3://" + bucket + "/tables/_epoxy/scripts/").endsWith(".scala");
    S3Location place = S3Location.parse(script);
    assertThat(new String(store.find(place.key()).orElseThrow(), StandardCharsets.UTF_8))
        .contains("object GlueApp", "io.epoxy.job.JobMain.main(args)");
    String jar = job.at("/DefaultArguments/--extra-jars").asText();
    assertThat(store.find(S3Location.parse(jar).key())).isPresent();
  }

  @Test
  void detachingPrintsTheIdOfTheRunOnly() {
    assertThat(submit(SubmitOptions.Wait.DETACH)).isEqualTo(ExitCode.OK);
    assertThat(events).containsExactly(new RunEvent.Output(NOW, "jr_1"));
  }

  @Test
  void aSecondSubmitUpdatesOnlyWhatHasChanged() {
    target = withKeys("tags", "team=data", "conf", "a=1");
    submit(SubmitOptions.Wait.DETACH);
    takeAnotherId();
    submit(SubmitOptions.Wait.DETACH);
    assertThat(glue.count("CreateJob")).isEqualTo(1);
    assertThat(glue.count("UpdateJob")).isZero();
    assertThat(glue.count("TagResource")).isZero();

    glue.jobs.get(JOB).put("MaxRetries", 3);
    target = withKeys("tags", "team=data,stage=dev", "conf", "a=2");
    takeAnotherId();
    submit(SubmitOptions.Wait.DETACH);
    assertThat(glue.count("UpdateJob")).isEqualTo(1);
    assertThat(glue.jobs.get(JOB).path("MaxRetries").asInt()).isEqualTo(3);
    assertThat(glue.jobs.get(JOB).at("/DefaultArguments/--conf").asText()).isEqualTo("a=2");
    assertThat(glue.tags.get(JOB).toString()).contains("team", "stage");
  }

  @Test
  void aJobOfSomebodyElseIsLeftAsItIs() {
    glue.jobs.put(JOB, node("x").put("Name", JOB));
    assertThatThrownBy(() -> submit(SubmitOptions.Wait.DETACH))
        .hasMessageStartingWith(
            "There is a Glue job epoxy-shop-dev that Epoxy did not make; it is left as it is.");
    assertThat(glue.calls).doesNotContain("UpdateJob", "StartJobRun");
  }

  @Test
  void anUpdateThatCollidesIsDoneAgain() {
    submit(SubmitOptions.Wait.DETACH);
    takeAnotherId();
    target = withKeys("conf", "a=2");
    glue.fail("UpdateJob", "400 ConcurrentModificationException");
    submit(SubmitOptions.Wait.DETACH);
    assertThat(glue.count("UpdateJob")).isEqualTo(2);
    assertThat(glue.jobs.get(JOB).at("/DefaultArguments/--conf").asText()).isEqualTo("a=2");
  }

  @Test
  void aStartWithoutAClearAnswerIsNotRepeatedWhenTheRunIsThere() {
    glue.runs.add(node("jr_0"));
    glue.fail("StartJobRun", "after 500 InternalServiceException");
    assertThat(submit(SubmitOptions.Wait.DETACH)).isEqualTo(ExitCode.OK);
    assertThat(glue.count("StartJobRun")).isEqualTo(1);
    assertThat(glue.runs).hasSize(2);
    assertThat(texts()).containsExactly("jr_2");
  }

  @Test
  void aStartWithoutAClearAnswerIsRepeatedWhenThereIsNoRun() {
    glue.fail("StartJobRun", "500 InternalServiceException", "400 ThrottlingException");
    assertThat(submit(SubmitOptions.Wait.DETACH)).isEqualTo(ExitCode.OK);
    assertThat(glue.count("StartJobRun")).isEqualTo(3);
    assertThat(glue.runs).hasSize(1);
  }

  @Test
  void aSubmitThatIsMadeAgainUnderItsIdFollowsTheRunThatIsThere() {
    glue.runs.add(node("jr_0"));
    submit(SubmitOptions.Wait.DETACH);
    glue.onStart =
        run -> {
          throw new IllegalStateException("a second run was started");
        };
    runWell();
    assertThat(submit(SubmitOptions.Wait.FOLLOW)).isEqualTo(ExitCode.OK);
    assertThat(texts().get(0))
        .isEqualTo("Glue run jr_2 of job epoxy-shop-dev was started before by this invocation");
    assertThat(glue.count("StartJobRun")).isEqualTo(1);
  }

  @Test
  void aResumedRunIsStartedAgainUnderItsRequestOnlyIfItDidNotEndWell() {
    again = SubmitOptions.Again.RESUME;
    submit(SubmitOptions.Wait.DETACH);
    glue.runs.get(0).put("JobRunState", "RUNNING");
    submit(SubmitOptions.Wait.DETACH);
    glue.runs.get(0).put("JobRunState", "SUCCEEDED");
    submit(SubmitOptions.Wait.DETACH);
    assertThat(glue.count("StartJobRun")).isEqualTo(1);

    glue.runs.get(0).put("JobRunState", "STOPPED");
    put(0, "of the run before");
    glue.onStart =
        run -> {
          put(1, "of this run");
          store.put(layout.outcome(), new RunOutcome(ExitCode.OK).encode());
        };
    // The run before is not taken for the one whose start is in doubt.
    glue.fail("StartJobRun", "500 InternalServiceException");
    assertThat(submit(SubmitOptions.Wait.FOLLOW)).isEqualTo(ExitCode.OK);
    assertThat(texts())
        .containsExactly(
            "Glue run jr_2 of job epoxy-shop-dev goes on from run jr_1", "of this run");
    assertThat(arguments(glue.runs.get(1))).isEqualTo(arguments(glue.runs.get(0)));
  }

  @Test
  void aRunThatGlueTriesOnceMoreIsFollowedThroughItsNextAttempt() {
    target = withKeys("max_retries", 1);
    glue.states.clear();
    glue.states.addAll(List.of("RUNNING", "FAILED one node failed", "RUNNING", "SUCCEEDED"));
    glue.onStart =
        run -> {
          ObjectNode retry = run.deepCopy().put("Id", "jr_1_attempt_1");
          glue.runs.add(0, retry.put("PreviousRunId", "jr_1").put("Attempt", 1));
          runWell();
        };
    assertThat(submit(SubmitOptions.Wait.FOLLOW)).isEqualTo(ExitCode.OK);
    assertThat(texts())
        .contains("The Glue run jr_1 has failed; Glue tries once more as jr_1_attempt_1");
  }

  @Test
  void whereEarlierRunsCannotBeLookedUpNothingIsStarted() {
    store.put(layout.request(), new byte[0]);
    glue.jobs.put(JOB, node("x"));
    glue.fail("GetJobRuns", "400 AccessDeniedException");
    assertThatThrownBy(() -> submit(SubmitOptions.Wait.DETACH))
        .hasMessage(
            "Could not look for an earlier run of this invocation: AccessDeniedException: planned");
    assertThat(glue.calls).doesNotContain("StartJobRun");
  }

  @Test
  void aTimeoutIsTheRunsOwn() {
    timeout = OptionalInt.of(30);
    submit(SubmitOptions.Wait.DETACH);
    assertThat(glue.runs.get(0).path("Timeout").asInt()).isEqualTo(30);
    assertThat(glue.jobs.get(JOB).has("Timeout")).isFalse();
  }

  @Test
  void theEndTellsWhatTheRunTookAndCost() {
    glue.onStart =
        run -> {
          finish(ExitCode.OK);
          run.put("ExecutionTime", 1800).put("WorkerType", "G.2X").put("NumberOfWorkers", 5);
        };
    submit(SubmitOptions.Wait.FOLLOW);
    assertThat(texts().get(2))
        .isEqualTo(
            "The run took 1800 s and 18000 DPU seconds, about 2.20 USD at 0.44 USD a DPU hour (set"
                + " 'price_per_dpu_hour' in the profile to your region's).");
  }

  @Test
  void aRunThatIsDeletedUnderUsIsAnUnknownOutcome() {
    glue.states.clear();
    glue.states.add("RUNNING");
    glue.fail("GetJobRun", "", "400 EntityNotFoundException");
    assertThatThrownBy(() -> submit(SubmitOptions.Wait.FOLLOW))
        .hasMessage(
            "The run jr_1 of the Glue job epoxy-shop-dev is gone: somebody deleted the job while"
                + " it ran. What it wrote until then is there; look at the tables before you submit"
                + " again.")
        .satisfies(
            e -> assertThat(((EpoxyException) e).code()).isEqualTo(ErrorCode.UNKNOWN_OUTCOME));
  }

  @Test
  void aStartThatStaysUnclearSaysWhatToLookFor() {
    glue.fail("StartJobRun", "500 A", "500 B", "500 InternalServiceException");
    assertThatThrownBy(() -> submit(SubmitOptions.Wait.DETACH))
        .hasMessage(
            "Glue gave no clear answer to starting the job epoxy-shop-dev, so a run may or may not"
                + " be under way: InternalServiceException: planned\nLook for s3://"
                + bucket
                + "/"
                + layout.request()
                + " in: aws glue get-job-runs --job-name epoxy-shop-dev")
        .satisfies(
            e -> assertThat(((EpoxyException) e).code()).isEqualTo(ErrorCode.UNKNOWN_OUTCOME));
  }

  @Test
  void sparksLogIsShownWhenItIsAskedFor() {
    shown = SubmitOptions.Shown.LOG;
    String run = "jr_" + UUID.randomUUID();
    glue.nextRun = run;
    glue.onStart =
        started -> {
          runWell();
          account.log("/aws-glue/jobs/error", run, "Task 3 lost", "Task 3 done");
          account.log("/aws-glue/jobs/output", run, "first");
          account.log("/aws-glue/jobs/error", "jr_other", "not ours");
        };
    assertThat(submit(SubmitOptions.Wait.FOLLOW)).isEqualTo(ExitCode.OK);
    assertThat(texts())
        .containsExactly(
            "Glue run " + run + " of job epoxy-shop-dev has started",
            "first",
            "second",
            "third",
            "Task 3 lost",
            "Task 3 done");
  }

  @Test
  void aLogThatCannotBeReadIsToldOnceAndTheRunIsFollowed() {
    shown = SubmitOptions.Shown.LOG;
    glue.onStart = run -> runWell();
    String moto = System.setProperty("aws.endpointUrlCloudWatchLogs", glue.endpoint());
    try {
      for (int i = 0; i < 9; i++) {
        glue.fail("FilterLogEvents", "400 AccessDeniedException");
      }
      assertThat(submit(SubmitOptions.Wait.FOLLOW)).isEqualTo(ExitCode.OK);
    } finally {
      System.setProperty("aws.endpointUrlCloudWatchLogs", moto);
    }
    assertThat(texts())
        .contains("third")
        .containsOnlyOnce(
            "Could not read the log group /aws-glue/jobs/error: AccessDeniedException: planned\n"
                + "The run goes on; its log is not shown.");
    assertThat(glue.count("FilterLogEvents")).isEqualTo(1);
  }

  @Test
  void aStormOfThrottlingEndsNoRun() {
    glue.onStart = run -> runWell();
    for (String operation : List.of("GetJob", "GetJobRun", "GetJobRun", "GetJobRun")) {
      glue.fail(operation, "400 ThrottlingException: Rate exceeded", "400 ThrottlingException");
    }
    assertThat(submit(SubmitOptions.Wait.FOLLOW)).isEqualTo(ExitCode.OK);
    assertThat(glue.count("StartJobRun")).isEqualTo(1);
    assertThat(glue.count("GetJobRun")).isEqualTo(6 + 3);
  }

  @Test
  void tooManyRunsAtOnceIsNotRetried() {
    glue.fail("StartJobRun", "400 ConcurrentRunsExceededException");
    assertThatThrownBy(() -> submit(SubmitOptions.Wait.DETACH))
        .hasMessageStartingWith(
            "The Glue job epoxy-shop-dev already has as many runs as its MaxConcurrentRuns allows");
    assertThat(glue.count("StartJobRun")).isEqualTo(1);
  }

  @Test
  void aFailingNodeGivesTheRunsOwnExitCode() {
    glue.onStart = run -> finish(ExitCode.FAILED);
    glue.states.clear();
    glue.states.add("FAILED Exception in User Class: nodes failed");
    assertThat(submit(SubmitOptions.Wait.FOLLOW)).isEqualTo(ExitCode.FAILED);
    assertThat(texts()).containsExactly("Glue run jr_1 of job epoxy-shop-dev has started", "only");
    takeAnotherId();
    glue.onStart = run -> finish(ExitCode.COULD_NOT_RUN);
    assertThat(submit(SubmitOptions.Wait.FOLLOW)).isEqualTo(ExitCode.COULD_NOT_RUN);
  }

  @Test
  void aRunThatFailsWithoutAWordHasGluesReason() {
    glue.states.clear();
    glue.states.add("FAILED Command failed with exit code 10");
    assertThat(submit(SubmitOptions.Wait.FOLLOW)).isEqualTo(ExitCode.FAILED);
    assertThat(events.get(events.size() - 1))
        .isEqualTo(
            new RunEvent.CommandFailed(
                NOW,
                "Runtime Error",
                "The run jr_1 of the Glue job epoxy-shop-dev ended as FAILED: Command failed with"
                    + " exit code 10\nIts log: epoxy logs jr_1 --stream error (CloudWatch log group"
                    + " /aws-glue/jobs/error)"));
  }

  @Test
  void aRunThatGlueStopsAfterItsWorkIsStillAFailure() {
    glue.onStart = run -> finish(ExitCode.OK);
    glue.states.clear();
    glue.states.add("TIMEOUT");
    assertThat(submit(SubmitOptions.Wait.FOLLOW)).isEqualTo(ExitCode.FAILED);
    assertThat(texts().get(2))
        .startsWith("The run jr_1 of the Glue job epoxy-shop-dev ended as TIMEOUT");
  }

  @Test
  void losingSightOfARunSaysThatItGoesOn() {
    glue.states.clear();
    glue.states.add("RUNNING");
    for (int i = 0; i < 60; i++) {
      glue.fail("GetJobRun", "400 AccessDeniedException");
    }
    // Were S3 to answer in between, the failures would not be in a row.
    glue.onStart = run -> account.s3().deleteBucket(request -> request.bucket(emptied()));
    assertThatThrownBy(() -> submit(SubmitOptions.Wait.FOLLOW))
        .hasMessageStartingWith("Lost sight of the run jr_1 of the Glue job epoxy-shop-dev (")
        .hasMessageEndingWith(
            "It goes on in Glue; look at it with: aws glue get-job-run --job-name epoxy-shop-dev"
                + " --run-id jr_1");
  }

  private void takeAnotherId() {
    id = UUID.randomUUID().toString();
    layout = new RunLayout("tables/_epoxy", id);
  }

  private String emptied() {
    store
        .list("")
        .forEach(key -> account.s3().deleteObject(request -> request.bucket(bucket).key(key)));
    return bucket;
  }

  private ExitCode submit(SubmitOptions.Wait wait) {
    return submit(wait, Folders.of(folder));
  }

  private ExitCode submit(SubmitOptions.Wait wait, Folders folders) {
    GlueSurroundings surroundings =
        new GlueSurroundings(
            Map.of("SEEN", "yes", "UNSEEN", "no", "DBT_ENV_SECRET_X", "hush"),
            Clock.fixed(NOW, ZoneOffset.UTC),
            pauses::add,
            runId -> StopQuestion.Answer.DETACH);
    events.clear();
    return new GlueJobTarget(
            new ProjectReader(),
            folder.resolve("job.jar"),
            new SubmitOptions(wait, timeout, shown, again),
            surroundings)
        .run(invocation(), folders, events::add);
  }

  private void runWell() {
    put(0, "first", "second");
    put(1, "third");
    text(layout.artifact("run_results.json"), "{}");
    text(layout.artifact("compiled/a.sql"), "select 1");
    store.put(layout.outcome(), new RunOutcome(ExitCode.OK).encode());
  }

  private void finish(ExitCode exitCode) {
    put(0, "only");
    store.put(layout.outcome(), new RunOutcome(exitCode).encode());
  }

  private void put(int number, String... lines) {
    StringBuilder file = new StringBuilder();
    for (String line : lines) {
      file.append(EventCodec.encode(new RunEvent.Output(NOW, line))).append('\n');
    }
    text(layout.events(number), file.toString());
  }

  private void text(String key, String content) {
    store.put(key, content.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> texts() {
    return events.stream()
        .map(
            event -> {
              if (event instanceof RunEvent.Message message) {
                return message.text();
              }
              if (event instanceof RunEvent.CommandFailed failed) {
                return failed.text();
              }
              return ((RunEvent.Output) event).line();
            })
        .toList();
  }

  private Target withKeys(Object... keysAndValues) {
    Object[] all = new Object[keysAndValues.length + 2];
    all[0] = "location";
    all[1] = "s3://" + bucket + "/tables";
    System.arraycopy(keysAndValues, 0, all, 2, keysAndValues.length);
    return Targets.with(all);
  }

  private static ObjectNode node(String runId) {
    ObjectNode node = new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode();
    node.put("Id", runId).putObject("Arguments");
    return node;
  }

  private static Map<String, String> arguments(ObjectNode run) {
    Map<String, String> arguments = new java.util.HashMap<>();
    run.get("Arguments")
        .fields()
        .forEachRemaining(field -> arguments.put(field.getKey(), field.getValue().asText()));
    return arguments;
  }

  private Invocation invocation() {
    return new Invocation(id, Command.BUILD, FlagValues.NONE, "epoxy submit build");
  }

  /** Knows one project and one target. */
  private final class ProjectReader implements LocalRunner {
    @Override
    public ExitCode run(Invocation invocation, Folders folders, RunListener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Target loadTarget(Invocation invocation, Folders folders) {
      return target;
    }

    @Override
    public Project loadProject(Invocation invocation, Folders folders) {
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

    @Override
    public ProjectPlaces findPlaces(Invocation invocation, Folders folders) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Project loadProjectAlone(FlagValues flags, Folders folders) {
      throw new UnsupportedOperationException();
    }

    @Override
    public PackageReader packages(Map<String, Object> vars) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void checkSample(String text) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ProjectFlags readProjectFlags(Folders folders) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Object> parseYaml(String option, String text) {
      return Map.of();
    }
  }
}
