package io.epoxy.aws.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the stand-in for Lake Formation holds. Two entries make a page. Thread-safe. */
public final class LakeFormationState {
  private static final int PAGE = 2;
  private static final String TABLE = "Table";
  private static final String WITH_COLUMNS = "TableWithColumns";
  private static final String FILTER = "DataCellsFilter";

  private final ObjectMapper json;
  private final Map<String, List<String>> knownTags = new TreeMap<>();

  /** By {@code database}, {@code database.table} or {@code database.table.column}. */
  private final Map<String, Map<String, String>> assigned = new TreeMap<>();

  private final TreeSet<String> tables = new TreeSet<>();
  private final Map<String, ObjectNode> filters = new LinkedHashMap<>();
  private final List<ObjectNode> permissions = new ArrayList<>();
  private List<String> administrators = List.of(LakeFormationOverlay.ROLE);
  private Predicate<String> alsoThere = name -> false;
  private int version;

  LakeFormationState(ObjectMapper json) {
    this.json = json;
  }

  /** An answer that is an error. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    Refused(String code, String message) {
      super(message);
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /** Makes an LF-tag that may be assigned. */
  public synchronized void defineTag(String key, String... values) {
    knownTags.put(key, List.of(values));
  }

  /** Whoever administers the data lake, in the place of those who did. */
  public synchronized void administeredBy(String... principals) {
    administrators = List.of(principals);
  }

  /** Lets a principal assign values of an LF-tag, {@code *} for all. */
  public synchronized void permitTag(String principal, String key, String... values) {
    ObjectNode shape = json.createObjectNode();
    ObjectNode tag = shape.putObject("LFTag").put("TagKey", key);
    List.of(values).forEach(tag.putArray("TagValues")::add);
    grant(principal, shape, json.createArrayNode().add("ASSOCIATE"));
  }

  /** Makes a table known, {@code database.table}. */
  public synchronized void addTable(String name) {
    tables.add(name);
  }

  /** A catalog that knows tables, {@code database.table}, beside those that were added. */
  public synchronized void tablesOf(Predicate<String> catalog) {
    alsoThere = catalog;
  }

  /** What was bound to a table goes with it. */
  public synchronized void dropTable(String name) {
    tables.remove(name);
    assigned.keySet().removeIf(resource -> (resource + ".").startsWith(name + "."));
    filters.keySet().removeIf(filter -> filter.startsWith(name + "."));
    permissions.removeIf(entry -> (key(entry.get("Resource")) + ".").startsWith(name + "."));
  }

  /** Assigns a tag without a call, as somebody else would. */
  public synchronized void assign(String resource, String key, String value) {
    assigned.computeIfAbsent(resource, any -> new TreeMap<>()).put(key, value);
  }

  /** The tags assigned to a database, table or column. */
  public synchronized Map<String, String> assigned(String resource) {
    return Map.copyOf(assigned.getOrDefault(resource, Map.of()));
  }

  /** The filter of a name, {@code database.table.filter}; null when there is none. */
  public synchronized JsonNode filter(String name) {
    return filters.get(name);
  }

  /** Gives permissions on a table or, as {@code database.table.filter}, through a filter. */
  public synchronized void permit(String principal, String resource, String... words) {
    String[] parts = resource.split("\\.", -1);
    ObjectNode shape = json.createObjectNode();
    if (parts.length == 3) {
      shape
          .putObject(FILTER)
          .put("TableCatalogId", LakeFormationOverlay.ACCOUNT)
          .put("DatabaseName", parts[0])
          .put("TableName", parts[1])
          .put("Name", parts[2]);
    } else {
      shape.putObject(TABLE).put("DatabaseName", parts[0]).put("Name", parts[1]);
    }
    ArrayNode list = json.createArrayNode();
    List.of(words).forEach(list::add);
    grant(principal, shape, list);
  }

