package io.epoxy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 that asks to slow down, which moto never does. */
class S3FaultsTest {
  private static final String SLOW_DOWN =
      "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";

  private final List<String> calls = new ArrayList<>();
  private HttpServer server;
  private S3Client s3;
  private int refusals;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          calls.add(exchange.getRequestMethod());
          boolean refused = calls.size() <= refusals;
          byte[] body = (refused ? SLOW_DOWN : "").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(refused ? 503 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    s3 =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .forcePathStyle(true)
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @AfterEach
  void stop() {
    s3.close();
    server.stop(0);
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
