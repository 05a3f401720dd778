package io.epoxy.launcher.cli;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The AWS SDK reads the process's environment, to which Java can add nothing: what a .env file says
 * to the SDK goes to it as its system properties.
 */
final class AwsProperties {
  private static final Map<String, String> NAMES =
      ImmutableMap.<String, String>builder()
          .put("AWS_ACCESS_KEY_ID", "aws.accessKeyId")
          .put("AWS_SECRET_ACCESS_KEY", "aws.secretAccessKey")
          .put("AWS_SESSION_TOKEN", "aws.sessionToken")
          .put("AWS_PROFILE", "aws.profile")
          .put("AWS_REGION", "aws.region")
          .put("AWS_DEFAULT_REGION", "aws.region")
          .put("AWS_CONFIG_FILE", "aws.configFile")
          .put("AWS_SHARED_CREDENTIALS_FILE", "aws.sharedCredentialsFile")
          .put("AWS_ROLE_ARN", "aws.roleArn")
          .put("AWS_WEB_IDENTITY_TOKEN_FILE", "aws.webIdentityTokenFile")
          .put("AWS_ENDPOINT_URL", "aws.endpointUrl")
          .put("AWS_USE_FIPS_ENDPOINT", "aws.useFipsEndpoint")
          .put("AWS_USE_DUALSTACK_ENDPOINT", "aws.useDualstackEndpoint")
          .buildOrThrow();

  private AwsProperties() {}

  /** The system properties that variables stand for; AWS_REGION comes before its older name. */
  static Map<String, String> of(Map<String, String> variables) {
    Map<String, String> properties = new LinkedHashMap<>();
    NAMES.forEach(
        (variable, property) -> {
          String value = variables.getOrDefault(variable, "");
          if (!value.isEmpty()) {
            properties.putIfAbsent(property, value);
          }
        });
    return properties;
  }
}
