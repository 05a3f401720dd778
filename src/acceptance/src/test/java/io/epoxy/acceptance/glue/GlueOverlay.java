package io.epoxy.acceptance.glue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Glue's endpoint: runs jobs, updates jobs and guards table versions itself, because moto 5.2.1
 * does none of these; everything else goes on to moto. S3 must not pass here (a HEAD would lose its
 * Content-Length).
 */
final class GlueOverlay implements AutoCloseable {
  private static final String TARGET = "AWSGlue.";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final MotoGlue moto;
  private final JobRuns runs;

  private GlueOverlay(HttpServer server, MotoGlue moto, JobRuns runs) {
    this.server = server;
    this.moto = moto;
    this.runs = runs;
  }

  static GlueOverlay start(MotoGlue moto, JobRuns runs, HttpServer server) {
    GlueOverlay overlay = new GlueOverlay(server, moto, runs);
    server.createContext("/", overlay::handle);
    server.setExecutor(overlay.threads);
    server.start();
    return overlay;
  }

  /** A server on a free port of the loopback interface, not yet answering. */
  static HttpServer bind() throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  static URI endpoint(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  JobRuns runs() {
    return runs;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    runs.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String target =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target")).orElse("");
      MotoGlue.Answer answer = answer(target, body);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(answer.status(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private MotoGlue.Answer answer(String target, byte[] body) {
    try {
      if (!target.startsWith(TARGET)) {
        throw new GlueFault("UnknownOperationException", "'" + target + "' is not Glue's");
      }
      return dispatch(target.substring(TARGET.length()), body);
    } catch (GlueFault e) {
      return fault(400, e.type(), e.getMessage());
    } catch (RuntimeException e) {
      return fault(500, "InternalServiceException", e.toString());
    }
  }

  private MotoGlue.Answer dispatch(String operation, byte[] body) {
    return switch (operation) {
      case "StartJobRun" -> success(runs.start(Json.parse(body)));
      case "GetJobRun" -> success(runs.describe(Json.parse(body)));
      case "GetJobRuns" -> success(runs.list(Json.parse(body)));
      case "BatchStopJobRun" -> success(runs.stop(Json.parse(body)));
      case "CreateJob" -> createJob(body);
      case "UpdateJob" -> updateJob(Json.parse(body));
      case "UpdateTable" -> updateTable(body);
      default -> moto.send(operation, body);
    };
  }

  private synchronized MotoGlue.Answer createJob(byte[] body) {
    String name = Json.text(Json.parse(body), "Name");
    if (moto.find("GetJob", Map.of("JobName", name)).isPresent()) {
      throw new GlueFault("AlreadyExistsException", "Job " + name + " already exists");
    }
    return moto.send("CreateJob", body);
  }

  /** The definition is overwritten whole, as Glue does it; tags are no part of it and stay. */
  private synchronized MotoGlue.Answer updateJob(Map<String, Object> request) {
    String name = Json.text(request, "JobName");
    moto.loadJob(name);
    Map<String, Object> replacement = new LinkedHashMap<>(Json.map(request, "JobUpdate"));
    replacement.put("Name", name);
    moto.find(
            "GetTags",
            Map.of("ResourceArn", "arn:aws:glue:" + moto.region() + ":123456789012:job/" + name))
        .ifPresent(tags -> replacement.put("Tags", Json.map(tags, "Tags")));
    MotoGlue.Answer answer = moto.send("CreateJob", Json.write(replacement));
    return answer.isSuccess() ? success(Map.of("JobName", name)) : answer;
  }

  /** Iceberg's commit rests on this check: an update of a table that has changed is refused. */
  private synchronized MotoGlue.Answer updateTable(byte[] body) {
    Map<String, Object> request = Json.parse(body);
    if (request.get("VersionId") != null) {
      String table = Json.text(Json.map(request, "TableInput"), "Name");
      Map<String, String> wanted =
          Map.of("DatabaseName", Json.text(request, "DatabaseName"), "Name", table);
      Optional<Object> current =
          moto.find("GetTable", wanted).map(found -> Json.map(found, "Table").get("VersionId"));
      if (current.isPresent() && !current.get().toString().equals(request.get("VersionId"))) {
        throw new GlueFault(
            "ConcurrentModificationException",
            "Update table failed due to concurrent modifications: "
                + table
                + " is at version "
                + current.get());
      }
    }
    return moto.send("UpdateTable", body);
  }

  private static MotoGlue.Answer success(Map<String, ?> document) {
    return new MotoGlue.Answer(200, Json.write(document));
  }

  private static MotoGlue.Answer fault(int status, String type, String message) {
    return new MotoGlue.Answer(status, Json.write(Map.of("__type", type, "Message", message)));
  }
}
