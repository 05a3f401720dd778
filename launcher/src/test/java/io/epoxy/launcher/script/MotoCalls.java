package io.epoxy.launcher.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.epoxy.aws.testing.MotoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests as the AWS command line would send them, for services that Epoxy has no client of. */
final class MotoCalls {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** A call of a service that speaks JSON. */
  JsonNode json(String service, String target, JsonNode request) {
    HttpRequest.Builder call =
        request(service)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", target)
            .POST(HttpRequest.BodyPublishers.ofString(request.toString()));
    try {
      return MAPPER.readTree(send(call, target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A call of a service that speaks forms and XML. */
  String query(String service, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(
                entry ->
                    URLEncoder.encode(entry.getKey(), UTF_8)
                        + "="
                        + URLEncoder.encode(entry.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        request(service)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)),
        form.get("Action"));
  }

  /** moto reads account, region and service from the scope and checks no signature. */
  private static HttpRequest.Builder request(String service) {
    return HttpRequest.newBuilder(MotoServer.shared().endpoint())
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=testing/20260101/eu-west-1/"
                + service
                + "/aws4_request, SignedHeaders=host, Signature=none");
  }

  private String send(HttpRequest.Builder request, String what) {
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(what + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during " + what, e);
    }
  }
}
