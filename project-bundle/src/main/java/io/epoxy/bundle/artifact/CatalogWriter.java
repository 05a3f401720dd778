package io.epoxy.bundle.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import io.epoxy.bundle.archive.AtomicFile;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.model.graph.UniqueId;
import io.epoxy.model.relation.Column;
import io.epoxy.model.relation.RelationType;
import io.epoxy.model.relation.TableDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** catalog.json, version 1 of dbt's published schema. */
public final class CatalogWriter {
  private static final String SCHEMA = "https://schemas.getdbt.com/dbt/catalog/v1.json";

  private CatalogWriter() {}

  /**
   * What stands in the file.
   *
   * @param errors why a schema is not described
   */
  public record Catalog(
      Map<UniqueId, TableDescription> nodes,
      Map<UniqueId, TableDescription> sources,
      List<String> errors) {}

  /** Writes the file, which is replaced whole. */
  public static void write(Catalog catalog, RunMetadata metadata, Path file) {
    Map<String, Object> tree =
        new Tree()
            .put("metadata", metadata.head(SCHEMA).map())
            .put("nodes", tables(catalog.nodes()))
            .put("sources", tables(catalog.sources()))
            .put("errors", catalog.errors().isEmpty() ? null : catalog.errors())
            .map();
    AtomicFile.write(
        file,
        out -> {
          try (JsonGenerator json = PlainJson.generator(out)) {
            PlainJson.write(json, tree);
          }
        });
  }

  private static Map<String, Object> tables(Map<UniqueId, TableDescription> tables) {
    Tree tree = new Tree();
    tables.forEach((id, table) -> tree.put(id.value(), table(id, table)));
    return tree.map();
  }

  private static Map<String, Object> table(UniqueId id, TableDescription table) {
    boolean view = table.relation().type().filter(RelationType.VIEW::equals).isPresent();
    Tree columns = new Tree();
    for (int i = 0; i < table.columns().size(); i++) {
      columns.put(table.columns().get(i).name(), column(table.columns().get(i), i));
    }
    return new Tree()
        .put(
            "metadata",
            new Tree()
                .put("type", view ? "view" : "table")
                .put("schema", table.relation().schema())
                .put("name", table.relation().identifier())
                .put("database", null)
                .put("comment", table.comment())
                .put("owner", table.owner())
                .map())
        .put("columns", columns.map())
        .put("stats", statistics(table))
        .put("unique_id", id.value())
        .map();
  }

  /** dbt-spark counts columns from 0. */
  private static Map<String, Object> column(Column column, int index) {
    return new Tree()
        .put("type", column.dataType())
        .put("index", index)
        .put("name", column.name())
        .put("comment", column.comment())
        .map();
  }

  private static Map<String, Object> statistics(TableDescription table) {
    Tree tree = new Tree();
    count(tree, "bytes", table.bytes());
    count(tree, "rows", table.rows());
    boolean any = table.bytes().isPresent() || table.rows().isPresent();
    return tree.put(
            "has_stats",
            new Tree()
                .put("id", "has_stats")
                .put("label", "Has Stats?")
                .put("value", any)
                .put("include", false)
                .put("description", "Indicates whether there are statistics for this table")
                .map())
        .map();
  }

  private static void count(Tree tree, String name, OptionalLong value) {
    if (value.isPresent()) {
      tree.put(
          name,
          new Tree()
              .put("id", name)
              .put("label", name)
              .put("value", value.getAsLong())
              .put("include", true)
              .put("description", "")
              .map());
    }
  }
}
