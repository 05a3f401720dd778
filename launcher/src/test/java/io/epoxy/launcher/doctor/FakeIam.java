package io.epoxy.launcher.doctor;

import com.google.common.base.Splitter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** IAM's two calls that the doctor makes; moto has no SimulatePrincipalPolicy. */
final class FakeIam implements AutoCloseable {
  private static final String ENDPOINT = "aws.endpointUrlIam"; // the SDK reads it
  private static final String TRUST =
      "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\":"
          + " {\"Service\": \"glue.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}]}";

  /** Trust policies, by the role's ARN. */
  final Map<String, String> roles = new LinkedHashMap<>();

  /** What each call asked, in order. */
  final List<Map<String, String>> asked = new ArrayList<>();

  /** What the simulation says, or an error's code. */
  String decision = "allowed";

  private final HttpServer server;

  FakeIam(String role) throws IOException {
    roles.put(role, TRUST);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    System.setProperty(ENDPOINT, "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    System.clearProperty(ENDPOINT);
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> call = new LinkedHashMap<>();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Splitter.on('&')
        .withKeyValueSeparator('=')
        .split(body)
        .forEach((key, value) -> call.put(key, URLDecoder.decode(value, StandardCharsets.UTF_8)));
    asked.add(call);
    if (call.get("Action").equals("GetRole")) {
      String name = "/" + call.get("RoleName");
      String arn = roles.keySet().stream().filter(one -> one.endsWith(name)).findFirst().orElse("");
      if (arn.isEmpty()) {
        error(exchange, 404, "NoSuchEntity", "The role with name " + name + " cannot be found.");
      } else if (roles.get(arn).isEmpty()) {
        error(exchange, 403, "AccessDenied", "User: me is not authorized to perform: iam:GetRole");
      } else {
        send(exchange, 200, "GetRole", role(arn));
      }
      return;
    }
    if (decision.equals("AccessDenied")) {
      error(
          exchange,
          403,
          decision,
          "User: me is not authorized to perform: iam:SimulatePrincipalPolicy on resource: "
              + call.get("PolicySourceArn"));
      return;
    }
    send(
        exchange,
        200,
        "SimulatePrincipalPolicy",
        "<EvaluationResults><member><EvalActionName>iam:PassRole</EvalActionName><EvalDecision>"
            + decision
            + "</EvalDecision></member></EvaluationResults><IsTruncated>false</IsTruncated>");
  }

  private String role(String arn) {
    return "<Role><Path>/</Path><RoleName>x</RoleName><RoleId>AROA</RoleId><Arn>"
        + arn
        + "</Arn><CreateDate>2026-01-01T00:00:00Z</CreateDate><AssumeRolePolicyDocument>"
        + URLEncoder.encode(roles.get(arn), StandardCharsets.UTF_8)
        + "</AssumeRolePolicyDocument></Role>";
  }

  private static void error(HttpExchange exchange, int status, String code, String words)
      throws IOException {
    write(
        exchange,
        status,
        "<ErrorResponse><Error><Type>Sender</Type><Code>"
            + code
            + "</Code><Message>"
            + words
            + "</Message></Error><RequestId>r</RequestId></ErrorResponse>");
  }

  private static void send(HttpExchange exchange, int status, String call, String result)
      throws IOException {
    write(
        exchange,
        status,
        "<"
            + call
            + "Response><"
            + call
            + "Result>"
            + result
            + "</"
            + call
            + "Result></"
            + call
            + "Response>");
  }

  private static void write(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/xml");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
