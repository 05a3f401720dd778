package io.epoxy.launcher.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.CreateJobRequest;
import software.amazon.awssdk.services.glue.model.ExecutionClass;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.JobUpdate;

class JobDefinitionTest {
  private static final String SCRIPT = "s3://lake/tables/_epoxy/scripts/1.scala";
  private static final String JAR = "s3://lake/tables/_epoxy/jars/epoxy-job-1.jar";

  @Test
  void createsAScalaJobThatStartsTheJobJar() {
    CreateJobRequest request =
        definition("extra_jars", "s3://j/a.jar", "connections", "vpc", "workers", 5L).create();
    assertThat(request.name()).isEqualTo("epoxy-p-dev");
    assertThat(request.role()).isEqualTo(Targets.ROLE);
    assertThat(request.command().name()).isEqualTo("glueetl");
    assertThat(request.command().scriptLocation()).isEqualTo(SCRIPT);
    assertThat(request.numberOfWorkers()).isEqualTo(5);
    assertThat(request.connections().connections()).containsExactly("vpc");
    assertThat(request.executionProperty().maxConcurrentRuns()).isEqualTo(10);
    assertThat(request.defaultArguments())
        .containsEntry("--job-language", "scala")
        .containsEntry("--class", "GlueApp")
        .containsEntry("--extra-jars", JAR + ",s3://j/a.jar")
        .containsEntry("--enable-glue-datacatalog", "true")
        .containsEntry(
            "--epoxy-managed", "--class --enable-glue-datacatalog --extra-jars --job-language");
  }

  @Test
  void theUsersOwnExtraJarsArgumentIsKeptBesideTheJobJar() {
    assertThat(definition("default_arguments", "extra-jars=s3://u.jar").create().defaultArguments())
        .containsEntry("--extra-jars", JAR + ",s3://u.jar");
  }

  @Test
  void whatSomebodyElseSetStays() {
    Job job =
        asJob(definition("conf", "a=1").create())
            .maxRetries(2)
            .description("by hand")
            .executionClass(ExecutionClass.FLEX)
            .maxCapacity(2.0)
            .jobRunQueuingEnabled(true)
            .notificationProperty(property -> property.notifyDelayAfter(9))
            .nonOverridableArguments(Map.of("--TempDir", "s3://tmp"))
            .executionProperty(property -> property.maxConcurrentRuns(3))
            .timeout(77)
            .build();
    Map<String, String> arguments = new LinkedHashMap<>(job.defaultArguments());
    arguments.put("--by-hand", "yes");
    Job edited = job.toBuilder().defaultArguments(arguments).build();

    JobUpdate update = definition("conf", "a=2", "glue_version", "6.0").mergedInto(edited);

    assertThat(update.maxRetries()).isEqualTo(2);
    assertThat(update.description()).isEqualTo("by hand");
    assertThat(update.executionClass()).isEqualTo(ExecutionClass.FLEX);
    assertThat(update.maxCapacity()).isNull();
    assertThat(update.jobRunQueuingEnabled()).isTrue();
    assertThat(update.notificationProperty().notifyDelayAfter()).isEqualTo(9);
    assertThat(update.nonOverridableArguments()).containsEntry("--TempDir", "s3://tmp");
    assertThat(update.executionProperty().maxConcurrentRuns()).isEqualTo(3);
    assertThat(update.timeout()).isEqualTo(77);
    assertThat(update.glueVersion()).isEqualTo("6.0");
    assertThat(update.defaultArguments())
        .containsEntry("--by-hand", "yes")
        .containsEntry("--conf", "a=2");
  }

  @Test
  void whatTheProfileSaysOfLimitsGoesIntoBoth() {
    JobDefinition definition =
        definition(
            "execution_class", "FLEX",
            "max_retries", 0L,
            "max_concurrent_runs", 4L,
            "job_run_queuing", false,
            "query_timeout_in_minutes", 30L);
    CreateJobRequest request = definition.create();
    assertThat(request.executionClass()).isEqualTo(ExecutionClass.FLEX);
    assertThat(request.maxRetries()).isZero();
    assertThat(request.executionProperty().maxConcurrentRuns()).isEqualTo(4);
    assertThat(request.jobRunQueuingEnabled()).isFalse();
    assertThat(request.timeout()).isEqualTo(30);
    JobUpdate update =
        definition.mergedInto(
            asJob(definition().create())
                .maxRetries(2)
                .timeout(9)
                .jobRunQueuingEnabled(true)
                .build());
    assertThat(update.executionClass()).isEqualTo(ExecutionClass.FLEX);
    assertThat(update.maxRetries()).isZero();
    assertThat(update.executionProperty().maxConcurrentRuns()).isEqualTo(4);
    assertThat(update.jobRunQueuingEnabled()).isFalse();
    assertThat(update.timeout()).isEqualTo(30);
  }

  @Test
  void anArgumentThatTheProfileNoLongerHasGoes() {
    Job job = asJob(definition("conf", "a=1").create()).build();
    assertThat(definition().mergedInto(job).defaultArguments())
        .doesNotContainKey("--conf")
        .containsEntry(
            "--epoxy-managed", "--class --enable-glue-datacatalog --extra-jars --job-language");
  }

  @Test
  void anUnchangedJobNeedsNoUpdate() {
    JobDefinition definition = definition("conf", "a=1", "connections", "vpc");
    Job job = asJob(definition.create()).build();
    assertThat(definition.mergedInto(job)).isEqualTo(JobDefinition.unchanged(job));
    assertThat(definition("conf", "a=2", "connections", "vpc").mergedInto(job))
        .isNotEqualTo(JobDefinition.unchanged(job));
  }

  private static Job.Builder asJob(CreateJobRequest request) {
    return Job.builder()
        .name(request.name())
        .description(request.description())
        .role(request.role())
        .command(request.command())
        .defaultArguments(request.defaultArguments())
        .connections(request.connections())
        .glueVersion(request.glueVersion())
        .workerType(request.workerTypeAsString())
        .numberOfWorkers(request.numberOfWorkers())
        .executionProperty(request.executionProperty());
  }

  private static JobDefinition definition(Object... keysAndValues) {
    return new JobDefinition(GlueSettings.of(Targets.with(keysAndValues), "p"), SCRIPT, JAR);
  }
}
