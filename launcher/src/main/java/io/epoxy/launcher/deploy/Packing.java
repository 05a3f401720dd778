package io.epoxy.launcher.deploy;

import io.epoxy.aws.AwsErrors;
import io.epoxy.bundle.run.Command;
import io.epoxy.bundle.run.Deployment;
import io.epoxy.bundle.run.Invocation;
import io.epoxy.bundle.run.RunLayout;
import io.epoxy.bundle.run.RunRequest;
import io.epoxy.launcher.target.EntryScript;
import io.epoxy.launcher.target.GlueSettings;
import io.epoxy.launcher.target.JobDefinition;
import io.epoxy.launcher.target.JobJar;
import io.epoxy.launcher.target.Upload;
import io.epoxy.model.port.ObjectStore;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * A project as it lies in S3 when it is deployed.
 *
 * @param definition of the job that runs it
 */
record Packing(JobDefinition definition, Deployment deployment) {
  /** Sends what is not there yet, as far as the store writes. */
  static Packing of(
      DeployedProject deployed, GlueSettings settings, ObjectStore store, S3Client s3) {
    String bucket = settings.artifacts().bucket();
    RunLayout layout = new RunLayout(settings.artifacts().key(), Deployment.NO_RUN_YET);
    Upload upload = new Upload(store, layout, bucket);
    Path jar = JobJar.forGlue(deployed.jobJar(), settings.capacity().glueVersion());
    JobDefinition definition =
        new JobDefinition(settings, upload.script(EntryScript.read()), upload.jobJar(jar));
    RunRequest request =
        upload.pack(
            new Invocation(Deployment.NO_RUN_YET, Command.BUILD, deployed.flags(), "epoxy deploy"),
            deployed.project(),
            deployed.target(),
            deployed.env(),
            deployed.earlier());
    return new Packing(
        definition, new Deployment(request, version(s3, bucket, request.bundleKey())));
  }

  /** Of a bucket with versions; none in a dry run, which has sent nothing. */
  private static Optional<String> version(S3Client s3, String bucket, String key) {
    try {
      return Optional.ofNullable(s3.headObject(head -> head.bucket(bucket).key(key)).versionId())
          .filter(id -> !id.equals("null"));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw AwsErrors.of("look for s3://" + bucket + "/" + key, e);
    }
  }
}
