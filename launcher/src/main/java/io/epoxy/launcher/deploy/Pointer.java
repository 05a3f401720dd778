package io.epoxy.launcher.deploy;

import io.epoxy.aws.AwsErrors;
import io.epoxy.bundle.run.Deployment;
import io.epoxy.bundle.run.DeploymentCodec;
import io.epoxy.bundle.run.S3Location;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The object that scheduled runs follow. It is replaced whole, and only as it was seen. */
final class Pointer {
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  private final S3Client s3;
  private final S3Location place;

  Pointer(S3Client s3, S3Location place) {
    this.s3 = s3;
    this.place = place;
  }

  /** What it was when it was read; S3's ETag tells whether it still is. */
  record Seen(Optional<Deployment> deployment, Optional<String> tag) {}

  Seen read() {
    try {
      ResponseBytes<GetObjectResponse> answer =
          s3.getObjectAsBytes(get -> get.bucket(place.bucket()).key(place.key()));
      return new Seen(
          Optional.of(DeploymentCodec.decode(answer.asByteArray(), place.toString())),
          Optional.of(answer.response().eTag()));
    } catch (NoSuchKeyException e) {
      return new Seen(Optional.empty(), Optional.empty());
    } catch (SdkException e) {
      throw AwsErrors.of("read " + place, e);
    }
  }

  /**
   * One atomic put.
   *
   * @throws EpoxyException when somebody else has deployed since it was seen
   */
  void replace(Seen seen, Deployment deployment) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder().bucket(place.bucket()).key(place.key());
    seen.tag().ifPresentOrElse(put::ifMatch, () -> put.ifNoneMatch("*"));
    try {
      s3.putObject(put.build(), RequestBody.fromBytes(DeploymentCodec.encode(deployment)));
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
        throw new EpoxyException(
            ErrorCode.AWS,
            "Somebody else has deployed to "
                + place
                + " at the same time, and theirs is what runs now. Look at the difference with"
                + " 'epoxy deploy --dry-run', then deploy again.",
            null,
            e);
      }
      throw AwsErrors.of("write " + place, e);
    } catch (SdkException e) {
      throw AwsErrors.of("write " + place, e);
    }
  }

  void delete() {
    try {
      s3.deleteObject(delete -> delete.bucket(place.bucket()).key(place.key()));
    } catch (SdkException e) {
      throw AwsErrors.of("delete " + place, e);
    }
  }
}
