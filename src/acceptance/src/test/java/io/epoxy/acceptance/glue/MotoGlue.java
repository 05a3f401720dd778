package io.epoxy.acceptance.glue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/** Glue's requests, sent on to moto. */
final class MotoGlue {
  private static final String TARGET = "AWSGlue.";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI moto;
  private final String region;

  MotoGlue(URI moto, String region) {
    this.moto = moto;
    this.region = region;
  }

  String region() {
    return region;
  }

  /** What moto answered. */
  record Answer(int status, byte[] body) {
    boolean isSuccess() {
      return status == 200;
    }
  }

  Answer send(String operation, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(moto)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", TARGET + operation)
            // moto reads account, region and service from the scope and checks no signature.
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=testing/20260101/"
                    + region
                    + "/glue/aws4_request, SignedHeaders=host, Signature=none")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while moto answered " + operation, e);
    }
  }

  /** The answer's document; empty when moto refused. */
  Optional<Map<String, Object>> find(String operation, Map<String, ?> request) {
    Answer answer = send(operation, Json.write(request));
    return answer.isSuccess() ? Optional.of(Json.parse(answer.body())) : Optional.empty();
  }

  /**
   * The definition of a job.
   *
   * @throws GlueFault EntityNotFoundException
   */
  Map<String, Object> loadJob(String name) {
    return find("GetJob", Map.of("JobName", name))
        .map(answer -> Json.map(answer, "Job"))
        .orElseThrow(
            () ->
                new GlueFault(
                    "EntityNotFoundException",
                    "Failed to start job run due to missing" + " metadata: no job " + name));
  }
}
