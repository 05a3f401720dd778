package io.epoxy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 that asks to slow down, which moto never does. */
class S3FaultsTest {
  private static final String SLOW_DOWN =
      "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";

  private final List<String> calls = new ArrayList<>();
  private StubService service;
  private S3Client s3;
  private int refusals;

  @BeforeEach
  void start() throws IOException {
    service =
        new StubService(
            (request, body) -> {
              calls.add(request.getRequestMethod());
              boolean refused = calls.size() <= refusals;
              return new StubService.Answer(
                  refused ? 503 : 200, "application/xml", refused ? SLOW_DOWN : "");
            });
    s3 = service.client(S3Client.builder().forcePathStyle(true));
  }

  @AfterEach
  void stop() {
    s3.close();
    service.close();
  }

  @Test
  void aWriteIsTriedAgain() {
    refusals = 2;
    S3ObjectStore.ofBucket(s3, "b").put("k", "text".getBytes(StandardCharsets.UTF_8));
    assertThat(calls).containsExactly("PUT", "PUT", "PUT");
  }

  @Test
  void aStormIsTold() {
    refusals = 100;
    assertThatThrownBy(() -> S3ObjectStore.ofBucket(s3, "b").put("k", new byte[] {1}))
        .hasMessage("Could not write s3://b/k: SlowDown: Please reduce your request rate.");
  }
}
