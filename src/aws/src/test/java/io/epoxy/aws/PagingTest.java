package io.epoxy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** moto has no pages that are small enough to test with. */
class PagingTest {
  private static final String HEAD = "<ListBucketResult><Name>b</Name><Prefix>p/</Prefix>";

  @Test
  void readsEveryPageOfAListing() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean second = exchange.getRequestURI().getQuery().contains("continuation-token=t");
          String page =
              second
                  ? HEAD + "<IsTruncated>false</IsTruncated><Contents><Key>p/2</Key></Contents>"
                  : HEAD
                      + "<IsTruncated>true</IsTruncated>"
                      + "<NextContinuationToken>t</NextContinuationToken>"
                      + "<Contents><Key>p/1</Key></Contents>";
          byte[] body = (page + "</ListBucketResult>").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/xml");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .forcePathStyle(true)
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .httpClient(software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient.create())
            .build()) {
      assertThat(S3ObjectStore.ofBucket(s3, "b").list("p/")).containsExactly("p/1", "p/2");
    } finally {
      server.stop(0);
    }
  }
}
