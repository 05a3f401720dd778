package io.epoxy.aws;

import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what the SDK throws into one sentence with the API's own words. */
public final class AwsErrors {
  private AwsErrors() {}

  /**
   * The exception to throw instead.
   *
   * @param doing what was tried, for example {@code read s3://bucket/key}
   */
  public static EpoxyException of(String doing, SdkException e) {
    return new EpoxyException(ErrorCode.AWS, "Could not " + doing + ": " + words(e), null, e);
  }

  /** The API's error code and message, or the SDK's message when no answer came. */
  public static String words(SdkException e) {
    if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      String code = service.awsErrorDetails().errorCode();
      String message = service.awsErrorDetails().errorMessage();
      String text = message == null || message.isBlank() ? "HTTP " + service.statusCode() : message;
      return code == null || code.isBlank() ? text : code + ": " + text;
    }
    return String.valueOf(e.getMessage());
  }
}
