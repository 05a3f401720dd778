package io.epoxy.aws;

import com.google.common.collect.ImmutableMap;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/** Turns what the SDK throws into one sentence with the API's own words. */
public final class AwsErrors {
  private static final String WRONG_CLOCK =
      "AWS refuses what is signed minutes off its own time: set this machine's clock (by NTP) and"
          + " run the command again.";

  /** By a part of the API's words; the first that fits counts. */
  private static final Map<String, String> CURES =
      ImmutableMap.<String, String>builder()
          .put(
              "Unable to load credentials",
              "Sign in (aws sso login, aws configure) or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
                  + " AWS_SECRET_ACCESS_KEY.")
          .put("ExpiredToken", "Your session has ended: sign in again (aws sso login).")
          .put("RequestTimeTooSkewed", WRONG_CLOCK)
          .put("Signature expired", WRONG_CLOCK)
          .put("Signature not yet current", WRONG_CLOCK)
          .put(
              "iam:PassRole",
              "Whoever starts Epoxy needs a policy with iam:PassRole on the profile's role_arn.")
          .put(
              "glue:GetWorkflowRunProperties",
              "The job's role needs glue:GetWorkflowRunProperties and"
                  + " glue:PutWorkflowRunProperties on the workflow.")
          .put("NoSuchBucket", "Create the bucket, or name another one in the profile.")
          .put("PermanentRedirect", "The bucket lies in another region than 'region' says.")
          .buildOrThrow();

  /** Here the SDK begins to list each place that it looked in, a thousand characters of them. */
  private static final String CHAIN = " in the chain AwsCredentialsProviderChain(";

  /** And here what it read in the files of profiles. */
  private static final String FILE = ": ProfileFile(";

  /** The profile of those who choose none; nobody has to have it. */
  private static final String UNCHOSEN = "default";

  private AwsErrors() {}

  /**
   * The exception to throw instead.
   *
   * @param doing what was tried, for example {@code read s3://bucket/key}
   */
  public static EpoxyException of(String doing, SdkException e) {
    String advice = advice(e).map(text -> "\n" + text).orElse("");
    return new EpoxyException(
        ErrorCode.AWS, "Could not " + doing + ": " + words(e) + advice, null, e);
  }

  /** What to do about the refusals that have one cure. */
  public static Optional<String> advice(SdkException e) {
    String words = words(e);
    return CURES.entrySet().stream()
        .filter(cure -> words.contains(cure.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> MissingPermission.in(words));
  }

  /** The API's error code and message, or the SDK's message when no answer came. */
  public static String words(SdkException e) {
    if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      String code = service.awsErrorDetails().errorCode();
      String message = service.awsErrorDetails().errorMessage();
      String text = message == null || message.isBlank() ? "HTTP " + service.statusCode() : message;
      return code == null || code.isBlank() ? text : code + ": " + text;
    }
    String message = String.valueOf(e.getMessage());
    int chain = message.indexOf(CHAIN);
    return chain < 0 ? message : message.substring(0, chain) + "." + profilesWords();
  }

  private static String ofProfile(String name, String words) {
    int file = words.indexOf(FILE);
    if (file >= 0 && name.equals(UNCHOSEN)) {
      return "";
    }
    String reason = file < 0 ? words.strip() : words.substring(0, file);
    return " The AWS profile " + name + ": " + reason + (reason.endsWith(".") ? "" : ".");
  }

  /** Why the AWS profile that somebody chose gives no credentials; the chain's words bury it. */
  private static String profilesWords() {
    Optional<String> chosen = ProfileFileSystemSetting.AWS_PROFILE.getStringValue();
    if (chosen.isEmpty()) {
      return "";
    }
    try (ProfileCredentialsProvider profile = ProfileCredentialsProvider.create()) {
      profile.resolveCredentials();
      return "";
    } catch (SdkException e) {
      return ofProfile(chosen.get(), words(e));
    } catch (RuntimeException e) {
      // The SDK does not check what it finds in a file, a sign-in's token for one.
      return ofProfile(chosen.get(), String.valueOf(e.getMessage()));
    }
  }
}
