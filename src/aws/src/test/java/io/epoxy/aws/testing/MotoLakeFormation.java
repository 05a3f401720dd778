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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * moto's Lake Formation and STS, with what moto 5.2.1 does otherwise than AWS put right on the way:
 * a second tag is added to the first one; a resource without tags has none (moto fails); the tags
 * of a table's columns are told with the table's; an unknown key is an error. Data cell filters,
 * which moto has not, are the stand-in's.
 */
public final class MotoLakeFormation implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WITH_COLUMNS = "TableWithColumns";

  private final URI moto = MotoServer.shared().endpoint();
  private final HttpClient client = HttpClient.newHttpClient();
  private final LakeFormationState filters = new LakeFormationState(JSON);

  /** Columns that were tagged, by {@code catalog database.table}. */
  private final Map<String, TreeSet<String>> columns = new TreeMap<>();

  private final HttpServer server;

  private record Answer(int status, JsonNode body) {}

  private MotoLakeFormation(HttpServer server) {
    this.server = server;
  }

  /** An empty account, to which the SDK of this JVM is pointed. */
  public static MotoLakeFormation start() {
    try {
      MotoLakeFormation started =
          new MotoLakeFormation(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      started.post("/moto-api/reset", JSON.createObjectNode());
      started.server.createContext("/", started::handle);
      started.server.start();
      System.setProperty(
          "aws.endpointUrlLakeFormation",
          "http://127.0.0.1:" + started.server.getAddress().getPort());
      System.setProperty("aws.endpointUrlSts", started.moto.toString());
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes an LF-tag that may be assigned. */
  public void defineTag(String catalog, String key, String... values) {
    ObjectNode tag = JSON.createObjectNode().put("CatalogId", catalog).put("TagKey", key);
    for (String value : values) {
      tag.withArray("TagValues").add(value);
    }
    post("/CreateLFTag", tag);
  }

  /** Makes a table known to the filters; moto's tags ask for none. */
  public void addTable(String name) {
    filters.addTable(name);
  }

  /** As moto, or the stand-in for filters, answers an operation. */
  public synchronized JsonNode ask(String operation, ObjectNode body) {
    return answer(operation, body).body();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try {
      Answer answer =
          answer(
              exchange.getRequestURI().getPath().substring(1),
              (ObjectNode) JSON.readTree(exchange.getRequestBody()));
      LakeFormationOverlay.reply(
          exchange, answer.status(), "application/json", answer.body().toString());
    } catch (LakeFormationState.Refused e) {
      LakeFormationOverlay.refuse(exchange, 400, e.code(), e.getMessage());
    }
  }

  private Answer answer(String operation, ObjectNode body) {
    if (operation.contains("CellsFilter") || !body.findValues("DataCellsFilter").isEmpty()) {
      return new Answer(200, filters.answer(operation, body));
    }
    return switch (operation) {
      case "GetLFTag" -> known(body);
      case "GetResourceLFTags" -> new Answer(200, tags(body));
      case "AddLFTagsToResource" -> change(operation, body, true);
      case "RemoveLFTagsFromResource" -> change(operation, body, false);
      default -> post("/" + operation, body);
    };
  }

  private Answer known(ObjectNode body) {
    Answer answer = post("/GetLFTag", body);
    if (answer.body().path("TagValues").isEmpty()) {
      throw new LakeFormationState.Refused("EntityNotFoundException", "Tag key does not exist");
    }
    return answer;
  }

  /** The API's lists of tags are never empty. */
  private ObjectNode tags(ObjectNode body) {
    ObjectNode all = JSON.createObjectNode();
    held(body.get("Resource"), body).fields().forEachRemaining(part -> put(all, part));
    JsonNode table = body.at("/Resource/Table");
    TreeSet<String> tagged = columns.getOrDefault(name(body.get("Resource")), new TreeSet<>());
    for (String column : table.isMissingNode() ? Set.<String>of() : tagged) {
      ObjectNode resource = JSON.createObjectNode();
      ObjectNode named = resource.set(WITH_COLUMNS, table.deepCopy());
      ((ObjectNode) named.get(WITH_COLUMNS)).putArray("ColumnNames").add(column);
      JsonNode tags = held(resource, body).at("/LFTagsOnColumns/0");
      if (!tags.path("LFTags").isEmpty()) {
        all.withArray("LFTagsOnColumns").add(tags);
      }
    }
    return all;
  }

  private static void put(ObjectNode into, Map.Entry<String, JsonNode> part) {
    if (!part.getValue().isEmpty()) {
      into.set(part.getKey(), part.getValue());
    }
  }

  private JsonNode held(JsonNode resource, ObjectNode like) {
    ObjectNode question = like.deepCopy();
    question.remove("LFTags");
    question.set("Resource", resource);
    Answer answer = post("/GetResourceLFTags", question);
    return answer.status() == 200 ? answer.body() : JSON.createObjectNode();
  }

  private Answer change(String operation, ObjectNode body, boolean adds) {
    JsonNode resource = body.get("Resource");
    if (!resource.has(WITH_COLUMNS)) {
      return changeOne(operation, body, adds);
    }
    for (JsonNode column : resource.at("/TableWithColumns/ColumnNames")) {
      columns.computeIfAbsent(name(resource), any -> new TreeSet<>()).add(column.asText());
      ObjectNode one = body.deepCopy();
      ((ObjectNode) one.at("/Resource/TableWithColumns")).putArray("ColumnNames").add(column);
      changeOne(operation, one, adds);
    }
    return new Answer(200, JSON.createObjectNode().set("Failures", JSON.createArrayNode()));
  }

  private Answer changeOne(String operation, ObjectNode body, boolean adds) {
    if (!adds) {
      return post("/" + operation, body);
    }
    Map<String, JsonNode> byKey = new LinkedHashMap<>();
    held(body.get("Resource"), body)
        .findParents("TagKey")
        .forEach(pair -> byKey.put(pair.get("TagKey").asText(), pair));
    body.get("LFTags").forEach(pair -> byKey.put(pair.get("TagKey").asText(), pair));
    ArrayNode both = JSON.createArrayNode();
    byKey.values().forEach(both::add);
    return post("/" + operation, body.deepCopy().set("LFTags", both));
  }

  /** One moto has the catalogs of several accounts. */
  private static String name(JsonNode resource) {
    return resource.findPath("CatalogId").asText() + " " + LakeFormationState.key(resource);
  }

  /** With a signature, by which moto tells its services apart. */
  private Answer post(String path, JsonNode body) {
    HttpRequest request =
        HttpRequest.newBuilder(moto.resolve(path))
            .header("Content-Type", "application/json")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=testing/20260101/eu-west-1/lakeformation/aws4_request,"
                    + " SignedHeaders=host, Signature=none")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      HttpResponse<String> answer =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      boolean json = answer.body().startsWith("{");
      return new Answer(
          answer.statusCode(), json ? JSON.readTree(answer.body()) : JSON.createObjectNode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
