package io.epoxy.launcher.target;

import io.epoxy.aws.AwsErrors;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Job;
import software.amazon.awssdk.services.glue.model.JobUpdate;

/** Makes the job's definition in Glue what the profile wants, and touches nothing else of it. */
final class GlueJobs {
  private static final int ATTEMPTS = 5;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);

  private final GlueClient glue;
  private final Pause pause;

  GlueJobs(GlueClient glue, Pause pause) {
    this.glue = glue;
    this.pause = pause;
  }

  /** What had to be done. */
  enum Change {
    NONE,
    CREATED,
    UPDATED
  }

  /** Creates or updates the job; somebody else doing the same at once is no error. */
  Change ensure(GlueSettings settings, JobDefinition definition) {
    for (int attempt = 1; ; attempt++) {
      try {
        Optional<Job> job = find(settings.jobName());
        if (job.isEmpty()) {
          glue.createJob(definition.create());
          return Change.CREATED;
        }
        Change change = update(job.get(), definition);
        ensureTags(settings);
        return change;
      } catch (AlreadyExistsException | ConcurrentModificationException e) {
        if (attempt == ATTEMPTS) {
          throw AwsErrors.of("set up the Glue job " + settings.jobName(), e);
        }
        pause.pause(BETWEEN_ATTEMPTS);
      } catch (SdkException e) {
        throw AwsErrors.of("set up the Glue job " + settings.jobName(), e);
      }
    }
  }

  private Optional<Job> find(String name) {
    try {
      return Optional.of(glue.getJob(request -> request.jobName(name)).job());
    } catch (EntityNotFoundException e) {
      return Optional.empty();
    }
  }

  private Change update(Job job, JobDefinition definition) {
    if (job.command() != null && !"glueetl".equals(job.command().name())) {
      throw new EpoxyException(
          ErrorCode.AWS,
          "The Glue job "
              + job.name()
              + " is no Spark job (its command is '"
              + job.command().name()
              + "'). Choose another name by 'job_name' in the profile.");
    }
    JobUpdate merged = definition.mergedInto(job);
    if (merged.equals(JobDefinition.unchanged(job))) {
      return Change.NONE;
    }
    glue.updateJob(request -> request.jobName(job.name()).jobUpdate(merged));
    return Change.UPDATED;
  }

  /** Tags are no part of a job's definition: what is missing is added, others' tags stay. */
  private void ensureTags(GlueSettings settings) {
    if (settings.tags().isEmpty()) {
      return;
    }
    String arn =
        String.join(
            ":",
            "arn",
            settings.partition(),
            "glue",
            glue.serviceClientConfiguration().region().id(),
            settings.account(),
            "job/" + settings.jobName());
    Map<String, String> missing = new HashMap<>(settings.tags());
    missing
        .entrySet()
        .removeAll(glue.getTags(request -> request.resourceArn(arn)).tags().entrySet());
    if (!missing.isEmpty()) {
      glue.tagResource(request -> request.resourceArn(arn).tagsToAdd(missing));
    }
  }
}
