package io.epoxy.launcher.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.epoxy.aws.AwsClients;
import io.epoxy.aws.S3ObjectStore;
import io.epoxy.aws.testing.MotoServer;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.bundle.run.ProjectPlaces;
import io.epoxy.launcher.iam.ProjectPolicies;
import io.epoxy.model.config.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.s3.S3Client;

/** An AWS account for each test: an empty bucket on moto and a {@link FakeGlue}. */
public final class FakeAccount implements BeforeEachCallback, AfterEachCallback {
  private static final String ENDPOINT = "aws.endpointUrlGlue"; // the SDK reads it

  private final String bucket = "epoxy-" + UUID.randomUUID();
  private FakeGlue glue;
  private AwsClients clients;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    MotoServer.shared();
    glue = new FakeGlue();
    System.setProperty(ENDPOINT, glue.endpoint());
    clients = AwsClients.ofEnvironment();
    clients
        .s3()
        .createBucket(
            request ->
                request
                    .bucket(bucket)
                    .createBucketConfiguration(
                        configuration -> configuration.locationConstraint("eu-west-1")));
  }

  /** Whatever was called must be what {@code epoxy iam deploy} allows. */
  @Override
  public void afterEach(ExtensionContext context) {
    clients.close();
    glue.close();
    System.clearProperty(ENDPOINT);
    Target target = Targets.with();
    ProjectPlaces places = new ProjectPlaces(Set.of(), Set.of(), Set.of(), Set.of(), false);
    String policy =
        PlainJson.text(
            new ProjectPolicies(GlueSettings.of(target, "shop"), target, places)
                .documents()
                .get("deploy"));
    assertThat(glue.calls).allMatch(call -> policy.contains(":" + call + "\""));
  }

  /** Its name; the bucket is there while a test runs. */
  public String bucket() {
    return bucket;
  }

  public S3ObjectStore store() {
    return S3ObjectStore.ofBucket(clients.s3(), bucket);
  }

  public FakeGlue glue() {
    return glue;
  }

  /** Puts lines into a stream of CloudWatch, each a millisecond after the one before. */
  public void log(String group, String stream, String... lines) {
    CloudWatchLogsClient logs = clients.logs();
    if (logs.describeLogGroups(request -> request.logGroupNamePrefix(group))
        .logGroups()
        .isEmpty()) {
      logs.createLogGroup(request -> request.logGroupName(group));
    }
    logs.createLogStream(request -> request.logGroupName(group).logStreamName(stream));
    List<InputLogEvent> events = new ArrayList<>();
    for (String line : lines) {
      events.add(
          InputLogEvent.builder()
              .timestamp(System.currentTimeMillis() + events.size())
              .message(line + "\n")
              .build());
    }
    logs.putLogEvents(
        request -> request.logGroupName(group).logStreamName(stream).logEvents(events));
  }

  public S3Client s3() {
    return clients.s3();
  }
}
