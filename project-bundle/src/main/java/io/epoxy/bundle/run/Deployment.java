package io.epoxy.bundle.run;

import java.util.Objects;
import java.util.Optional;

/**
 * What a deployed job runs when a trigger or a workflow starts it. As an object it is the pointer
 * that such a run follows: one put changes everything at once.
 *
 * @param request with the bundle's key and hash; its invocation id is replaced by the run's own
 * @param bundleVersion S3's version of the bundle, to find it again; empty where the bucket keeps
 *     no versions
 */
public record Deployment(RunRequest request, Optional<String> bundleVersion) {
  /** Stands for the invocation id until there is a run. */
  public static final String NO_RUN_YET = "deployed";

  public Deployment {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(bundleVersion, "bundleVersion");
  }

  /** The request of one run. */
  public RunRequest forRun(String invocationId) {
    Invocation deployed = request.invocation();
    return request.with(
        new Invocation(invocationId, deployed.command(), deployed.flags(), deployed.commandLine()));
  }
}
