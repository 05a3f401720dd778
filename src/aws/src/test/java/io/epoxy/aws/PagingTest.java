package io.epoxy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** moto has no pages that are small enough to test with. */
class PagingTest {
  private static final String HEAD = "<ListBucketResult><Name>b</Name><Prefix>p/</Prefix>";

  @Test
  void readsEveryPageOfAListing() throws IOException {
    try (StubService service =
            new StubService((request, body) -> page(request.getRequestURI().getQuery()));
        S3Client s3 = service.client(S3Client.builder().forcePathStyle(true))) {
      assertThat(S3ObjectStore.ofBucket(s3, "b").list("p/")).containsExactly("p/1", "p/2");
    }
  }

  private static StubService.Answer page(String query) {
    String page =
        query.contains("continuation-token=t")
            ? "<IsTruncated>false</IsTruncated><Contents><Key>p/2</Key></Contents>"
            : "<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>"
                + "<Contents><Key>p/1</Key></Contents>";
    return new StubService.Answer(200, "application/xml", HEAD + page + "</ListBucketResult>");
  }
}
