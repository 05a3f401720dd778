package io.epoxy.launcher.deps;

import io.epoxy.launcher.target.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Reads from the web; what fails is tried again as often as dbt does. */
final class Web {
  private static final int MORE_ATTEMPTS = 5;
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(TIMEOUT)
          .build();
  private final Pause pause;
  private final DepsLog log;

  Web(Pause pause, DepsLog log) {
    this.pause = pause;
    this.log = log;
  }

  /** One attempt at something. */
  @FunctionalInterface
  interface Attempt<T> {
    T make() throws IOException;
  }

  HttpResponse<InputStream> get(URI uri) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).GET().build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  static void requireSuccess(int status, String shown) throws IOException {
    if (status / 100 != 2) {
      throw new IOException("HTTP status " + status + " for url: " + shown);
    }
  }

  /**
   * The result of the first attempt that works.
   *
   * @throws io.epoxy.model.error.EpoxyException in dbt's words when none does
   */
  <T> T retrying(Attempt<T> attempt) {
    for (int made = 0; ; made++) {
      try {
        return attempt.make();
      } catch (IOException e) {
        if (made == MORE_ATTEMPTS) {
          throw DependencyError.external(
              "External connection exception occurred: "
                  + log.scrub(String.valueOf(e.getMessage())),
              e);
        }
        log.debug(
            "RetryExternalCall",
            "Retrying external call. Attempt: " + made + " Max attempts: " + MORE_ATTEMPTS);
        pause.pause(WAIT);
      }
    }
  }
}
