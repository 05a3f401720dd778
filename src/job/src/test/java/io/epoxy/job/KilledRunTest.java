package io.epoxy.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.glue.util.Job;
import io.epoxy.aws.AwsClients;
import io.epoxy.aws.S3ObjectStore;
import io.epoxy.aws.testing.MotoServer;
import io.epoxy.bundle.archive.BundleContents;
import io.epoxy.bundle.archive.BundleManifest;
import io.epoxy.bundle.archive.BundleWriter;
import io.epoxy.bundle.archive.Sha256;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.EventCodec;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.JobArguments;
import io.epoxy.bundle.run.RequestCodec;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.bundle.run.RunRequest;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.model.config.Target;
import io.epoxy.model.result.RunEvent;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose JVM is killed in the midst of a node, and the attempt after it; S3 is moto's. */
class KilledRunTest {
  private static final String ROWS = "ROWS_OF_SLOW";

  private final String bucket = "epoxy-" + UUID.randomUUID();
  private final RunLayout layout = new RunLayout("p", UUID.randomUUID().toString());
  private AwsClients clients;
  private S3ObjectStore store;

  @TempDir private Path folder;

  @BeforeEach
  void openAccount() {
    MotoServer.shared();
    clients = AwsClients.ofEnvironment();
    clients
        .s3()
        .createBucket(
            create ->
                create
                    .bucket(bucket)
                    .createBucketConfiguration(at -> at.locationConstraint("eu-west-1")));
    store = S3ObjectStore.ofBucket(clients.s3(), bucket);
  }

  @AfterEach
  void closeAccount() {
    clients.close();
  }

  @Test
  void whatWasDoneIsNotDoneAgain() throws IOException, InterruptedException {
    JobArguments arguments = submit();
    killWhileSlowRuns(arguments);
    Map<Path, FileTime> before = filesOf("first");
    assertThat(before).isNotEmpty();

    String log = runAgain(arguments);

    assertThat(log)
        .contains(
            "Resumed: an earlier attempt of this run has done 2 of 4 nodes, which are not run"
                + " again.")
        .containsPattern("1 of 4 OK created sql table model s.first .+, by an earlier attempt]")
        .containsPattern("3 of 4 START sql table model s.slow")
        .contains("Done. PASS=4 WARN=0 ERROR=0 SKIP=0");
    assertThat(starts()).isEqualTo(Map.of("first", 1, "second", 1, "slow", 2, "third", 1));
    assertThat(filesOf("first")).isEqualTo(before);
    assertThat(filesOf("third")).isNotEmpty();
    Map<?, ?> results = (Map<?, ?>) PlainJson.read(text(layout.artifact("run_results.json")));
    assertThat((List<?>) results.get("results"))
        .extracting(KilledRunTest::outcome)
        .containsExactly("success resumed", "success resumed", "success", "success");
    assertThat(text(layout.artifact("compiled/shop/models/first.sql"))).contains("select 1 as id");
  }

  private JobArguments submit() throws IOException {
    Path project = Files.createDirectories(folder.resolve("project/models")).getParent();
    Files.writeString(
        project.resolve("dbt_project.yml"),
        "name: shop\nversion: '1.0'\nprofile: shop\nmodels: {+materialized: table}\n");
    model("first", "select 1 as id");
    model("second", "select 2 as id");
    model("slow", "select count(*) as n from range({{ env_var('" + ROWS + "', '10') }})");
    model("third", "select 3 as id, n from {{ ref('slow') }}");
    Path zip = folder.resolve("b.zip");
    BundleManifest bundle =
        BundleWriter.write(new BundleContents(project, List.of("models"), "target"), zip);
    store.putIfAbsent(layout.bundle(bundle.sha256()), zip);
    RunRequest request =
        new RunRequest(
            new Invocation(layout.invocationId(), Command.RUN, FlagValues.NONE, "epoxy submit run"),
            "shop",
            new Target(
                "shop",
                "dev",
                "glue",
                "s",
                1,
                Map.of("location", folder.resolve("lake").toUri().toString())),
            Map.of(),
            layout.bundle(bundle.sha256()),
            bundle.sha256(),
            Optional.empty());
    byte[] content = RequestCodec.encode(request);
    store.put(layout.request(), content);
    return new JobArguments(new S3Location(bucket, layout.request()), Sha256.of(content));
  }

