package io.epoxy.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.bundle.archive.BundleContents;
import io.epoxy.bundle.archive.BundleManifest;
import io.epoxy.bundle.archive.BundleWriter;
import io.epoxy.bundle.archive.Sha256;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.EarlierFiles;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.JobArguments;
import io.epoxy.bundle.run.RequestCodec;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.bundle.run.RunRequest;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.port.RunProperties;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that needs no Spark: {@code ls} with an earlier run's artifacts. */
class JobRunTest {
  private static final String STATE =
      "{\"metadata\": {\"dbt_schema_version\":"
          + " \"https://schemas.getdbt.com/dbt/manifest/v12.json\"},"
          + " \"nodes\": {\"model.shop.old\": {\"raw_code\": \"select 1\", \"fqn\": [\"shop\", \"old\"]}}}";

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final RunLayout layout = new RunLayout("p", "0b3c");
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  private Optional<RunProperties> workflow = Optional.empty();

  @TempDir private Path folder;

  @BeforeEach
  void writeProject() throws IOException {
    Files.writeString(
        folder.resolve("dbt_project.yml"), "name: shop\nversion: '1.0'\nprofile: shop\n");
    Files.createDirectory(folder.resolve("models"));
    Files.writeString(folder.resolve("models/old.sql"), "select 1");
    Files.writeString(folder.resolve("models/added.sql"), "select 2");
  }

  @Test
  void selectsByTheStateThatCameWithTheRequest() {
    String sha256 = Sha256.of(STATE.getBytes(UTF_8));
    store.put(layout.earlierFile(sha256), STATE.getBytes(UTF_8));

    run("state:new", Optional.of(new EarlierFiles(Map.of("state/manifest.json", sha256))));

    assertThat(log.toString(UTF_8)).contains("shop.added").doesNotContain("shop.old");
  }

  @Test
  void aStepOfAWorkflowSeesItsPropertiesAndTellsItsResults() throws IOException {
    Files.writeString(
        folder.resolve("models/monday.sql"),
        "{{ config(enabled=(var('workflow_day', '') == 'monday')) }} select 1");
    InMemoryRunProperties properties = new InMemoryRunProperties();
    properties.put(Map.of("day", "monday"));
    workflow = Optional.of(properties);

    run("monday", Optional.empty());

    assertThat(log.toString(UTF_8)).contains("shop.monday");
    assertThat(properties.read())
        .containsEntry("day", "monday")
        .containsEntry("epoxy.shop.invocation_id", "0b3c")
        .containsEntry("epoxy.shop.exit_code", "0");
  }

  @Test
  void anotherStateThanWasSubmittedIsRefused() {
    String sha256 = Sha256.of(STATE.getBytes(UTF_8));
    store.put(layout.earlierFile(sha256), "{}".getBytes(UTF_8));
    Optional<EarlierFiles> earlier =
        Optional.of(new EarlierFiles(Map.of("state/manifest.json", sha256)));

    assertThatThrownBy(() -> run("state:new", earlier))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("'state/manifest.json' is another file than was submitted. Submit again");
  }

  @Test
  void withoutAStateTheSelectorSaysSo() {
    assertThatThrownBy(() -> run("state:new", Optional.empty()))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("Got a state selector method, but no comparison manifest");
  }

  private void run(String select, Optional<EarlierFiles> earlier) {
    Path zip = folder.resolve("b.zip");
    BundleManifest bundle =
        BundleWriter.write(new BundleContents(folder, List.of("models"), "target"), zip);
    store.putIfAbsent(layout.bundle(bundle.sha256()), zip);
    RunRequest request =
        new RunRequest(
            new Invocation(
                "0b3c",
                Command.LS,
                FlagValues.NONE.with(Flag.SELECT, List.of(select)),
                "epoxy submit ls"),
            "shop",
            new Target("shop", "dev", "glue", "s", 1, Map.of()),
            Map.of(),
            layout.bundle(bundle.sha256()),
            bundle.sha256(),
            earlier);
    byte[] content = RequestCodec.encode(request);
    store.put(layout.request(), content);
    new JobRun(
            store,
            new JobArguments(new S3Location("bucket", layout.request()), Sha256.of(content)),
            new JobEnvironment(
                Map.of(), Map.of("JOB_NAME", "shop"), workflow, new PrintStream(log, true, UTF_8)),
            Clock.systemUTC(),
            duration -> {})
        .run();
  }
}
