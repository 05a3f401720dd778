package io.epoxy.launcher.target;

import io.epoxy.aws.AwsErrors;
import io.epoxy.bundle.run.JobArguments;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.ConcurrentRunsExceededException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.JobRun;
import software.amazon.awssdk.services.glue.model.StartJobRunRequest;

/** Starts runs, each at most once, and looks at them. */
final class GlueRuns {
  private static final int ATTEMPTS = 3;
  private static final int LOOKS = 3;
  private static final int SERVER_ERROR = 500;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

  private final GlueClient glue;
  private final GlueClient once;
  private final Pause pause;

  /**
   * Runs of one account and region.
   *
   * @param once must not repeat a request by itself: StartJobRun knows no client token
   */
  GlueRuns(GlueClient glue, GlueClient once, Pause pause) {
    this.glue = glue;
    this.once = once;
    this.pause = pause;
  }

  /**
   * Starts a run and answers its id. When no clear answer comes, the run is looked for by its
   * request before another one is started.
   *
   * @param earlier a run of the same request that has ended and is not the one that is looked for
   * @throws EpoxyException with code UNKNOWN_OUTCOME when a run may or may not have started
   */
  String start(
      String jobName,
      JobArguments arguments,
      OptionalInt timeoutMinutes,
      Optional<String> earlier) {
    StartJobRunRequest.Builder builder =
        StartJobRunRequest.builder().jobName(jobName).arguments(arguments.toMap());
    timeoutMinutes.ifPresent(builder::timeout);
    StartJobRunRequest request = builder.build();
    for (int attempt = 1; ; attempt++) {
      try {
        return once.startJobRun(request).jobRunId();
      } catch (ConcurrentRunsExceededException e) {
        throw new EpoxyException(
            ErrorCode.AWS,
            "The Glue job "
                + jobName
                + " already has as many runs as its MaxConcurrentRuns allows: "
                + AwsErrors.words(e),
            null,
            e);
      } catch (SdkServiceException e) {
        if (!e.isThrottlingException() && e.statusCode() < SERVER_ERROR) {
          throw AwsErrors.of("start the Glue job " + jobName, e);
        }
        Optional<String> started = afterDoubt(jobName, arguments, earlier, attempt, e);
        if (started.isPresent()) {
          return started.get();
        }
      } catch (SdkClientException e) {
        Optional<String> started = afterDoubt(jobName, arguments, earlier, attempt, e);
        if (started.isPresent()) {
          return started.get();
        }
      }
    }
  }

  private Optional<String> afterDoubt(
      String jobName,
      JobArguments arguments,
      Optional<String> earlier,
      int attempt,
      SdkException e) {
    try {
      for (int look = 1; look <= LOOKS; look++) {
        pause.pause(BETWEEN_LOOKS);
        Optional<String> started = find(jobName, arguments.request()).map(JobRun::id);
        if (started.isPresent() && !started.equals(earlier)) {
          return started;
        }
      }
    } catch (SdkException lookFailed) {
      e.addSuppressed(lookFailed);
      throw unknown(jobName, arguments, e);
    }
    if (attempt == ATTEMPTS) {
      throw unknown(jobName, arguments, e);
    }
    return Optional.empty();
  }

  /**
   * The run that an earlier call of the same invocation has started.
   *
   * @throws EpoxyException when Glue does not answer, since then nothing must be started
   */
  Optional<JobRun> findEarlier(String jobName, S3Location request) {
    try {
      return find(jobName, request);
    } catch (EntityNotFoundException noSuchJob) {
      return Optional.empty();
    } catch (SdkException e) {
      throw AwsErrors.of("look for an earlier run of this invocation", e);
    }
  }

  /** The newest run that was started with this request; all pages are read. */
  private Optional<JobRun> find(String jobName, S3Location request) {
    String wanted = request.toString();
    for (JobRun run : glue.getJobRunsPaginator(list -> list.jobName(jobName)).jobRuns()) {
      if (wanted.equals(run.arguments().get(JobArguments.REQUEST))) {
        return Optional.of(run);
      }
    }
    return Optional.empty();
  }

  /** Whether Glue will start a failed run once more by itself (the job's MaxRetries). */
  boolean willBeRetried(JobRun run) {
    if (!RunStates.FAILED.equals(run.jobRunStateAsString())) {
      return false;
    }
    try {
      Integer most = glue.getJob(get -> get.jobName(run.jobName())).job().maxRetries();
      return Objects.requireNonNullElse(run.attempt(), 0) < Objects.requireNonNullElse(most, 0);
    } catch (SdkException unknown) {
      // The run has ended, and that is what there is to tell.
      return false;
    }
  }

  /** The attempt after a failed run. */
  Optional<String> findRetry(JobRun run) {
    for (JobRun other : glue.getJobRunsPaginator(list -> list.jobName(run.jobName())).jobRuns()) {
      if (run.id().equals(other.previousRunId())) {
        return Optional.of(other.id());
      }
      if (run.id().equals(other.id())) {
        return Optional.empty(); // the newest come first
      }
    }
    return Optional.empty();
  }

  JobRun load(String jobName, String runId) {
    return glue.getJobRun(request -> request.jobName(jobName).runId(runId)).jobRun();
  }

  private static EpoxyException unknown(
      String jobName, JobArguments arguments, SdkException cause) {
    return new EpoxyException(
        ErrorCode.UNKNOWN_OUTCOME,
        "Glue gave no clear answer to starting the job "
            + jobName
            + ", so a run may or may not be under way: "
            + AwsErrors.words(cause)
            + "\nLook for "
            + arguments.request()
            + " in: aws glue get-job-runs --job-name "
            + jobName,
        null,
        cause);
  }
}
