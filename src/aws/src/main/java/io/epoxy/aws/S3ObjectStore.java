package io.epoxy.aws;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.port.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects of one bucket. */
public final class S3ObjectStore implements ObjectStore {
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  private final S3Client s3;
  private final String bucket;

  private S3ObjectStore(S3Client s3, String bucket) {
    this.s3 = Objects.requireNonNull(s3, "s3");
    this.bucket = Objects.requireNonNull(bucket, "bucket");
  }

  /** A whole bucket: keys are S3's own. The client stays the caller's to close. */
  public static S3ObjectStore ofBucket(S3Client s3, String bucket) {
    return new S3ObjectStore(s3, bucket);
  }

  private Place locate(String key) {
    return new Place(bucket, key);
  }

  /** An object's address, as messages name it. */
  private record Place(String bucket, String key) {
    @Override
    public String toString() {
      return "s3://" + bucket + "/" + key;
    }
  }

  @Override
  public void put(String key, byte[] content) {
    Place at = locate(key);
    try {
      s3.putObject(request(at).build(), RequestBody.fromBytes(content));
    } catch (SdkException e) {
      throw AwsErrors.of("write " + at, e);
    }
  }

  @Override
  public boolean putIfAbsent(String key, Path file) {
    Place at = locate(key);
    if (exists(key)) {
      return false;
    }
    try {
      // If-None-Match, because another launcher may upload the same between the look and the write.
      s3.putObject(request(at).ifNoneMatch("*").build(), RequestBody.fromFile(file));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT && exists(key)) {
        return false;
      }
      throw AwsErrors.of("write " + at, e);
    } catch (SdkException e) {
      throw AwsErrors.of("write " + at, e);
    }
  }

  @Override
  public Optional<String> replace(String key, byte[] content, Optional<String> seen) {
    Place at = locate(key);
    PutObjectRequest.Builder put = request(at);
    seen.ifPresentOrElse(put::ifMatch, () -> put.ifNoneMatch("*"));
    try {
      return Optional.of(s3.putObject(put.build(), RequestBody.fromBytes(content)).eTag());
    } catch (NoSuchKeyException e) {
      return Optional.empty(); // what was seen is gone
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
        return Optional.empty();
      }
      throw AwsErrors.of("write " + at, e);
    } catch (SdkException e) {
      throw AwsErrors.of("write " + at, e);
    }
  }

  @Override
  public boolean exists(String key) {
    Place at = locate(key);
    try {
      s3.headObject(HeadObjectRequest.builder().bucket(at.bucket()).key(at.key()).build());
      return true;
    } catch (NoSuchKeyException e) {
      return false;
    } catch (SdkException e) {
      throw AwsErrors.of("look for " + at, e);
    }
  }

  @Override
  public Optional<byte[]> find(String key) {
    Place at = locate(key);
    try {
      return Optional.of(s3.getObjectAsBytes(get(at)).asByteArray());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw AwsErrors.of("read " + at, e);
    }
  }

  @Override
  public Optional<Version> findVersion(String key) {
    Place at = locate(key);
    try {
      ResponseBytes<GetObjectResponse> answer = s3.getObjectAsBytes(get(at));
      return Optional.of(new Version(answer.asByteArray(), answer.response().eTag()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw AwsErrors.of("read " + at, e);
    }
  }

  @Override
  public void download(String key, Path file) {
    Place at = locate(key);
    Path folder = file.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, ".download", null);
      try (InputStream content = s3.getObject(get(at))) {
        Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (SdkException e) {
      throw AwsErrors.of("read " + at, e);
    } catch (IOException e) {
      throw new EpoxyException(
          ErrorCode.IO, "Could not download " + at + " to " + file + ": " + e, null, e);
    }
  }

  @Override
  public List<String> list(String prefix) {
    Place at = locate(prefix);
    List<String> keys = new ArrayList<>();
    try {
      ListObjectsV2Request request =
          ListObjectsV2Request.builder().bucket(at.bucket()).prefix(at.key()).build();
      for (S3Object object : s3.listObjectsV2Paginator(request).contents()) {
        keys.add(object.key());
      }
      return keys;
    } catch (SdkException e) {
      throw AwsErrors.of("list " + at, e);
    }
  }

  private static PutObjectRequest.Builder request(Place at) {
    return PutObjectRequest.builder().bucket(at.bucket()).key(at.key());
  }

  private static GetObjectRequest get(Place at) {
    return GetObjectRequest.builder().bucket(at.bucket()).key(at.key()).build();
  }
}
