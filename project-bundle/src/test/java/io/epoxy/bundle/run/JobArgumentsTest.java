package io.epoxy.bundle.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epoxy.model.error.EpoxyException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobArgumentsTest {
  private static final String SHA256 = "ab".repeat(32);
  private static final JobArguments WANTED =
      new JobArguments(new S3Location("lake", "p/runs/1/request.json"), SHA256);

  @Test
  void whatGlueAddsIsIgnored() {
    List<String> arguments =
        List.of(
            "/tmp/script.scala",
            "--JOB_NAME",
            "epoxy",
            "--enable-metrics",
            "--epoxy-request",
            "s3://lake/p/runs/1/request.json",
            "--conf",
            "spark.a=b --conf spark.c=d",
            "--epoxy-request-sha256",
            SHA256,
            "--TempDir",
            "s3://lake/tmp/");

    assertThat(JobArguments.parse(arguments)).isEqualTo(WANTED);
  }

  @Test
  void equalsSignStandsForABlank() {
    assertThat(
            JobArguments.parse(
                List.of(
                    "--epoxy-request=s3://lake/p/runs/1/request.json",
                    "--epoxy-request-sha256=" + SHA256)))
        .isEqualTo(WANTED);
  }

  @Test
  void comeBackFromTheMap() {
    List<String> arguments =
        WANTED.toMap().entrySet().stream()
            .flatMap(entry -> List.of(entry.getKey(), entry.getValue()).stream())
            .toList();

    assertThat(JobArguments.parse(arguments)).isEqualTo(WANTED);
  }

  @Test
  void missingOneIsNamed() {
    assertRefused(List.of(), "argument --epoxy-request is missing");
    assertRefused(List.of("--epoxy-request"), "argument --epoxy-request is missing");
    assertRefused(
        List.of("--epoxy-request", "s3://lake/k"), "argument --epoxy-request-sha256 is missing");
    assertRefused(
        List.of("--epoxy-request", "s3://lake/k", "--epoxy-request-sha256", "ab"),
        "argument --epoxy-request-sha256 must be 64 hex digits, not 'ab'");
  }

  @Test
  void aStepOfAWorkflowKnowsWhichRunItBelongsTo() {
    assertThat(
            JobArguments.findWorkflowRun(
                List.of("--WORKFLOW_NAME", "nightly", "--WORKFLOW_RUN_ID", "wr_1")))
        .contains(new JobArguments.WorkflowRun("nightly", "wr_1"));
    assertThat(JobArguments.findWorkflowRun(List.of("--JOB_NAME", "epoxy"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lake/key", "https://lake/key", "s3://", "s3:///key"})
  void otherAddressesAreRefused(String address) {
    assertThatThrownBy(() -> S3Location.parse(address))
        .isInstanceOf(EpoxyException.class)
        .hasMessage("'" + address + "' is not an S3 address such as s3://bucket/folder");
  }

  @Test
  void addressesOfSparkAreTheSamePlace() {
    assertThat(S3Location.parse("s3a://lake/a/b")).hasToString("s3://lake/a/b");
    assertThat(S3Location.parse("s3://lake")).isEqualTo(new S3Location("lake", ""));
  }

  private static void assertRefused(List<String> arguments, String why) {
    assertThatThrownBy(() -> JobArguments.parse(arguments))
        .isInstanceOf(EpoxyException.class)
        .hasMessage(why);
  }
}
