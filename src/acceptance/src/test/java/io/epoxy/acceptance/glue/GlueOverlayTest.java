package io.epoxy.acceptance.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.ConcurrentRunsExceededException;
import software.amazon.awssdk.services.glue.model.CreateJobRequest;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.JobRunState;
import software.amazon.awssdk.services.glue.model.TableInput;

/** The stand-in for Glue answers as Glue's API is documented; seen through the AWS SDK. */
class GlueOverlayTest {
  @TempDir private static Path folder;
  private static GlueAccount account;
  private static GlueClient glue;

  @BeforeAll
  static void startAccount() throws IOException {
    account = GlueAccount.startWithoutSpark(folder, StandInJob.class.getName());
    glue = account.glue();
    account.s3().createBucket(bucket -> bucket.bucket("scripts"));
    put("job.jar", jarOf(StandInJob.class));
    put("main.scala", new byte[] {1});
  }

  @AfterAll
  static void close() {
    account.close();
  }

  @Test
  void runGetsTheArgumentsInGluesOrderOfPrecedence() throws Exception {
    createJob(
        "precedence",
        job ->
            job.defaultArguments(arguments("ok", "--a", "default", "--b", "default"))
                .nonOverridableArguments(Map.of("--b", "fixed")));

    JobRun run = run("precedence", Map.of("--a", "run", "--b", "run"));

    assertThat(run.jobRunState()).isEqualTo(JobRunState.SUCCEEDED);
    assertThat(run.arguments())
        .containsExactlyInAnyOrderEntriesOf(Map.of("--a", "run", "--b", "run"));
    assertThat(Files.readAllLines(folder.resolve(run.id()).resolve("output.log")))
        .containsSequence("--JOB_RUN_ID", run.id(), "--JOB_NAME", "precedence")
        .containsSequence("--a", "run")
        .containsSequence("--b", "fixed")
        .contains("spark.sql.extensions=x.Extensions")
        .contains("glue=" + account.environment().get("AWS_ENDPOINT_URL_GLUE"));
  }

  @Test
  void uncaughtExceptionMakesTheRunFailWithItsMessage() throws Exception {
    createJob("failing", job -> job.defaultArguments(arguments("fail")));

    JobRun run = run("failing", Map.of());

    assertThat(run.jobRunState()).isEqualTo(JobRunState.FAILED);
    assertThat(run.errorMessage())
        .isEqualTo("Exception in User Class: java.lang.IllegalStateException : one model failed");
  }

  @Test
  void failedRunIsTriedAgainAsOftenAsTheJobSays() throws Exception {
    createJob("retried", job -> job.defaultArguments(arguments("fail")).maxRetries(1));

    JobRun first = run("retried", Map.of("--a", "run"));
    String retry = first.id() + "_attempt_1";

    assertThat(account.await("retried", retry)).isEqualTo("FAILED");
    assertThat(glue.getJobRuns(list -> list.jobName("retried")).jobRuns())
        .extracting(JobRun::id, JobRun::attempt, JobRun::previousRunId, JobRun::arguments)
        .containsExactly(
            tuple(retry, 1, first.id(), Map.of("--a", "run")),
            tuple(first.id(), 0, null, Map.of("--a", "run")));
  }

  @Test
  void exitCodeMakesTheRunFail() throws Exception {
    createJob("exiting", job -> job.defaultArguments(arguments("exit")));

    assertThat(run("exiting", Map.of()).errorMessage())
        .isEqualTo("Command failed with exit code 3");
  }

  @Test
  void runWithoutScriptOrJarFails() throws Exception {
    createJob(
        "scriptless",
        job ->
            job.defaultArguments(arguments("ok"))
                .command(
                    command -> command.name("glueetl").scriptLocation("s3://scripts/no.scala")));
    createJob(
        "jarless",
        job -> job.defaultArguments(arguments("ok", "--extra-jars", "s3://scripts/no.jar")));

    assertThat(run("scriptless", Map.of()).errorMessage())
        .isEqualTo("Launch failed: the script s3://scripts/no.scala does not exist");
    assertThat(run("jarless", Map.of()).errorMessage())
        .isEqualTo("Launch failed: the jar s3://scripts/no.jar of --extra-jars is not there");
  }

