package io.epoxy.acceptance.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * AWS profiles as people have them, with the jar that users get: the SDK finds what reads them by
 * name, so that only the jar shows whether it is there.
 */
class SignInTest {
  private static final String SESSION = "corp";

  private final List<String> signatures = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private HttpServer aws;

  @TempDir Path home;

  @BeforeEach
  void start() throws IOException {
    aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    aws.createContext("/", this::answer);
    aws.start();
    write("project/dbt_project.yml", "name: shop\nprofile: shop\n");
    write(
        "project/profiles.yml",
        """
        shop:
          target: dev
          outputs:
            dev:
              type: glue
              schema: shop
              region: eu-west-1
              role_arn: arn:aws:iam::123456789012:role/Glue
              location: s3://bucket/shop
        """);
    write(
        ".aws/config",
        """
        [profile people]
        sso_session = corp
        sso_account_id = 123456789012
        sso_role_name = Analyst
        region = eu-west-1
        [sso-session corp]
        sso_region = eu-west-1
        sso_start_url = https://corp.example/start
        [profile pipeline]
        role_arn = arn:aws:iam::123456789012:role/Pipeline
        source_profile = keys
        region = eu-west-1
        [profile keys]
        aws_access_key_id = AKIAKEYS
        aws_secret_access_key = secret
        """);
  }

  @AfterEach
  void stop() {
    aws.stop(0);
  }

  @Test
  void aProfileThatSignsInBySso() throws IOException {
    writeToken(Instant.now().plus(Duration.ofHours(1)));
    EpoxyCommand.Result runs = runs("people");
    assertThat(runs.exitCode()).as(runs.output()).isZero();
    assertThat(runs.output()).contains("The Glue job epoxy-shop-dev has not run yet.");
    assertThat(signatures).hasSize(1).allMatch(one -> one.contains("Credential=ASIASSO/"));
    assertThat(asked).containsExactly("Analyst of 123456789012 with the-token");
  }

  @Test
  void aSignInThatIsOverSaysHowToRenewIt() throws IOException {
    writeToken(Instant.now().minus(Duration.ofHours(1)));
    EpoxyCommand.Result runs = runs("people");
    assertThat(runs.exitCode()).as(runs.output()).isEqualTo(2);
    assertThat(runs.output())
        .contains("The AWS profile people: Token is expired.", "Sign in (aws sso login")
        .doesNotContain("\tat ");
    assertThat(signatures).isEmpty();
  }

  @Test
  void aProfileThatAssumesARole() {
    EpoxyCommand.Result runs = runs("pipeline");
    assertThat(runs.exitCode()).as(runs.output()).isZero();
    assertThat(signatures).hasSize(1).allMatch(one -> one.contains("Credential=ASIAROLE/"));
    assertThat(asked).hasSize(1).allMatch(one -> one.contains("role%2FPipeline"));
  }

  private EpoxyCommand.Result runs(String profile) {
    String endpoint = "http://127.0.0.1:" + aws.getAddress().getPort();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("HOME", home.toString());
    environment.put("AWS_PROFILE", profile);
    environment.put("AWS_ENDPOINT_URL", endpoint);
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return EpoxyCommand.with(environment)
        .run("runs", "--project-dir", home.resolve("project").toString());
  }

  /** The AWS command line keeps the token of a sign-in in a file named by its session's SHA-1. */
  @SuppressWarnings("deprecation") // SHA-1 is the rule of that name
  private void writeToken(Instant end) throws IOException {
    write(
        ".aws/sso/cache/" + Hashing.sha1().hashString(SESSION, UTF_8) + ".json",
        "{\"startUrl\":\"https://corp.example/start\",\"region\":\"eu-west-1\","
            + "\"clientId\":\"c\",\"clientSecret\":\"s\",\"refreshToken\":\"r\","
            + "\"accessToken\":\"the-token\",\"expiresAt\":\"%s\"}".formatted(end));
  }

  private void write(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String answer;
      if (path.equals("/federation/credentials")) {
        String query = exchange.getRequestURI().getQuery();
        String token = exchange.getRequestHeaders().getFirst("x-amz-sso_bearer_token");
        asked.add(
            value(query, "role_name") + " of " + value(query, "account_id") + " with " + token);
        answer =
            "{\"roleCredentials\":{\"accessKeyId\":\"ASIASSO\",\"secretAccessKey\":\"s\","
                + "\"sessionToken\":\"t\",\"expiration\":%d}}"
                    .formatted(Instant.now().plus(Duration.ofHours(1)).toEpochMilli());
      } else if (path.equals("/token")) {
        answer = "{\"__type\":\"InvalidGrantException\",\"error\":\"invalid_grant\"}";
      } else if (body.contains("Action=AssumeRole")) {
        asked.add(body);
        answer =
            "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId>"
                + "<SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>"
                + Instant.now().plus(Duration.ofHours(1))
                + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";
      } else {
        signatures.add(exchange.getRequestHeaders().getFirst("Authorization"));
        answer = "{\"JobRuns\":[]}";
      }
      byte[] bytes = answer.getBytes(UTF_8);
      exchange.sendResponseHeaders(path.equals("/token") ? 400 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String value(String query, String name) {
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    throw new AssertionError(name + " is missing in " + query);
  }
}
