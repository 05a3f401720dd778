package io.epoxy.job;

import io.epoxy.aws.AwsClients;
import io.epoxy.aws.GlueWorkflowRun;
import io.epoxy.aws.S3ObjectStore;
import io.epoxy.bundle.run.JobArguments;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The main of a Glue job; the entry scripts in job-scripts call it. Takes the job's arguments as
 * Glue passes them and ignores those it does not know. Ends by an exception when the run failed, so
 * that Glue marks the run FAILED; never by System.exit, which Glue forbids.
 */
public final class JobMain {
  private JobMain() {}

  /**
   * Runs the request that the arguments name, or what is deployed.
   *
   * @throws JobFailedException when a node failed or the command could not run
   * @throws io.epoxy.model.error.EpoxyException when request or bundle is missing or was changed
   */
  public static void main(String[] args) {
    List<String> words = List.of(args);
    try (AwsClients aws = AwsClients.ofEnvironment()) {
      Optional<S3Location> pointer = JobArguments.findDeployment(words);
      JobArguments arguments =
          pointer.isPresent()
              ? new DeployedRun(store(aws, pointer.get()), pointer.get()).request(runId(words))
              : JobArguments.parse(words);
      S3ObjectStore store = store(aws, arguments.request());
      JobEnvironment environment =
          new JobEnvironment(
              System.getenv(),
              glueArguments(args),
              JobArguments.findWorkflowRun(words)
                  .map(step -> new GlueWorkflowRun(aws.glue(), step.workflow(), step.run())),
              System.out);
      new JobRun(store, arguments, environment, Clock.systemUTC(), JobMain::sleep).run();
    }
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EpoxyException(ErrorCode.AWS, "The job was stopped while it waited", null, e);
    }
  }

  private static S3ObjectStore store(AwsClients aws, S3Location place) {
    return S3ObjectStore.ofBucket(aws.s3(), place.bucket());
  }

  /** Glue gives every run its id; by hand there is none, and nobody looks for the run. */
  private static String runId(List<String> words) {
    return JobArguments.findRunId(words).orElseGet(() -> UUID.randomUUID().toString());
  }

  /** Every {@code --key value} pair, for Glue's own library. */
  private static Map<String, String> glueArguments(String[] args) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 0; i + 1 < args.length; i++) {
      if (args[i].startsWith("--")) {
        pairs.put(args[i].substring(2), args[i + 1]);
      }
    }
    return pairs;
  }
}
