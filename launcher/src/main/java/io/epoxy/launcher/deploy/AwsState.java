package io.epoxy.launcher.deploy;

import com.google.common.collect.ImmutableMap;
import io.epoxy.bundle.run.Deployment;
import io.epoxy.bundle.run.JobArguments;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.Trigger;
import software.amazon.awssdk.services.glue.model.Workflow;

/**
 * What AWS has of a deployment.
 *
 * @param tags of the job
 * @param triggers that start the job or have a wanted trigger's name, by their names
 * @param current what runs now
 */
record AwsState(
    Optional<Job> job,
    Map<String, String> tags,
    Map<String, Trigger> triggers,
    Optional<Workflow> workflow,
    Optional<Deployment> current) {
  AwsState {
    Objects.requireNonNull(job, "job");
    tags = ImmutableMap.copyOf(tags);
    triggers = ImmutableMap.copyOf(triggers);
    Objects.requireNonNull(workflow, "workflow");
    Objects.requireNonNull(current, "current");
  }

  /** Epoxy's triggers hand the job a pointer; others do not know of one. */
  static boolean isOurs(Trigger trigger, String job) {
    return trigger.actions().stream()
        .anyMatch(
            action ->
                job.equals(action.jobName())
                    && action.arguments().containsKey(JobArguments.CURRENT));
  }
}