  /**
   * {@code principal: SELECT, INSERT} of all who may do something with a resource, sorted; {@code
   * database.*} are all tables of a database.
   */
  public synchronized List<String> permitted(String resource) {
    return permissions.stream()
        .filter(entry -> key(entry.get("Resource")).equals(resource))
        .map(
            entry ->
                entry.at("/Principal/DataLakePrincipalIdentifier").asText() + ": " + words(entry))
        .sorted()
        .toList();
  }

  private static String words(ObjectNode entry) {
    TreeSet<String> words = new TreeSet<>();
    entry.get("Permissions").forEach(word -> words.add(word.asText()));
    return String.join(", ", words);
  }

  synchronized ObjectNode answer(String operation, ObjectNode body) {
    return switch (operation) {
      case "GetLFTag" -> tag(body);
      case "AddLFTagsToResource" -> tag(body, true);
      case "RemoveLFTagsFromResource" -> tag(body, false);
      case "GetResourceLFTags" -> resourceTags(body);
      case "CreateDataCellsFilter" -> putFilter(body, true);
      case "UpdateDataCellsFilter" -> putFilter(body, false);
      case "GetDataCellsFilter" -> oneFilter(body);
      case "DeleteDataCellsFilter" -> deleteFilter(body);
      case "ListDataCellsFilter" -> listFilters(body);
      case "BatchGrantPermissions" -> batch(body, true);
      case "BatchRevokePermissions" -> batch(body, false);
      case "ListPermissions" -> listPermissions(body);
      case "GetDataLakeSettings" -> settings();
      default -> throw new Refused("UnknownOperationException", operation);
    };
  }

  /** The name of what is tagged or permitted. */
  static String key(JsonNode resource) {
    if (resource.has("LFTag")) {
      return "tag " + resource.at("/LFTag/TagKey").asText();
    }
    if (resource.has("Database")) {
      return resource.at("/Database/Name").asText();
    }
    if (resource.has(FILTER)) {
      return resource.at("/DataCellsFilter/DatabaseName").asText()
          + "."
          + resource.at("/DataCellsFilter/TableName").asText()
          + "."
          + resource.at("/DataCellsFilter/Name").asText();
    }
    JsonNode table = resource.has(TABLE) ? resource.get(TABLE) : resource.get(WITH_COLUMNS);
    if (table.has("TableWildcard")) {
      return table.get("DatabaseName").asText() + ".*";
    }
    return table.get("DatabaseName").asText() + "." + table.get("Name").asText();
  }

  private void requireTable(String name) {
    if (name.contains(".") && !tables.contains(name) && !alsoThere.test(name)) {
      throw new Refused("EntityNotFoundException", "Table not found: " + name);
    }
  }

  private ObjectNode tag(ObjectNode body) {
    String key = body.get("TagKey").asText();
    List<String> values = knownTags.get(key);
    if (values == null) {
      throw new Refused("EntityNotFoundException", "Tag key does not exist: " + key);
    }
    ObjectNode answer = json.createObjectNode().put("TagKey", key);
    values.forEach(answer.putArray("TagValues")::add);
    return answer;
  }

  private ObjectNode tag(ObjectNode body, boolean adds) {
    JsonNode resource = body.get("Resource");
    requireTable(key(resource));
    List<String> targets = new ArrayList<>();
    if (resource.has(WITH_COLUMNS)) {
      resource
          .at("/TableWithColumns/ColumnNames")
          .forEach(name -> targets.add(key(resource) + "." + name.asText()));
    } else {
      targets.add(key(resource));
    }
    ObjectNode answer = json.createObjectNode();
    ArrayNode failures = answer.putArray("Failures");
    for (JsonNode pair : body.get("LFTags")) {
      String tag = pair.get("TagKey").asText().toLowerCase(Locale.ROOT);
      String value = pair.at("/TagValues/0").asText().toLowerCase(Locale.ROOT);
      if (adds && !knownTags.getOrDefault(tag, List.of()).contains(value)) {
        failure(failures, pair, "LFTag key or value does not exist: " + tag + "=" + value);
      } else if (adds) {
        targets.forEach(target -> assign(target, tag, value));
      } else if (targets.stream().allMatch(target -> assigned(target).containsKey(tag))) {
        targets.forEach(target -> assigned.get(target).remove(tag));
      } else {
        failure(failures, pair, "LFTag is not assigned: " + tag);
      }
    }
    return answer;
  }

