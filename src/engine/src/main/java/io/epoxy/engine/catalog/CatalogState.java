package io.epoxy.engine.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the journal says the catalog holds. Built by applying records; the same records, fewer, are
 * what a compacted journal holds. Not thread-safe.
 */
final class CatalogState {
  private final Map<String, DatabaseState> databases = new LinkedHashMap<>();
  private final Map<String, TableState> tables = new LinkedHashMap<>();
  private final Map<String, FunctionState> functions = new LinkedHashMap<>();
  private final Map<String, Map<Map<String, String>, PartitionState>> partitions =
      new LinkedHashMap<>();

  List<DatabaseState> databases() {
    return List.copyOf(databases.values());
  }

  List<TableState> tables() {
    return List.copyOf(tables.values());
  }

  Optional<TableState> findTable(String database, String name) {
    return Optional.ofNullable(tables.get(key(database, name)));
  }

  List<FunctionState> functions() {
    return List.copyOf(functions.values());
  }

  Map<Map<String, String>, PartitionState> partitions(String database, String table) {
    return partitions.getOrDefault(key(database, table), Map.of());
  }

  int size() {
    return databases.size() + tables.size() + functions.size() + partitions.size();
  }

  static ObjectNode put(DatabaseState state) {
    return record("put", "database", state.name(), "").set("state", StateJson.write(state));
  }

  static ObjectNode put(TableState state) {
    return record("put", "table", state.database(), state.name())
        .set("state", StateJson.write(state));
  }

  static ObjectNode put(FunctionState state) {
    return record("put", "function", state.database(), state.name())
        .set("state", StateJson.write(state));
  }

  static ObjectNode drop(String what, String database, String name) {
    return record("drop", what, database, name);
  }

  /** A record of how a table's partitions changed. */
  static ObjectNode partitions(
      String database, String table, List<PartitionState> put, List<Map<String, String>> dropped) {
    ObjectNode json = record("put", "partitions", database, table);
    ArrayNode states = json.putArray("state");
    put.forEach(partition -> states.add(StateJson.write(partition)));
    ArrayNode specs = json.putArray("dropped");
    dropped.forEach(spec -> specs.add(StateJson.texts(spec)));
    return json;
  }

  /** The fewest records that lead to this state. */
  List<ObjectNode> records() {
    List<ObjectNode> records = new ArrayList<>();
    databases.values().forEach(state -> records.add(put(state)));
    tables.values().forEach(state -> records.add(put(state)));
    functions.values().forEach(state -> records.add(put(state)));
    partitions.forEach(
        (key, states) -> {
          TableState table = Objects.requireNonNull(tables.get(key));
          records.add(
              partitions(table.database(), table.name(), List.copyOf(states.values()), List.of()));
        });
    return records;
  }

  void apply(JsonNode json) {
    String database = json.get("database").asText();
    String name = json.get("name").asText();
    boolean put = json.get("do").asText().equals("put");
    JsonNode state = json.get("state");
    switch (json.get("what").asText()) {
      case "database":
        if (put) {
          databases.put(database, StateJson.readDatabase(database, state));
        } else {
          dropDatabase(database);
        }
        break;
      case "table":
        if (put) {
          putTable(StateJson.readTable(database, name, state));
        } else {
          tables.remove(key(database, name));
          partitions.remove(key(database, name));
        }
        break;
      case "function":
        if (put) {
          functions.put(key(database, name), StateJson.readFunction(database, name, state));
        } else {
          functions.remove(key(database, name));
        }
        break;
      case "partitions":
        applyPartitions(key(database, name), json);
        break;
      default:
        throw new IllegalArgumentException("unknown record " + json.get("what"));
    }
  }

  /** Partitions belong to the columns that they were made for. */
  private void putTable(TableState table) {
    String key = key(table.database(), table.name());
    TableState old = tables.put(key, table);
    if (old != null && !old.partitionColumns().equals(table.partitionColumns())) {
      partitions.remove(key);
    }
  }

  private void applyPartitions(String key, JsonNode json) {
    if (!tables.containsKey(key)) {
      return;
    }
    Map<Map<String, String>, PartitionState> known =
        partitions.computeIfAbsent(key, absent -> new LinkedHashMap<>());
    json.get("dropped").forEach(spec -> known.remove(StateJson.map(spec)));
    for (JsonNode item : json.get("state")) {
      PartitionState partition = StateJson.readPartition(item);
      known.put(partition.spec(), partition);
    }
    if (known.isEmpty()) {
      partitions.remove(key);
    }
  }

  private void dropDatabase(String database) {
    databases.remove(database);
    tables.values().removeIf(table -> table.database().equals(database));
    functions.values().removeIf(function -> function.database().equals(database));
    partitions.keySet().removeIf(key -> !tables.containsKey(key));
  }

  private static ObjectNode record(String action, String what, String database, String name) {
    ObjectNode json = StateJson.object();
    json.put("do", action);
    json.put("what", what);
    json.put("database", database);
    json.put("name", name);
    return json;
  }

  private static String key(String database, String name) {
    return database + "\u0000" + name;
  }
}
