package io.epoxy.compiler.state;

import com.google.common.collect.ImmutableSet;
import io.epoxy.compiler.state.ComparisonOptions.SourceNames;
import io.epoxy.model.graph.ResourceType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Whether one resource is what it was, as a whole and in single aspects. */
final class ResourceComparison {
  /** What dbt keeps among the nodes, and functions: they have a body and a relation. */
  private static final Set<ResourceType> WITH_CODE =
      ImmutableSet.of(
          ResourceType.MODEL,
          ResourceType.SEED,
          ResourceType.SNAPSHOT,
          ResourceType.ANALYSIS,
          ResourceType.TEST,
          ResourceType.OPERATION,
          ResourceType.FUNCTION);

  private static final List<String> RELATION_KEYS = List.of("database", "schema", "alias");
  private static final List<String> READERS_OF_MODELS =
      List.of("latest_version", "access", "deprecation_date");
  private static final List<String> EXPOSURE_KEYS =
      List.of("fqn", "type", "owner", "maturity", "url", "description", "label");
  private static final List<String> METRIC_KEYS = List.of("type", "description", "label");
  private static final List<String> SEMANTIC_MODEL_KEYS =
      List.of(
          "model",
          "description",
          "defaults",
          "entities",
          "dimensions",
          "measures",
          "config",
          "primary_entity",
          "group");
  private static final List<String> SAVED_QUERY_KEYS =
      List.of("description", "label", "config", "group", "tags");
  private static final List<String> EXPORT_KEYS = List.of("export_as", "schema", "alias");

  private final SeedComparison seeds;
  private final SourceNames sourceNames;

  ResourceComparison(SeedComparison seeds, SourceNames sourceNames) {
    this.seeds = seeds;
    this.sourceNames = sourceNames;
  }

  /** All that {@code state:modified} looks at but macros and contracts. */
  boolean sameContents(ResourceType type, ShownResource old, ShownResource now) {
    switch (type) {
      case SOURCE:
        return sameRelation(type, old, now)
            && sameConfig(type, old, now)
            && now.sameIn(
                old, List.of("fqn", "quoting", "freshness", "loaded_at_field", "external"));
      case EXPOSURE:
        return now.sameIn(old, EXPOSURE_KEYS)
            && new HashSet<>(now.list("depends_on", "nodes"))
                .equals(new HashSet<>(old.list("depends_on", "nodes")))
            && sameConfig(type, old, now);
      case METRIC:
        return now.sameIn(old, METRIC_KEYS) && sameConfig(type, old, now);
      case SEMANTIC_MODEL:
        return now.sameIn(old, SEMANTIC_MODEL_KEYS);
      case SAVED_QUERY:
        return sameSavedQuery(old, now);
      case UNIT_TEST:
        return now.sameAt(old, "checksum");
      case MODEL:
        return sameNode(type, old, now) && now.sameIn(old, READERS_OF_MODELS);
      case FUNCTION:
        return sameNode(type, old, now)
            && now.sameIn(old, List.of("arguments", "returns"))
            && sameOverloads(old, now);
      case TEST:
        return now.value("test_metadata") == null
            ? sameNode(type, old, now)
            : sameConfig(type, old, now) && now.sameAt(old, "fqn");
      default:
        return sameNode(type, old, now);
    }
  }

  private boolean sameNode(ResourceType type, ShownResource old, ShownResource now) {
    return sameBody(type, old, now)
        && sameConfig(type, old, now)
        && sameDescriptions(type, old, now)
        && now.sameAt(old, "fqn")
        && sameRelation(type, old, now);
  }

  /** Whether one aspect is the same, of a type that has it. */
  boolean same(Change aspect, ResourceType type, ShownResource old, ShownResource now) {
    switch (aspect) {
      case BODY:
        return sameBody(type, old, now);
      case PERSISTED_DESCRIPTIONS:
        return sameDescriptions(type, old, now);
      case RELATION:
        return sameRelation(type, old, now);
      case CONFIGS:
        return sameConfigs(type, old, now);
      default:
        throw new IllegalArgumentException(aspect.dbtName());
    }
  }

