package io.epoxy.aws.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Lake Formation as its API is documented, since moto 5.2.1 lacks data cell filters, inheritance,
 * failures and pages, and replaces tags where AWS adds them. It answers STS too. Records every call
 * and can be told to refuse some.
 */
public final class LakeFormationOverlay implements AutoCloseable {
  public static final String ACCOUNT = "123456789012";

  /** Whoever runs the job. */
  public static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/service/etl";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> READING =
      Set.of(
          "GetLFTag",
          "GetResourceLFTags",
          "ListDataCellsFilter",
          "GetDataCellsFilter",
          "ListPermissions",
          "GetDataLakeSettings",
          "GetCallerIdentity");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final LakeFormationState state = new LakeFormationState(JSON);
  private final ArrayNode exchanges = JSON.createArrayNode();
  private final List<Call> calls = new ArrayList<>();
  private volatile Consumer<Call> onCall = call -> {};
  private final Map<String, Deque<Refusal>> refusals = new LinkedHashMap<>();

  /** A call that came in. */
  public record Call(String operation, JsonNode body) {
    public boolean isWriting() {
      return !READING.contains(operation);
    }
  }

  /** What the API answers when it will not. */
  public record Refusal(int status, String code, String message, Runnable before) {}

  private LakeFormationOverlay(HttpServer server) {
    this.server = server;
  }

  /** Starts one and points the SDK of this JVM at it. */
  public static LakeFormationOverlay start() {
    // Without it each answer waits 40 ms for the other side's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      LakeFormationOverlay overlay =
          new LakeFormationOverlay(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      overlay.server.createContext("/", overlay::handle);
      overlay.server.setExecutor(overlay.threads);
      overlay.server.start();
      String endpoint = overlay.endpoint().toString();
      System.setProperty("aws.endpointUrlLakeFormation", endpoint);
      System.setProperty("aws.endpointUrlSts", endpoint);
      System.setProperty("aws.accessKeyId", "testing");
      System.setProperty("aws.secretAccessKey", "testing");
      System.setProperty("aws.region", "eu-west-1");
      return overlay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What is held. */
  public LakeFormationState state() {
    return state;
  }

  /** The next call of an operation is refused. */
  public synchronized void refuse(String operation, int status, String code, String message) {
    refuse(operation, new Refusal(status, code, message, () -> {}));
  }

  /** The next call of an operation is refused, after something else has happened. */
  public synchronized void refuse(String operation, Refusal refusal) {
    refusals.computeIfAbsent(operation, any -> new ArrayDeque<>()).add(refusal);
  }

  /** From now on each call is heard before it is answered. */
  public void onCall(Consumer<Call> listener) {
    onCall = listener;
  }

  /** The calls so far. */
  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /** What the state answered: {@code operation, request} and {@code answer} or {@code error}. */
  public synchronized String exchanges() {
    return exchanges.toString();
  }

  /** The names of the writing calls so far, in order. */
  public synchronized List<String> writes() {
    return calls.stream().filter(Call::isWriting).map(Call::operation).toList();
  }

  public synchronized long count(String operation) {
    return calls.stream().filter(call -> call.operation().equals(operation)).count();
  }

  public synchronized void forgetCalls() {
    calls.clear();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath().substring(1);
    if (path.isEmpty()) {
      Refusal refusal = note(new Call("GetCallerIdentity", JSON.createObjectNode()));
      if (refusal == null) {
        reply(exchange, 200, "text/xml", identity());
      } else {
        reply(exchange, refusal.status(), "text/xml", error(refusal));
      }
      return;
    }
    JsonNode body = JSON.readTree(text);
    Call call = new Call(path, body.deepCopy());
    onCall.accept(call);
    Refusal refusal = note(call);
    if (refusal != null) {
      refusal.before().run();
      refuse(exchange, refusal.status(), refusal.code(), refusal.message());
      return;
    }
    try {
      ObjectNode answer = state.answer(path, (ObjectNode) body);
      note(call, "answer", answer);
      reply(exchange, 200, "application/json", answer.toString());
    } catch (LakeFormationState.Refused e) {
      note(call, "error", JSON.getNodeFactory().textNode(e.code()));
      refuse(exchange, 400, e.code(), e.getMessage());
    }
  }

  private static String error(Refusal refusal) {
    return "<ErrorResponse><Error><Code>"
        + refusal.code()
        + "</Code><Message>"
        + refusal.message()
        + "</Message></Error></ErrorResponse>";
  }

  private synchronized void note(Call call, String kind, JsonNode outcome) {
    ObjectNode exchange = exchanges.addObject().put("operation", call.operation());
    exchange.set("request", call.body());
    exchange.set(kind, outcome);
  }

  private synchronized Refusal note(Call call) {
    calls.add(call);
    Deque<Refusal> waiting = refusals.get(call.operation());
    return waiting == null ? null : waiting.poll();
  }

  static void refuse(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    exchange.getResponseHeaders().set("x-amzn-ErrorType", code);
    reply(
        exchange,
        status,
        "application/json",
        JSON.createObjectNode().put("Message", message).toString());
  }

  private static String identity() {
    return "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
        + "<GetCallerIdentityResult><Arn>arn:aws:sts::"
        + ACCOUNT
        + ":assumed-role/etl/run</Arn><UserId>A:run</UserId><Account>"
        + ACCOUNT
        + "</Account></GetCallerIdentityResult></GetCallerIdentityResponse>";
  }

  static void reply(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