  @Test
  void secondRunIsRefusedAndTheFirstCanBeStopped() throws Exception {
    createJob("waiting", job -> job.defaultArguments(arguments("wait")));
    String first = glue.startJobRun(start -> start.jobName("waiting")).jobRunId();

    assertThatThrownBy(() -> glue.startJobRun(start -> start.jobName("waiting")))
        .isInstanceOf(ConcurrentRunsExceededException.class)
        .hasMessageContaining("Concurrent runs exceeded for waiting");
    var stopped =
        glue.batchStopJobRun(stop -> stop.jobName("waiting").jobRunIds(first, "jr_other"));

    assertThat(stopped.successfulSubmissions())
        .extracting(s -> s.jobRunId())
        .containsExactly(first);
    assertThat(stopped.errors()).extracting(e -> e.jobRunId()).containsExactly("jr_other");
    assertThat(account.await("waiting", first)).isEqualTo("STOPPED");
    assertThat(glue.getJobRuns(list -> list.jobName("waiting")).jobRuns())
        .extracting(JobRun::jobRunState)
        .containsExactly(JobRunState.STOPPED);
  }

  @Test
  void jobIsNeverReplacedByCreateAndWhollyReplacedByUpdate() {
    createJob("changing", job -> job.defaultArguments(Map.of("--a", "1")).timeout(5));

    assertThatThrownBy(() -> createJob("changing", job -> job.timeout(6)))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("Job changing already exists");
    glue.updateJob(
        update ->
            update
                .jobName("changing")
                .jobUpdate(
                    job ->
                        job.role("arn:aws:iam::123456789012:role/r")
                            .command(command -> command.name("glueetl").scriptLocation("s3://b/k"))
                            .timeout(7)));

    var job = glue.getJob(get -> get.jobName("changing")).job();
    assertThat(job.timeout()).isEqualTo(7);
    assertThat(job.defaultArguments()).isEmpty();
    assertThatThrownBy(() -> glue.startJobRun(start -> start.jobName("unknown")))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("no job unknown");
  }

  @Test
  void staleTableVersionIsRefused() {
    glue.createDatabase(create -> create.databaseInput(database -> database.name("versions")));
    TableInput table = TableInput.builder().name("t").build();
    glue.createTable(create -> create.databaseName("versions").tableInput(table));
    String version =
        glue.getTable(get -> get.databaseName("versions").name("t")).table().versionId();
    glue.updateTable(
        update -> update.databaseName("versions").tableInput(table).versionId(version));

    assertThatThrownBy(
            () ->
                glue.updateTable(
                    update -> update.databaseName("versions").tableInput(table).versionId(version)))
        .isInstanceOf(ConcurrentModificationException.class)
        .hasMessageContaining("Update table failed due to concurrent modifications: t is at");
  }

  private static JobRun run(String job, Map<String, String> arguments) throws InterruptedException {
    String id = glue.startJobRun(start -> start.jobName(job).arguments(arguments)).jobRunId();
    account.await(job, id);
    return glue.getJobRun(get -> get.jobName(job).runId(id)).jobRun();
  }

  private static void createJob(
      String name, java.util.function.Consumer<CreateJobRequest.Builder> more) {
    CreateJobRequest.Builder job =
        CreateJobRequest.builder()
            .name(name)
            .role("arn:aws:iam::123456789012:role/GlueJobRole")
            .command(c -> c.name("glueetl").scriptLocation("s3://scripts/main.scala"));
    more.accept(job);
    glue.createJob(job.build());
  }

  private static Map<String, String> arguments(String behaviour, String... more) {
    Map<String, String> arguments = new java.util.HashMap<>();
    arguments.put("--behaviour", behaviour);
    arguments.put("--extra-jars", "s3://scripts/job.jar");
    arguments.put("--datalake-formats", "iceberg");
    arguments.put("--conf", "spark.sql.extensions=x.Extensions --conf spark.a=b=c");
    for (int i = 0; i < more.length; i += 2) {
      arguments.put(more[i], more[i + 1]);
    }
    return arguments;
  }

  private static void put(String key, byte[] content) {
    account.s3().putObject(put -> put.bucket("scripts").key(key), RequestBody.fromBytes(content));
  }

  private static byte[] jarOf(Class<?> type) throws IOException {
    String entry = type.getName().replace('.', '/') + ".class";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes);
        InputStream code = type.getClassLoader().getResourceAsStream(entry)) {
      jar.putNextEntry(new JarEntry(entry));
      code.transferTo(jar);
    }
    return bytes.toByteArray();
  }
}
