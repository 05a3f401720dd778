package io.epoxy.job;

import io.epoxy.bundle.archive.Sha256;
import io.epoxy.bundle.run.Deployment;
import io.epoxy.bundle.run.DeploymentCodec;
import io.epoxy.bundle.run.DeploymentLayout;
import io.epoxy.bundle.run.JobArguments;
import io.epoxy.bundle.run.RequestCodec;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.port.ObjectStore;

/** A run that a trigger or a workflow started: it runs what is deployed at that moment. */
final class DeployedRun {
  private final ObjectStore store;
  private final S3Location pointer;

  /** Follows a pointer in the bucket that the store is. */
  DeployedRun(ObjectStore store, S3Location pointer) {
    this.store = store;
    this.pointer = pointer;
  }

  /**
   * Writes the run's request, and from then on it is as any other. A retry by Glue finds the
   * request of the first attempt and runs the same, whatever was deployed in between.
   *
   * @throws EpoxyException when nothing is deployed
   */
  JobArguments request(String jobRunId) {
    DeploymentLayout place = DeploymentLayout.ofPointer(pointer.key());
    RunLayout layout = RunLayout.ofJobRun(place.prefix(), jobRunId);
    byte[] content = store.find(layout.request()).orElseGet(() -> write(layout));
    return new JobArguments(new S3Location(pointer.bucket(), layout.request()), Sha256.of(content));
  }

  private byte[] write(RunLayout layout) {
    byte[] deployed =
        store
            .find(pointer.key())
            .orElseThrow(
                () ->
                    new EpoxyException(
                        ErrorCode.BUNDLE,
                        "Nothing is deployed at " + pointer + ". Run 'epoxy deploy'."));
    Deployment deployment = DeploymentCodec.decode(deployed, pointer.toString());
    byte[] content = RequestCodec.encode(deployment.forRun(layout.invocationId()));
    store.put(layout.request(), content);
    return content;
  }
}
