package io.epoxy.launcher.target;

import io.epoxy.aws.AwsErrors;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunError;
import software.amazon.awssdk.services.glue.model.BatchStopJobRunResponse;

/** Asks Glue to stop a run. It is stopped only when Glue says STOPPED. */
public final class RunStop {
  private final GlueClient glue;

  public RunStop(GlueClient glue) {
    this.glue = glue;
  }

  /**
   * Asks once.
   *
   * @throws EpoxyException when Glue refuses; BatchStopJobRun tells so in an answer of HTTP 200
   */
  public void ask(String job, String runId) {
    String doing = "stop the run " + runId + " of the Glue job " + job;
    try {
      BatchStopJobRunResponse answer =
          glue.batchStopJobRun(request -> request.jobName(job).jobRunIds(runId));
      for (BatchStopJobRunError error : answer.errors()) {
        throw new EpoxyException(
            ErrorCode.AWS,
            "Could not "
                + doing
                + ": "
                + error.errorDetail().errorCode()
                + ": "
                + error.errorDetail().errorMessage());
      }
    } catch (SdkException e) {
      throw AwsErrors.of(doing, e);
    }
  }
}
