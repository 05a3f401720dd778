package io.epoxy.bundle.run;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.Objects;

/**
 * An {@code s3://bucket/key} address.
 *
 * @param key without a leading slash; empty for the bucket itself
 */
public record S3Location(String bucket, String key) {
  private static final String SCHEME = "s3://";

  public S3Location {
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(key, "key");
  }

  /** Reads {@code s3://}; {@code s3a://} and {@code s3n://} name the same place. */
  public static S3Location parse(String text) {
    String plain = text.replaceFirst("^s3[an]://", SCHEME);
    if (!plain.startsWith(SCHEME)) {
      throw notAnAddress(text);
    }
    String rest = plain.substring(SCHEME.length());
    int slash = rest.indexOf('/');
    String bucket = slash < 0 ? rest : rest.substring(0, slash);
    if (bucket.isEmpty()) {
      throw notAnAddress(text);
    }
    return new S3Location(bucket, slash < 0 ? "" : rest.substring(slash + 1));
  }

  @Override
  public String toString() {
    return SCHEME + bucket + "/" + key;
  }

  private static EpoxyException notAnAddress(String text) {
    return new EpoxyException(
        ErrorCode.USAGE, "'" + text + "' is not an S3 address such as s3://bucket/folder");
  }
}
