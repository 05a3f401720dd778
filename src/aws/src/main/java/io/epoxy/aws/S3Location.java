package io.epoxy.aws;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket and a key or prefix in it, written {@code s3://bucket/key}; Hadoop's {@code s3a} and
 * {@code s3n} are read too.
 *
 * @param key without leading slash; empty for the bucket itself
 */
public record S3Location(String bucket, String key) {
  /** Lengths and characters as S3's naming rules for general purpose buckets have them. */
  private static final Pattern URI =
      Pattern.compile("s3[an]?://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

  public S3Location {
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(key, "key");
    if (key.startsWith("/")) {
      throw new IllegalArgumentException("a key has no leading slash: " + key);
    }
  }

  /**
   * Reads {@code s3://bucket/key}.
   *
   * @throws EpoxyException when it is none
   */
  public static S3Location parse(String uri) {
    Matcher matcher = URI.matcher(uri.trim());
    if (!matcher.matches() || matcher.group(2) != null && matcher.group(2).startsWith("/")) {
      throw new EpoxyException(
          ErrorCode.PROFILE, "'" + uri + "' is not an S3 location such as s3://bucket/folder");
    }
    return new S3Location(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
  }

  /** The location of something below this one; exactly one slash stands between. */
  public S3Location resolve(String relative) {
    if (relative.isEmpty()) {
      return this;
    }
    String parent = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
    return new S3Location(bucket, parent.isEmpty() ? relative : parent + "/" + relative);
  }

  /** The location without the slash that a folder is often written with. */
  public S3Location withoutTrailingSlash() {
    String shorter = key;
    while (shorter.endsWith("/")) {
      shorter = shorter.substring(0, shorter.length() - 1);
    }
    return new S3Location(bucket, shorter);
  }

  /** {@code s3://bucket/key}. */
  public String uri() {
    return key.isEmpty() ? "s3://" + bucket : "s3://" + bucket + "/" + key;
  }

  @Override
  public String toString() {
    return uri();
  }
}
