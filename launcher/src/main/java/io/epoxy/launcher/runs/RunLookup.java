package io.epoxy.launcher.runs;

import io.epoxy.aws.AwsErrors;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.JobRun;

/** Finds runs of one job, whatever started them; Glue lists them from the newest on, in pages. */
final class RunLookup {
  private final GlueClient glue;
  private final String job;
  private final S3Location artifacts;

  RunLookup(GlueClient glue, String job, S3Location artifacts) {
    this.glue = glue;
    this.job = job;
    this.artifacts = artifacts;
  }

  /** The newest runs; all of them when the limit is negative. */
  List<RunFacts> newest(int limit) {
    try {
      return pages().stream()
          .limit(limit < 0 ? Long.MAX_VALUE : limit)
          .map(run -> RunFacts.of(run, artifacts))
          .toList();
    } catch (EntityNotFoundException e) {
      throw noJob(e);
    } catch (SdkException e) {
      throw AwsErrors.of("list the runs of the Glue job " + job, e);
    }
  }

  /**
   * One run.
   *
   * @param id Glue's id of it or its invocation id; empty for the newest one
   * @throws EpoxyException when there is none
   */
  RunFacts load(Optional<String> id) {
    if (id.isEmpty()) {
      return newest(1).stream()
          .findFirst()
          .orElseThrow(() -> problem("The Glue job " + job + " has not run yet."));
    }
    try {
      return find(id.get())
          .map(run -> RunFacts.of(run, artifacts))
          .orElseThrow(
              () ->
                  problem(
                      "The Glue job "
                          + job
                          + " has no run '"
                          + id.get()
                          + "'. Glue keeps runs for 90 days; 'epoxy runs' lists the newest."));
    } catch (SdkException e) {
      throw AwsErrors.of("look for the run " + id.get() + " of the Glue job " + job, e);
    }
  }

  private Optional<JobRun> find(String id) {
    try {
      if (id.startsWith("jr_")) {
        return Optional.of(glue.getJobRun(request -> request.jobName(job).runId(id)).jobRun());
      }
      for (JobRun run : pages()) {
        if (RunFacts.of(run, artifacts).files().invocationId().equals(id)) {
          return Optional.of(run);
        }
      }
      return Optional.empty();
    } catch (EntityNotFoundException e) {
      return Optional.empty();
    }
  }

  private SdkIterable<JobRun> pages() {
    return glue.getJobRunsPaginator(request -> request.jobName(job)).jobRuns();
  }

  private EpoxyException noJob(EntityNotFoundException cause) {
    return new EpoxyException(
        ErrorCode.AWS,
        "There is no Glue job "
            + job
            + " in region "
            + glue.serviceClientConfiguration().region()
            + ". 'epoxy submit' and 'epoxy deploy' make it; 'region' and 'job_name' of the profile"
            + " say where and how it is called.",
        null,
        cause);
  }

  private static EpoxyException problem(String text) {
    return new EpoxyException(ErrorCode.AWS, text);
  }
}
