package io.epoxy.launcher.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * As much of Glue's API as submit uses, kept in memory: moto 5.2.1 has no UpdateJob, ends no run as
 * FAILED and has no pages. Answers can be put in front of its own.
 */
public final class FakeGlue implements AutoCloseable {
  public final Map<String, ObjectNode> jobs = new HashMap<>();
  public final Map<String, ObjectNode> triggers = new TreeMap<>();
  public final Map<String, ObjectNode> workflows = new HashMap<>();
  public final Map<String, ObjectNode> tags = new HashMap<>();
  public final Set<String> databases = new TreeSet<>();
  public final List<ObjectNode> runs = new ArrayList<>();
  public final List<String> calls = new ArrayList<>();

  /** States of a run, one for each look at it; the last one stays. Without any, it stays as is. */
  public final Deque<String> states = new ArrayDeque<>(List.of("STARTING", "RUNNING", "SUCCEEDED"));

  /** Called with a run that has started, and with its arguments. */
  public Consumer<ObjectNode> onStart = run -> {};

  /** The id of the next run; a number when empty. */
  public String nextRun = "";

  /** Operations whose next answers are failures: operation, then status and error type. */
  public final Map<String, Deque<String>> failures = new HashMap<>();

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpServer server;

  public FakeGlue() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Lets the next call fail; {@code 500 Name} before, {@code after 500 Name} after it had effect.
   */
  public void fail(String operation, String... answers) {
    failures.computeIfAbsent(operation, key -> new ArrayDeque<>()).addAll(List.of(answers));
  }

  public long count(String operation) {
    return calls.stream().filter(operation::equals).count();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String operation = target.substring(target.indexOf('.') + 1);
      ObjectNode request = (ObjectNode) mapper.readTree(exchange.getRequestBody());
      calls.add(operation);
      Deque<String> planned = failures.getOrDefault(operation, new ArrayDeque<>());
      String failure = planned.isEmpty() ? "" : planned.poll();
      if (failure.startsWith("after ")) {
        answer(operation, request);
        failure = failure.substring("after ".length());
      }
      if (!failure.isEmpty()) {
        String[] parts = failure.split(" ", 2);
        String[] type = parts[1].split(": ", 2);
        send(
            exchange,
            Integer.parseInt(parts[0]),
            fault(type[0], type.length == 1 ? "planned" : type[1]));
        return;
      }
      ObjectNode answer = answer(operation, request);
      send(exchange, answer.has("__type") ? 400 : 200, answer);
    }
  }

  private ObjectNode answer(String operation, ObjectNode request) {
    String name = request.path("JobName").asText(request.path("Name").asText());
    ObjectNode answer = mapper.createObjectNode();
    switch (operation) {
      case "GetJob":
        return jobs.containsKey(name)
            ? answer.set("Job", jobs.get(name))
            : fault("EntityNotFoundException", "Entity Not Found");
      case "CreateJob":
        tags.put(name, request.withObject("/Tags").deepCopy());
        request.remove("Tags");
        jobs.put(name, request);
        return answer.put("Name", name);
      case "UpdateJob":
        ObjectNode update = (ObjectNode) request.get("JobUpdate");
        jobs.put(name, update.put("Name", name));
        return answer.put("JobName", name);
      case "GetTags":
        return answer.set("Tags", tagsOf(request));
      case "TagResource":
        tagsOf(request).setAll((ObjectNode) request.get("TagsToAdd"));
        return answer;
      case "DeleteJob":
        jobs.remove(name);
        return answer.put("JobName", name);
      case "GetDatabase":
        return databases.contains(name)
            ? answer.set("Database", mapper.createObjectNode().put("Name", name))
            : fault("EntityNotFoundException", "no database " + name);
      case "StartJobRun":
        return start(request);
      case "GetJobRun":
        return find(request.get("RunId").asText())
            .map(run -> answer.<ObjectNode>set("JobRun", look(run)))
            .orElseGet(() -> fault("EntityNotFoundException", "no such run"));
      case "BatchStopJobRun":
        return stop(request);
      case "GetJobRuns":
        return jobs.containsKey(name)
            ? page(request)
            : fault("EntityNotFoundException", "Job " + name + " not found");
      default:
        return new FakeTriggers(triggers, workflows).answer(operation, name, request);
    }
  }

  private ObjectNode tagsOf(ObjectNode request) {
    String arn = request.get("ResourceArn").asText();
    String prefix = "arn:aws:glue:eu-west-1:123456789012:job/";
    if (!arn.startsWith(prefix)) {
      throw new IllegalStateException(arn);
    }
    return tags.computeIfAbsent(arn.substring(prefix.length()), key -> mapper.createObjectNode());
  }

  private ObjectNode start(ObjectNode request) {
    ObjectNode run = mapper.createObjectNode();
    run.put("Id", nextRun.isEmpty() ? "jr_" + (runs.size() + 1) : nextRun);
    run.put("JobName", request.get("JobName").asText());
    run.put("LogGroupName", "/aws-glue/jobs");
    run.set("Arguments", request.get("Arguments"));
    if (request.has("Timeout")) {
      run.set("Timeout", request.get("Timeout"));
    }
    runs.add(run);
    onStart.accept(run);
    return mapper.createObjectNode().put("JobRunId", run.get("Id").asText());
  }

  private Optional<ObjectNode> find(String id) {
    return runs.stream().filter(one -> one.get("Id").asText().equals(id)).findFirst();
  }

  /** HTTP 200 whatever happens, as Glue's. */
  private ObjectNode stop(ObjectNode request) {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode submitted = answer.putArray("SuccessfulSubmissions");
    ArrayNode errors = answer.putArray("Errors");
    for (JsonNode id : request.get("JobRunIds")) {
      if (find(id.asText()).filter(run -> !run.has("Unstoppable")).isPresent()) {
        submitted.addObject().put("JobRunId", id.asText());
      } else {
        errors
            .addObject()
            .put("JobRunId", id.asText())
            .putObject("ErrorDetail")
            .put("ErrorCode", "JobRunNotInTerminalStateException")
            .put("ErrorMessage", "cannot be stopped");
      }
    }
    return answer;
  }

  private ObjectNode look(ObjectNode run) {
    if (states.isEmpty()) {
      return run;
    }
    String[] state = (states.size() > 1 ? states.poll() : states.peek()).split(" ", 2);
    run.put("JobRunState", state[0]);
    if (state.length > 1) {
      run.put(state[0].equals("WAITING") ? "StateDetail" : "ErrorMessage", state[1]);
    }
    return run;
  }

  /** One run on each page. */
  private ObjectNode page(ObjectNode request) {
    int at = request.path("NextToken").asInt(0);
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode list = answer.putArray("JobRuns");
    if (at < runs.size()) {
      list.add(runs.get(at));
    }
    if (at + 1 < runs.size()) {
      answer.put("NextToken", String.valueOf(at + 1));
    }
    return answer;
  }

  static ObjectNode fault(String type, String message) {
    return JsonNodeFactory.instance.objectNode().put("__type", type).put("Message", message);
  }

  private void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
    byte[] bytes = mapper.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