  private void model(String name, String sql) throws IOException {
    Files.writeString(folder.resolve("project/models").resolve(name + ".sql"), sql);
  }

  /** The built main in a JVM of its own, which gets no chance to end in order. */
  private void killWhileSlowRuns(JobArguments arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(word -> word.startsWith("--add-opens") || word.startsWith("-XX:"))
        .forEach(command::add);
    spark().forEach((key, value) -> command.add("-D" + key + "=" + value));
    for (String key : List.of("accessKeyId", "secretAccessKey", "region", "endpointUrlS3")) {
      command.add("-Daws." + key + "=" + System.getProperty("aws." + key));
    }
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.epoxy.job.JobMain", "--JOB_NAME", "shop", "--JOB_RUN_ID", "jr_1"));
    arguments.toMap().forEach((key, value) -> command.addAll(List.of(key, value)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve("error.log").toFile());
    builder.environment().put(ROWS, "10000000000000");
    Process process = builder.start();
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      String line = lines.readLine();
      while (line != null && !line.contains("START sql table model s.slow")) {
        line = lines.readLine();
      }
      assertThat(line).as(Files.readString(folder.resolve("error.log"))).isNotNull();
      while (process.isAlive()
          && !(journal().contains("model.shop.second") && starts().containsKey("slow"))) {
        Thread.onSpinWait(); // a second at most, and each look is a request
      }
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private String runAgain(JobArguments arguments) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    SparkSession.Builder builder = SparkSession.builder().appName("attempt-1");
    spark().forEach(builder::config);
    try (SparkSession session = builder.getOrCreate()) {
      assertThat(session.sparkContext().isLocal()).isTrue();
      new JobRun(
              store,
              arguments,
              new JobEnvironment(
                  Map.of(),
                  Map.of("JOB_NAME", "shop"),
                  Optional.empty(),
                  new PrintStream(log, true, UTF_8)),
              Clock.offset(Clock.systemUTC(), RunLease.EXPIRY), // nothing was heard for so long
              duration -> {})
          .run();
    }
    assertThat(Job.takeCalls()).last().isEqualTo("commit");
    return log.toString(UTF_8);
  }

  private Map<String, String> spark() {
    return Map.of(
        "spark.master", "local[1]",
        "spark.app.name", "killed",
        "spark.ui.enabled", "false",
        "spark.driver.host", "127.0.0.1",
        "spark.sql.shuffle.partitions", "1",
        "spark.sql.warehouse.dir", folder.resolve("warehouse").toUri().toString());
  }

  private String journal() {
    StringBuilder journal = new StringBuilder();
    store.list(layout.journal()).forEach(key -> journal.append(text(key)));
    return journal.toString();
  }

  /** How often each model was begun, over both attempts. */
  private Map<String, Integer> starts() {
    Map<String, Integer> starts = new TreeMap<>();
    for (String key : store.list(layout.events())) {
      for (RunEvent event : EventCodec.decodeAll(store.find(key).orElseThrow())) {
        if (event instanceof RunEvent.NodeStarted start) {
          starts.merge(start.node().name(), 1, Integer::sum);
        }
      }
    }
    return starts;
  }

  private Map<Path, FileTime> filesOf(String table) throws IOException {
    Map<Path, FileTime> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder.resolve("lake"))) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        if (path.toString().contains("/" + table) && path.toString().endsWith(".parquet")) {
          files.put(path, Files.getLastModifiedTime(path));
        }
      }
    }
    return files;
  }

  private static String outcome(Object result) {
    Map<?, ?> fields = (Map<?, ?>) result;
    boolean resumed = ((Map<?, ?>) fields.get("adapter_response")).containsKey("resumed");
    return fields.get("status") + (resumed ? " resumed" : "");
  }

  private String text(String key) {
    return new String(store.find(key).orElseThrow(), UTF_8);
  }
}
