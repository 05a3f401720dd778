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
public final class GlueJobs {
  private static final int ATTEMPTS = 5;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);

  private final GlueClient glue;
  private final Pause pause;

  public GlueJobs(GlueClient glue, Pause pause) {
    this.glue = glue;
    this.pause = pause;
  }

  /** What had to be done. */
  public enum Change {
    NONE,
    CREATED,
    UPDATED
  }

  /**
   * Creates or updates the job; somebody else doing the same at once is no error.
   *
   * @throws EpoxyException when there is a job of that name that Epoxy does not own
   */
  public Change ensure(GlueSettings settings, JobDefinition definition) {
    return ensure(settings, definition, false);
  }

  /** The same, but a job that Epoxy does not own becomes its own. */
  public Change adopt(GlueSettings settings, JobDefinition definition) {
    return ensure(settings, definition, true);
  }

  private Change ensure(GlueSettings settings, JobDefinition definition, boolean adopt) {
    for (int attempt = 1; ; attempt++) {
      try {
        Optional<Job> job = find(settings.jobName());
        if (job.isEmpty()) {
          glue.createJob(definition.create());
          return Change.CREATED;
        }
        refuseForeign(job.get(), settings, adopt);
        Change change = update(job.get(), definition);
        if (adopt || !settings.tags().isEmpty()) {
          ensureTags(settings, definition);
        }
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

  /** The job as AWS has it. */
  public Optional<Job> find(String name) {
    try {
      return Optional.of(glue.getJob(request -> request.jobName(name)).job());
    } catch (EntityNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The job's tags. */
  public Map<String, String> tags(GlueSettings settings) {
    return glue.getTags(request -> request.resourceArn(arn(settings))).tags();
  }

  private void refuseForeign(Job job, GlueSettings settings, boolean adopt) {
    if (!adopt
        && !JobDefinition.isOurs(job, Map.of())
        && !JobDefinition.isOurs(job, tags(settings))) {
      throw foreign(job.name());
    }
  }

  /** A job of that name belongs to somebody else. */
  public static EpoxyException foreign(String job) {
    return new EpoxyException(
        ErrorCode.AWS,
        "There is a Glue job "
            + job
            + " that Epoxy did not make; it is left as it is. Choose another name by 'job_name' in"
            + " the profile, or let Epoxy have it: epoxy deploy --adopt.");
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
  private void ensureTags(GlueSettings settings, JobDefinition definition) {
    Map<String, String> missing = new HashMap<>(definition.tags());
    missing.entrySet().removeAll(tags(settings).entrySet());
    if (!missing.isEmpty()) {
      glue.tagResource(request -> request.resourceArn(arn(settings)).tagsToAdd(missing));
    }
  }

  private String arn(GlueSettings settings) {
    return String.join(
        ":",
        "arn",
        settings.partition(),
        "glue",
        glue.serviceClientConfiguration().region().id(),
        settings.account(),
        "job/" + settings.jobName());
  }
}