  /** Whether the type has an aspect at all; a new resource that has it counts as modified in it. */
  static boolean has(Change aspect, ResourceType type) {
    switch (aspect) {
      case RELATION:
        return WITH_CODE.contains(type) || type == ResourceType.SOURCE;
      case CONFIGS:
        return type != ResourceType.UNIT_TEST;
      default:
        return WITH_CODE.contains(type);
    }
  }

  private boolean sameBody(ResourceType type, ShownResource old, ShownResource now) {
    return type == ResourceType.SEED ? seeds.same(old, now) : now.sameAt(old, "raw_code");
  }

  private boolean sameConfigs(ResourceType type, ShownResource old, ShownResource now) {
    return type == ResourceType.SEMANTIC_MODEL || type == ResourceType.SAVED_QUERY
        ? now.sameAt(old, "config")
        : sameConfig(type, old, now);
  }

  private static boolean sameConfig(ResourceType type, ShownResource old, ShownResource now) {
    return UnrenderedConfig.same(type, old, now);
  }

  /** Descriptions count when they are written to the catalog; tests have no such config. */
  private static boolean sameDescriptions(ResourceType type, ShownResource old, ShownResource now) {
    if (type == ResourceType.TEST) {
      return true;
    }
    if (isTrue(now.at("config", "persist_docs", "relation")) && !now.sameAt(old, "description")) {
      return false;
    }
    return !isTrue(now.at("config", "persist_docs", "columns"))
        || JsonEquality.same(descriptions(now), descriptions(old));
  }

  private static Map<String, Object> descriptions(ShownResource resource) {
    Map<String, Object> columns = resource.map("columns");
    columns.replaceAll(
        (name, column) -> column instanceof Map<?, ?> map ? map.get("description") : null);
    return columns;
  }

  /** What is configured, not what a generate_*_name macro made of it. */
  private boolean sameRelation(ResourceType type, ShownResource old, ShownResource now) {
    if (type == ResourceType.SOURCE) {
      return now.sameAt(old, "identifier")
          && now.sameIn(
              old,
              sourceNames == SourceNames.UNRENDERED
                  ? List.of("unrendered_database", "unrendered_schema")
                  : List.of("database", "schema"));
    }
    return RELATION_KEYS.stream().allMatch(key -> now.sameAt(old, "unrendered_config", key));
  }

  private static boolean sameSavedQuery(ShownResource old, ShownResource now) {
    List<?> exports = now.list("exports");
    List<?> before = old.list("exports");
    boolean same =
        List.of("metrics", "group_by", "where").stream()
                .allMatch(key -> now.sameAt(old, "query_params", key))
            && now.sameIn(old, SAVED_QUERY_KEYS)
            && exports.size() == before.size();
    for (int i = 0; same && i < exports.size(); i++) {
      same = sameExport(before.get(i), exports.get(i));
    }
    return same;
  }

  private static boolean sameExport(Object old, Object now) {
    return Objects.equals(in(old, "name"), in(now, "name"))
        && EXPORT_KEYS.stream()
            .allMatch(
                key ->
                    JsonEquality.same(
                        in(in(old, "unrendered_config"), key),
                        in(in(now, "unrendered_config"), key)));
  }

  /** Descriptions of overloads do not reach the SQL. */
  private static boolean sameOverloads(ShownResource old, ShownResource now) {
    List<?> overloads = now.list("overloads");
    List<?> before = old.list("overloads");
    boolean same = overloads.size() == before.size();
    for (int i = 0; same && i < overloads.size(); i++) {
      for (String key : List.of("defined_in", "arguments", "returns", "raw_body")) {
        same &= JsonEquality.same(in(before.get(i), key), in(overloads.get(i), key));
      }
    }
    return same;
  }

  private static Object in(Object value, String key) {
    return value instanceof Map<?, ?> map ? map.get(key) : null;
  }

  private static boolean isTrue(Object value) {
    return value != null && !Boolean.FALSE.equals(value) && !value.equals("");
  }
}