  private static void failure(ArrayNode failures, JsonNode pair, String message) {
    ObjectNode failure = failures.addObject();
    failure.set("LFTag", pair);
    failure
        .putObject("Error")
        .put("ErrorCode", "EntityNotFoundException")
        .put("ErrorMessage", message);
  }

  /**
   * Tables inherit from databases, columns from tables, unless only assigned tags are asked for.
   */
  private ObjectNode resourceTags(ObjectNode body) {
    String name = key(body.get("Resource"));
    requireTable(name);
    boolean inherited = !body.path("ShowAssignedLFTags").asBoolean();
    ObjectNode answer = json.createObjectNode();
    if (!name.contains(".")) {
      tags(answer, "LFTagOnDatabase", assigned(name));
      return answer;
    }
    Map<String, String> table = new TreeMap<>();
    if (inherited) {
      table.putAll(assigned(name.substring(0, name.indexOf('.'))));
    }
    table.putAll(assigned(name));
    tags(answer, "LFTagsOnTable", table);
    ArrayNode columns = answer.putArray("LFTagsOnColumns");
    assigned.forEach(
        (resource, own) -> {
          if (resource.startsWith(name + ".") && !own.isEmpty()) {
            Map<String, String> all = new TreeMap<>(inherited ? table : Map.of());
            all.putAll(own);
            ObjectNode column = columns.addObject();
            column.put("Name", resource.substring(name.length() + 1));
            tags(column, "LFTags", all);
          }
        });
    return answer;
  }

  /** The API's lists of tags are never empty. */
  private static void tags(ObjectNode into, String name, Map<String, String> tags) {
    if (!tags.isEmpty()) {
      ArrayNode list = into.putArray(name);
      tags.forEach(
          (key, value) -> list.addObject().put("TagKey", key).putArray("TagValues").add(value));
    }
  }

  private static String filterKey(JsonNode shape) {
    return shape.get("DatabaseName").asText()
        + "."
        + shape.get("TableName").asText()
        + "."
        + shape.get("Name").asText();
  }

  private ObjectNode putFilter(ObjectNode body, boolean creates) {
    ObjectNode shape = (ObjectNode) body.get("TableData");
    String name = filterKey(shape);
    requireTable(name.substring(0, name.lastIndexOf('.')));
    ObjectNode old = filters.get(name);
    if (creates && old != null) {
      throw new Refused("AlreadyExistsException", "Data cells filter already exists: " + name);
    }
    if (!creates && old == null) {
      throw new Refused("EntityNotFoundException", "No filter: " + name);
    }
    if (!creates && !old.get("VersionId").asText().equals(shape.path("VersionId").asText())) {
      throw new Refused("ConcurrentModificationException", "Stale version of " + name);
    }
    filters.put(name, shape.put("VersionId", String.valueOf(++version)));
    return json.createObjectNode();
  }

  private ObjectNode oneFilter(ObjectNode body) {
    ObjectNode filter = filters.get(filterKey(body));
    if (filter == null) {
      throw new Refused("EntityNotFoundException", "No filter: " + filterKey(body));
    }
    ObjectNode answer = json.createObjectNode();
    answer.set(FILTER, filter);
    return answer;
  }

  private ObjectNode deleteFilter(ObjectNode body) {
    if (filters.remove(filterKey(body)) == null) {
      throw new Refused("EntityNotFoundException", "No filter: " + filterKey(body));
    }
    return json.createObjectNode();
  }

  private ObjectNode listFilters(ObjectNode body) {
    String table = key(body);
    List<ObjectNode> found = new ArrayList<>();
    filters.forEach(
        (name, shape) -> {
          if (name.startsWith(table + ".")) {
            found.add(shape);
          }
        });
    return page("DataCellsFilters", found, body);
  }

