package io.epoxy.job.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What compilers of dbt projects must agree on, taken from the form of manifest.json. */
final class ManifestFacts {
  private static final Set<String> BUILT_IN_TESTS =
      Set.of("unique", "not_null", "accepted_values", "relationships");
  private static final List<String> CONFIG =
      List.of(
          ("severity warn_if error_if where limit fail_calc store_failures incremental_strategy"
                  + " unique_key strategy check_cols updated_at partition_by group access"
                  + " column_types alias_prefix persist_docs grants on_schema_change contract"
                  + " store_failures_as enabled file_format hard_deletes invalidate_hard_deletes")
              .split(" "));
  private static final List<String> OTHER =
      List.of(
          "name",
          "schema",
          "identifier",
          "fqn",
          "description",
          "maturity",
          "url",
          "type",
          "freshness",
          "loaded_at_field");

  private ManifestFacts() {}

  /** Of every node, source, exposure, unit test and group, by its id. */
  static Map<String, Map<String, Object>> of(Map<?, ?> manifest) {
    Map<String, Map<String, Object>> facts = new TreeMap<>();
    map(manifest, "nodes").forEach((id, node) -> facts.put(id.toString(), node((Map<?, ?>) node)));
    for (String section : List.of("sources", "exposures", "unit_tests", "groups")) {
      map(manifest, section)
          .forEach((id, resource) -> facts.put(id.toString(), other((Map<?, ?>) resource)));
    }
    return facts;
  }

  /** Whether the SQL of a node is an implementer's own: that of the four tests dbt has itself. */
  static boolean isBuiltInTest(Map<?, ?> node) {
    Map<?, ?> test = map(node, "test_metadata");
    return test.get("namespace") == null
        && test.get("name") instanceof String name
        && BUILT_IN_TESTS.contains(name);
  }

  static String withoutWhiteSpace(Object sql) {
    return sql.toString().strip().replaceAll("\\s+", " ");
  }

  private static Map<String, Object> node(Map<?, ?> node) {
    Map<?, ?> config = map(node, "config");
    Map<?, ?> meta = firstFilled(map(node, "meta"), map(config, "meta"));
    Map<String, Object> facts = new TreeMap<>();
    for (String key : List.of("name", "resource_type", "alias", "schema", "fqn", "description")) {
      facts.put(key, node.get(key));
    }
    facts.put("path", node.get("original_file_path"));
    facts.put("tags", list(node, "tags").stream().map(Object::toString).sorted().toList());
    facts.put("meta", meta);
    facts.put("materialized", config.get("materialized"));
    facts.put("depends_on", parents(node));
    facts.put("compiled", compiled(node, meta));
    facts.put("checksum", map(node, "checksum").get("checksum"));
    facts.put("columns", columns(node));
    facts.put("config", chosen(config, CONFIG));
    facts.put("hooks", List.of(hooks(config, "pre-hook"), hooks(config, "post-hook")));
    facts.put("version", pair(node.get("version"), node.get("latest_version")));
    facts.put("column_name", node.get("column_name"));
    facts.put("attached_node", node.get("attached_node"));
    return facts;
  }

  private static Map<String, Object> other(Map<?, ?> resource) {
    Map<String, Object> facts = chosen(resource, OTHER);
    facts.put("depends_on", parents(resource));
    return facts;
  }

  private static Object compiled(Map<?, ?> node, Map<?, ?> meta) {
    Object sql = node.get("compiled_code");
    if (sql == null || isBuiltInTest(node)) {
      return null;
    }
    boolean isExact = Boolean.TRUE.equals(meta.get("exact"));
    return isExact ? sql.toString().replaceAll("[ \\t]+\\n", "\n").strip() : withoutWhiteSpace(sql);
  }

  private static Map<String, Object> columns(Map<?, ?> node) {
    Map<String, Object> columns = new TreeMap<>();
    map(node, "columns")
        .forEach(
            (name, value) -> {
              Map<?, ?> column = (Map<?, ?>) value;
              List<Object> facts = pair(column.get("description"), column.get("data_type"));
              facts.add(firstFilled(map(column, "meta"), map(map(column, "config"), "meta")));
              columns.put(name.toString(), facts);
            });
    return columns;
  }

  private static List<Object> hooks(Map<?, ?> config, String key) {
    return list(config, key).stream().<Object>map(hook -> ((Map<?, ?>) hook).get("sql")).toList();
  }

  private static List<String> parents(Map<?, ?> resource) {
    Set<String> parents = new TreeSet<>();
    list(map(resource, "depends_on"), "nodes").forEach(id -> parents.add(id.toString()));
    return List.copyOf(parents);
  }

  private static Map<String, Object> chosen(Map<?, ?> from, List<String> keys) {
    Map<String, Object> chosen = new TreeMap<>();
    keys.stream()
        .filter(key -> from.get(key) != null)
        .forEach(key -> chosen.put(key, from.get(key)));
    return chosen;
  }

  private static Map<?, ?> firstFilled(Map<?, ?> first, Map<?, ?> second) {
    return first.isEmpty() ? second : first;
  }

  private static List<Object> pair(Object first, Object second) {
    List<Object> pair = new ArrayList<>();
    pair.add(first);
    pair.add(second);
    return pair;
  }

  private static Map<?, ?> map(Map<?, ?> from, String key) {
    return (Map<?, ?>) Objects.requireNonNullElse(from.get(key), Map.of());
  }

  private static List<?> list(Map<?, ?> from, String key) {
    return (List<?>) Objects.requireNonNullElse(from.get(key), List.of());
  }
}
