package io.epoxy.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.Deployment;
import io.epoxy.bundle.run.DeploymentCodec;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.JobArguments;
import io.epoxy.bundle.run.RequestCodec;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.bundle.run.RunRequest;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.model.config.Target;
import io.epoxy.model.error.EpoxyException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeployedRunTest {
  private static final S3Location POINTER = new S3Location("b", "p/current/shop.json");

  private final InMemoryObjectStore store = new InMemoryObjectStore();

  @Test
  void aRunFollowsThePointerAndLeavesItsRequest() {
    point("first");
    JobArguments arguments = run("jr_1");
    RunLayout layout = RunLayout.ofJobRun("p", "jr_1");
    assertThat(arguments.request()).isEqualTo(new S3Location("b", layout.request()));
    RunRequest request = request(arguments);
    assertThat(request.bundleSha256()).isEqualTo("first");
    assertThat(request.invocation().id()).isEqualTo(layout.invocationId());
  }

  @Test
  void aRetryByGlueRunsWhatTheFirstAttemptRan() {
    point("first");
    JobArguments first = run("jr_1");
    point("second");
    assertThat(run("jr_1_attempt_1")).isEqualTo(first);
    assertThat(request(run("jr_2")).bundleSha256()).isEqualTo("second");
  }

  @Test
  void withoutADeploymentThereIsASentence() {
    assertThatThrownBy(() -> run("jr_1"))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("Nothing is deployed at s3://b/p/current/shop.json. Run 'epoxy deploy'.");
  }

  private JobArguments run(String id) {
    return new DeployedRun(store, POINTER).request(id);
  }

  private RunRequest request(JobArguments arguments) {
    return RequestCodec.decode(
        store.find(arguments.request().key()).orElseThrow(), arguments.requestSha256());
  }

  private void point(String sha256) {
    RunRequest request =
        new RunRequest(
            new Invocation(Deployment.NO_RUN_YET, Command.BUILD, FlagValues.NONE, "epoxy deploy"),
            "shop",
            new Target("shop", "dev", "glue", "s", 1, Map.of()),
            Map.of(),
            "p/bundles/x.zip",
            sha256,
            Optional.empty());
    store.put(POINTER.key(), DeploymentCodec.encode(new Deployment(request, Optional.empty())));
  }
}
