package io.epoxy.engine.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.epoxy.engine.catalog.TableState.Buckets;
import io.epoxy.engine.catalog.TableState.Flags;
import io.epoxy.engine.catalog.TableState.Kind;
import io.epoxy.engine.catalog.TableState.Ownership;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Catalog states as JSON objects and back; an absent value is an absent key. */
final class StateJson {
  private StateJson() {}

  static ObjectNode write(DatabaseState state) {
    ObjectNode json = object();
    json.put("comment", state.comment());
    json.put("location", state.location());
    json.set("properties", texts(state.properties()));
    return json;
  }

  static DatabaseState readDatabase(String name, JsonNode json) {
    return new DatabaseState(
        name, text(json, "comment"), text(json, "location"), map(json.get("properties")));
  }

  static ObjectNode write(FunctionState state) {
    ObjectNode json = object();
    json.put("class", state.className());
    ArrayNode resources = json.putArray("resources");
    state.resources().forEach(resource -> resources.add(texts(resource)));
    return json;
  }

  static FunctionState readFunction(String database, String name, JsonNode json) {
    List<List<String>> resources = new ArrayList<>();
    json.get("resources").forEach(resource -> resources.add(list(resource)));
    return new FunctionState(database, name, text(json, "class"), resources);
  }

  static ObjectNode write(PartitionState state) {
    ObjectNode json = object();
    json.set("spec", texts(state.spec()));
    json.set("storage", write(state.storage()));
    json.set("parameters", texts(state.parameters()));
    json.put("created", state.createTime());
    json.put("accessed", state.lastAccessTime());
    return json;
  }

  static PartitionState readPartition(JsonNode json) {
    return new PartitionState(
        map(json.get("spec")),
        readStorage(json.get("storage")),
        map(json.get("parameters")),
        json.get("created").asLong(),
        json.get("accessed").asLong());
  }

  static ObjectNode write(TableState state) {
    ObjectNode json = object();
    json.put("kind", state.kind().name());
    json.set("storage", write(state.storage()));
    json.put("schema", state.schemaJson());
    put(json, "provider", state.provider());
    json.set("partitionColumns", texts(state.partitionColumns()));
    if (state.buckets().isPresent()) {
      ObjectNode buckets = json.putObject("buckets");
      buckets.put("count", state.buckets().get().count());
      buckets.set("columns", texts(state.buckets().get().columns()));
      buckets.set("sorts", texts(state.buckets().get().sorts()));
    }
    json.put("owner", state.ownership().owner());
    json.put("created", state.ownership().createTime());
    json.put("accessed", state.ownership().lastAccessTime());
    json.put("version", state.ownership().createVersion());
    json.set("properties", texts(state.properties()));
    put(json, "comment", state.comment());
    put(json, "viewText", state.viewText());
    put(json, "viewOriginalText", state.viewOriginalText());
    json.put("tracksPartitions", state.flags().tracksPartitions());
    json.put("preservesCase", state.flags().preservesCase());
    json.set("unsupported", texts(state.flags().unsupportedFeatures()));
    return json;
  }

  static TableState readTable(String database, String name, JsonNode json) {
    JsonNode buckets = json.get("buckets");
    return new TableState(
        database,
        name,
        Kind.valueOf(text(json, "kind")),
        readStorage(json.get("storage")),
        text(json, "schema"),
        find(json, "provider"),
        list(json.get("partitionColumns")),
        buckets == null
            ? Optional.empty()
            : Optional.of(
                new Buckets(
                    buckets.get("count").asInt(),
                    list(buckets.get("columns")),
                    list(buckets.get("sorts")))),
        new Ownership(
            text(json, "owner"),
            json.get("created").asLong(),
            json.get("accessed").asLong(),
            text(json, "version")),
        map(json.get("properties")),
        find(json, "comment"),
        find(json, "viewText"),
        find(json, "viewOriginalText"),
        new Flags(
            json.get("tracksPartitions").asBoolean(),
            json.get("preservesCase").asBoolean(),
            list(json.get("unsupported"))));
  }

  static ObjectNode texts(Map<String, String> map) {
    ObjectNode json = object();
    map.forEach(json::put);
    return json;
  }

  static Map<String, String> map(JsonNode json) {
    Map<String, String> map = new LinkedHashMap<>();
    json.properties().forEach(field -> map.put(field.getKey(), field.getValue().asText()));
    return map;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode write(StorageState state) {
    ObjectNode json = object();
    put(json, "location", state.location());
    put(json, "input", state.inputFormat());
    put(json, "output", state.outputFormat());
    put(json, "serde", state.serde());
    json.put("compressed", state.compressed());
    json.set("properties", texts(state.properties()));
    return json;
  }

  private static StorageState readStorage(JsonNode json) {
    return new StorageState(
        find(json, "location"),
        find(json, "input"),
        find(json, "output"),
        find(json, "serde"),
        json.get("compressed").asBoolean(),
        map(json.get("properties")));
  }

  private static ArrayNode texts(List<String> list) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    list.forEach(json::add);
    return json;
  }

  private static List<String> list(JsonNode json) {
    List<String> list = new ArrayList<>();
    json.forEach(item -> list.add(item.asText()));
    return list;
  }

  private static void put(ObjectNode json, String key, Optional<String> value) {
    value.ifPresent(text -> json.put(key, text));
  }

  private static Optional<String> find(JsonNode json, String key) {
    return Optional.ofNullable(json.get(key)).map(JsonNode::asText);
  }

  private static String text(JsonNode json, String key) {
    JsonNode value = json.get(key);
    if (value == null) {
      throw new IllegalArgumentException("a record has no '" + key + "'");
    }
    return value.asText();
  }
}
