package io.epoxy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.model.GlueException;

class AwsErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ExpiredTokenException|The security token is expired|Your session has ended: sign in again"
            + " (aws sso login).",
        "AccessDeniedException|not authorized to perform: iam:PassRole on r|Whoever starts Epoxy"
            + " needs a policy with iam:PassRole on the profile's role_arn.",
        "RequestTimeTooSkewed|The difference is too large|AWS refuses what is signed minutes off its"
            + " own time: set this machine's clock (by NTP) and run the command again.",
        "InvalidSignatureException|Signature expired: 1 is now earlier than 2|AWS refuses what is"
            + " signed minutes off its own time: set this machine's clock (by NTP) and run the"
            + " command again.",
        "NoSuchBucket|It does not exist|Create the bucket, or name another one in the profile.",
        "PermanentRedirect|Use another endpoint|The bucket lies in another region than 'region'"
            + " says."
      })
  void aRefusalWithOneCureNamesIt(String code, String message, String cure) {
    assertThat(AwsErrors.of("do it", refusal(code, message)))
        .hasMessage("Could not do it: " + code + ": " + message + "\n" + cure);
  }

  @Test
  void withoutCredentialsItSaysWhereTheyAreLookedFor() {
    assertThat(
            AwsErrors.of(
                "do it",
                SdkClientException.create("Unable to load credentials from any of the providers")))
        .hasMessageEndingWith(
            "Sign in (aws sso login, aws configure) or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY.");
  }

  @Test
  void anyOtherRefusalHasTheApisWordsOnly() {
    assertThat(AwsErrors.of("do it", refusal("ThrottlingException", "Rate exceeded")))
        .hasMessage("Could not do it: ThrottlingException: Rate exceeded");
  }

  private static SdkException refusal(String code, String message) {
    return GlueException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }

  @Test
  void thePlacesThatHaveNoCredentialsAreNotListed() {
    assertThat(
            AwsErrors.words(
                SdkClientException.create(
                    "Unable to load credentials from any of the providers in the chain"
                        + " AwsCredentialsProviderChain(credentialsProviders=[A(), B()]) : [A(): no"
                        + " key., B(): no file.]")))
        .isEqualTo("Unable to load credentials from any of the providers.");
  }
}
