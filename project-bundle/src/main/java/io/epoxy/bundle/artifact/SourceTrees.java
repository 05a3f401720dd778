package io.epoxy.bundle.artifact;

import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SourceTable;
import java.util.List;
import java.util.Map;

/** Source tables as the manifest shows them. */
final class SourceTrees {
  private SourceTrees() {}

  static Map<String, Object> tree(SourceTable source) {
    return new Tree()
        .put("database", source.database())
        .put("schema", source.relation().schema())
        .putAll(CommonTrees.head(source.info(), ResourceType.SOURCE).map())
        .put("fqn", source.info().fqn())
        .put("source_name", source.sourceName())
        .put("source_description", source.sourceDescription())
        .put("loader", source.loader())
        .put("identifier", source.relation().identifier())
        .put(
            "quoting",
            new Tree()
                .nulls("database", "schema", "identifier", "column")
                .putAll(source.quoting())
                .map())
        .put("loaded_at_field", source.loadedAtField())
        .put("loaded_at_query", source.loadedAtQuery())
        .put("freshness", source.freshness())
        .put("external", source.external().map(SourceTrees::external))
        .put("description", source.info().description())
        .put("columns", CommonTrees.columns(source.info().columns()))
        .put("meta", source.info().meta())
        .put("source_meta", source.sourceMeta())
        .put("tags", source.info().tags())
        .put("config", source.info().config().values())
        .put("patch_path", source.info().patchPath())
        .put("unrendered_config", source.info().unrenderedConfig())
        .put("relation_name", source.relation().render())
        .put("created_at", source.info().createdAt())
        .put("unrendered_database", source.unrenderedDatabase())
        .put("unrendered_schema", source.unrenderedSchema())
        .put("doc_blocks", CommonTrees.texts(source.info().docBlocks()))
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
