package io.epoxy.aws;

import com.google.common.collect.ImmutableMap;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lakeformation.LakeFormationClient;
import software.amazon.awssdk.services.lakeformation.model.OperationTimeoutException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Makes every AWS client of Epoxy. Credentials, region, profiles and endpoints come from where the
 * AWS SDK looks for them by itself, AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_&lt;SERVICE&gt; included.
 * Thread-safe; close it when done.
 */
public final class AwsClients implements AutoCloseable {
  private static final Duration CONNECTION = Duration.ofSeconds(10);
  private static final Duration SOCKET = Duration.ofSeconds(60);
  private static final int PATIENT_ATTEMPTS = 8;
  private static final Duration WHOLE_CALL = Duration.ofMinutes(10);

  private final Optional<Region> region;
  private final Map<String, String> env;
  private SdkHttpClient http;
  private S3Client s3;
  private GlueClient glue;
  private GlueClient glueOnce;
  private LakeFormationClient lakeFormation;
  private StsClient sts;
  private CloudWatchLogsClient logs;
  private IamClient iam;

  private AwsClients(Optional<Region> region, Map<String, String> env) {
    this.region = region;
    this.env = ImmutableMap.copyOf(env);
  }

  /** The SDK finds the region by itself. */
  public static AwsClients ofEnvironment() {
    return new AwsClients(Optional.empty(), System.getenv());
  }

  /** A region that the profile names goes before the environment's. */
  public static AwsClients inRegion(String region) {
    return new AwsClients(Optional.of(Region.of(region)), System.getenv());
  }

  public synchronized S3Client s3() {
    if (s3 == null) {
      // An endpoint of one's own rarely has a host name for each bucket.
      s3 =
          build(
              S3Client.builder().httpClient(http()).forcePathStyle(hasEndpoint("S3")),
              AwsRetryStrategy.standardRetryStrategy());
    }
    return s3;
  }

  public synchronized GlueClient glue() {
    if (glue == null) {
      glue =
          build(GlueClient.builder().httpClient(http()), AwsRetryStrategy.standardRetryStrategy());
    }
    return glue;
  }

  /**
   * A client that tries once, for calls that must not happen twice: StartJobRun has no client
   * token, so that a repeated request could start a second run.
   */
  public synchronized GlueClient glueWithoutRetries() {
    if (glueOnce == null) {
      glueOnce = build(GlueClient.builder().httpClient(http()), AwsRetryStrategy.doNotRetry());
    }
    return glueOnce;
  }

  /**
   * A client that is patient: many nodes send to it at once, and every call can be repeated. Pauses
   * are random, so that nodes do not come back together.
   */
  public synchronized LakeFormationClient lakeFormation() {
    if (lakeFormation == null) {
      lakeFormation =
          build(
              LakeFormationClient.builder().httpClient(http()),
              AwsRetryStrategy.standardRetryStrategy().toBuilder()
                  .maxAttempts(PATIENT_ATTEMPTS)
                  .retryOnException(OperationTimeoutException.class)
                  .build());
    }
    return lakeFormation;
  }

  public synchronized StsClient sts() {
    if (sts == null) {
      sts = build(StsClient.builder().httpClient(http()), AwsRetryStrategy.standardRetryStrategy());
    }
    return sts;
  }

  public synchronized CloudWatchLogsClient logs() {
    if (logs == null) {
      logs =
          build(
              CloudWatchLogsClient.builder().httpClient(http()),
              AwsRetryStrategy.standardRetryStrategy());
    }
    return logs;
  }

  /** For the launcher alone: Glue does not bring it. */
  public synchronized IamClient iam() {
    if (iam == null) {
      iam = build(IamClient.builder().httpClient(http()), AwsRetryStrategy.standardRetryStrategy());
    }
    return iam;
  }

  @Override
  public synchronized void close() {
    Stream.of(s3, glue, glueOnce, lakeFormation, sts, logs, iam, http)
        .filter(Objects::nonNull)
        .forEach(SdkAutoCloseable::close);
  }

  private <B extends AwsClientBuilder<B, C>, C> C build(B builder, RetryStrategy retries) {
    region.ifPresent(builder::region);
    builder.overrideConfiguration(
        ClientOverrideConfiguration.builder()
            .retryStrategy(retries)
            .apiCallTimeout(WHOLE_CALL)
            .build());
    try {
      return builder.build();
    } catch (SdkException e) {
      throw new EpoxyException(
          ErrorCode.AWS,
          "No AWS client: " + e.getMessage() + ". Set 'region' in the profile or AWS_REGION.",
          null,
          e);
    }
  }

  private boolean hasEndpoint(String service) {
    return isSet("AWS_ENDPOINT_URL_" + service, "aws.endpointUrl" + service)
        || isSet("AWS_ENDPOINT_URL", "aws.endpointUrl");
  }

  /** The SDK reads a system property before the variable of the same meaning. */
  private boolean isSet(String variable, String property) {
    return !System.getProperty(property, "").isBlank() || !env.getOrDefault(variable, "").isBlank();
  }

  private SdkHttpClient http() {
    if (http == null) {
      http =
          UrlConnectionHttpClient.builder()
              .connectionTimeout(CONNECTION)
              .socketTimeout(SOCKET)
              .build();
    }
    return http;
  }
}