  private ObjectNode settings() {
    ObjectNode answer = json.createObjectNode();
    ArrayNode all = answer.putObject("DataLakeSettings").putArray("DataLakeAdmins");
    administrators.forEach(who -> all.addObject().put("DataLakePrincipalIdentifier", who));
    return answer;
  }

  private ObjectNode listPermissions(ObjectNode body) {
    if (body.path("ResourceType").asText().equals("LF_TAG")) {
      return page(
          "PrincipalResourcePermissions",
          permissions.stream().filter(entry -> entry.get("Resource").has("LFTag")).toList(),
          body);
    }
    String wanted = key(body.get("Resource"));
    return page(
        "PrincipalResourcePermissions",
        permissions.stream().filter(entry -> key(entry.get("Resource")).equals(wanted)).toList(),
        body);
  }

  private ObjectNode page(String name, List<ObjectNode> all, ObjectNode body) {
    int from = body.path("NextToken").asInt(0);
    ObjectNode answer = json.createObjectNode();
    ArrayNode list = answer.putArray(name);
    all.subList(from, Math.min(all.size(), from + PAGE)).forEach(list::add);
    if (from + PAGE < all.size()) {
      answer.put("NextToken", String.valueOf(from + PAGE));
    }
    return answer;
  }

  private ObjectNode batch(ObjectNode body, boolean grants) {
    ObjectNode answer = json.createObjectNode();
    ArrayNode failures = answer.putArray("Failures");
    for (JsonNode entry : body.get("Entries")) {
      String principal = entry.at("/Principal/DataLakePrincipalIdentifier").asText();
      if (!principal.startsWith("arn:")) {
        ObjectNode failure = failures.addObject();
        failure.set("RequestEntry", entry);
        failure
            .putObject("Error")
            .put("ErrorCode", "InvalidInputException")
            .put("ErrorMessage", "Invalid principal: " + principal);
      } else if (grants) {
        grant(principal, entry.get("Resource"), (ArrayNode) entry.get("Permissions"));
      } else {
        revoke(principal, entry);
      }
    }
    return answer;
  }

  /** SELECT on a table is listed as SELECT on all of its columns. */
  private void grant(String principal, JsonNode resource, ArrayNode words) {
    ArrayNode others = json.createArrayNode();
    for (JsonNode word : words) {
      if (word.asText().equals("SELECT") && resource.has(TABLE)) {
        ObjectNode columns = json.createObjectNode();
        ObjectNode shape = columns.putObject(WITH_COLUMNS);
        shape.setAll((ObjectNode) resource.get(TABLE));
        shape.putObject("ColumnWildcard");
        add(principal, columns, json.createArrayNode().add(word));
      } else {
        others.add(word);
      }
    }
    if (!others.isEmpty()) {
      add(principal, resource, others);
    }
  }

  private void add(String principal, JsonNode resource, ArrayNode words) {
    ObjectNode entry = json.createObjectNode();
    entry.putObject("Principal").put("DataLakePrincipalIdentifier", principal);
    entry.set("Resource", resource);
    entry.set("Permissions", words);
    permissions.add(entry);
  }

  private void revoke(String principal, JsonNode revoked) {
    for (JsonNode word : revoked.get("Permissions")) {
      for (ObjectNode entry : permissions) {
        if (entry.at("/Principal/DataLakePrincipalIdentifier").asText().equals(principal)
            && key(entry.get("Resource")).equals(key(revoked.get("Resource")))) {
          ArrayNode kept = json.createArrayNode();
          entry.get("Permissions").forEach(some -> keep(kept, some, word));
          entry.set("Permissions", kept);
        }
      }
    }
    permissions.removeIf(entry -> entry.get("Permissions").isEmpty());
  }

  private static void keep(ArrayNode kept, JsonNode some, JsonNode revoked) {
    if (!some.equals(revoked)) {
      kept.add(some);
    }
  }
}
