package io.epoxy.bundle.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.config.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeploymentCodecTest {
  private static final Deployment DEPLOYMENT =
      new Deployment(
          new RunRequest(
              new Invocation(Deployment.NO_RUN_YET, Command.BUILD, FlagValues.NONE, "epoxy deploy"),
              "shop",
              new Target("shop", "prod", "glue", "db", 4, SampleRecords.DATA),
              Map.of("REGION", "eu-west-1"),
              "p/bundles/ab.zip",
              "ab",
              Optional.empty()),
          Optional.of("v1"));

  @Test
  void comesBackAsItWasAndSaysFirstWhatItPointsTo() {
    byte[] content = DeploymentCodec.encode(DEPLOYMENT);
    assertThat(new String(content, UTF_8))
        .startsWith(
            "{\"format\":1,\"bundle_key\":\"p/bundles/ab.zip\",\"bundle_sha256\":\"ab\","
                + "\"bundle_version_id\":\"v1\",\"request\":{");
    assertThat(DeploymentCodec.decode(content, "it")).isEqualTo(DEPLOYMENT);
    Deployment unversioned = new Deployment(DEPLOYMENT.request(), Optional.empty());
    assertThat(DeploymentCodec.decode(DeploymentCodec.encode(unversioned), "it"))
        .isEqualTo(unversioned);
  }

  @Test
  void aRunHasItsOwnIdAndAllElseOfTheDeployment() {
    RunRequest request = DEPLOYMENT.forRun("0b3c");
    assertThat(request.invocation().id()).isEqualTo("0b3c");
    assertThat(new Deployment(request, Optional.of("v1")).forRun(Deployment.NO_RUN_YET))
        .isEqualTo(DEPLOYMENT.request());
  }

  @Test
  void anythingElseIsRefusedByItsName() {
    assertThatThrownBy(() -> DeploymentCodec.decode("{\"format\":2}".getBytes(UTF_8), "s3://b/k"))
        .hasMessage(
            "Cannot read s3://b/k: it has format 2, this version of Epoxy reads format 1. Deploy"
                + " again.");
    assertThatThrownBy(() -> DeploymentCodec.decode("[]".getBytes(UTF_8), "s3://b/k"))
        .hasMessageStartingWith("Cannot read s3://b/k: ");
  }

  @Test
  void placesAreFixedAndFoundFromThePointer() {
    DeploymentLayout layout = new DeploymentLayout("p", "job");
    assertThat(layout.pointer()).isEqualTo("p/current/job.json");
    assertThat(layout.deployment("ab")).isEqualTo("p/deployments/job/ab.json");
    assertThat(DeploymentLayout.ofPointer("p/current/job.json")).isEqualTo(layout);
    assertThat(DeploymentLayout.ofPointer("current/job.json").prefix()).isEmpty();
    assertThatThrownBy(() -> DeploymentLayout.ofPointer("p/job.json"))
        .hasMessage("'p/job.json' is not the key of a deployment (.../current/<job>.json)");
  }

  @Test
  void aSubmittedRequestGoesBeforeTheDeployment() {
    List<String> scheduled = List.of("--JOB_RUN_ID", "jr_1", "--epoxy-current", "s3://b/k");
    assertThat(JobArguments.findDeployment(scheduled)).contains(new S3Location("b", "k"));
    assertThat(JobArguments.findRunId(scheduled)).contains("jr_1");
    assertThat(
            JobArguments.findDeployment(
                List.of("--epoxy-current", "s3://b/k", "--epoxy-request", "s3://b/r")))
        .isEmpty();
    assertThat(JobArguments.findDeployment(List.of("--x", "y"))).isEmpty();
  }
}
