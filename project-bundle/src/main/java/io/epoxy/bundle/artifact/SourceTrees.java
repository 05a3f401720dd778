package io.epoxy.bundle.artifact;

import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Source tables as the manifest shows them. */
final class SourceTrees {
  private SourceTrees() {}

  static Map<String, Object> tree(SourceTable source) {
    Map<String, Object> freshness = freshness(source.freshness());
    return new Tree()
        .put("database", null)
        .put("schema", source.relation().schema())
        .putAll(CommonTrees.head(source.info(), ResourceType.SOURCE).map())
        .put("fqn", source.info().fqn())
        .put("source_name", source.sourceName())
        .put("source_description", source.sourceDescription())
        .put("loader", source.loader())
        .put("identifier", source.relation().identifier())
        .put("quoting", new Tree().nulls("database", "schema", "identifier", "column").map())
        .put("loaded_at_field", source.loadedAtField())
        .put("loaded_at_query", source.info().config().string("loaded_at_query"))
        .put("freshness", freshness)
        .put("external", source.external().map(SourceTrees::external))
        .put("description", source.info().description())
        .put("columns", CommonTrees.columns(source.info().columns()))
        .put("meta", source.info().meta())
        .put("source_meta", source.sourceMeta())
        .put("tags", source.info().tags())
        .put("config", config(source, freshness))
        .put("patch_path", source.info().patchPath())
        .put("unrendered_config", source.info().unrenderedConfig())
        .put("relation_name", source.relation().render())
        .put("created_at", source.info().createdAt())
        .nulls("unrendered_database", "unrendered_schema")
        .put("doc_blocks", List.of())
        .map();
  }

  private static Map<String, Object> config(SourceTable source, Map<String, Object> freshness) {
    return new Tree()
        .put("enabled", true)
        .nulls("event_time", "loaded_at_query")
        .put("meta", source.info().meta())
        .put("tags", source.info().tags())
        .putAll(source.info().config().values())
        .put("freshness", freshness)
        .put("loaded_at_field", source.loadedAtField())
        .map();
  }

  /** dbt writes both thresholds even when none is set. */
  private static Map<String, Object> freshness(Optional<Map<String, Object>> freshness) {
    Map<String, Object> written = freshness.orElse(Map.of());
    return new Tree()
        .put("warn_after", threshold(written.get("warn_after")))
        .put("error_after", threshold(written.get("error_after")))
        .put("filter", written.get("filter"))
        .map();
  }

  private static Map<String, Object> threshold(Object written) {
    Map<?, ?> threshold = written instanceof Map<?, ?> map ? map : Map.of();
    return new Tree()
        .put("count", threshold.get("count"))
        .put("period", threshold.get("period"))
        .map();
  }

  private static Map<String, Object> external(Map<String, Object> written) {
    Tree tree =
        new Tree()
            .nulls("location", "file_format", "row_format", "tbl_properties", "partitions")
            .putAll(written);
    if (written.get("partitions") instanceof List<?> partitions) {
      tree.put("partitions", Tree.list(partitions, SourceTrees::partition));
    }
    return tree.map();
  }

  private static Object partition(Object written) {
    if (!(written instanceof Map<?, ?> partition)) {
      return String.valueOf(written);
    }
    Tree tree =
        new Tree()
            .put("name", "")
            .put("description", "")
            .put("data_type", "")
            .put("meta", Map.of());
    partition.forEach((key, value) -> tree.put(String.valueOf(key), value));
    return tree.map();
  }
}
