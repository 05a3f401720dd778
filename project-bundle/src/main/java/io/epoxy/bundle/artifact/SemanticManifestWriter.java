package io.epoxy.bundle.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import io.epoxy.bundle.archive.AtomicFile;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.model.graph.ColumnInfo;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import io.epoxy.model.graph.ModelPromises.TimeSpine;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SemanticLayerNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * semantic_manifest.json, from which MetricFlow answers queries: what the project says of metrics,
 * semantic models, saved queries and time spines. Keys and their order are those that dbt-core 1.12
 * writes ({@code contracts/graph/semantic_manifest.py} over MetricFlow's {@code implementations}).
 */
public final class SemanticManifestWriter {
  private SemanticManifestWriter() {}

  /** Writes the file, which is replaced whole. */
  public static void write(Manifest manifest, Path file) {
    AtomicFile.write(
        file,
        out -> {
          try (JsonGenerator json = PlainJson.generator(out)) {
            PlainJson.write(json, tree(manifest));
          }
        });
  }

  private static Map<String, Object> tree(Manifest manifest) {
    List<ModelNode> models =
        manifest.nodes().values().stream()
            .filter(ModelNode.class::isInstance)
            .map(ModelNode.class::cast)
            .toList();
    return new Tree()
        .put(
            "semantic_models",
            all(manifest, ResourceType.SEMANTIC_MODEL, SemanticManifestWriter::semanticModel))
        .put("metrics", all(manifest, ResourceType.METRIC, MetricTrees::metric))
        .put("project_configuration", configuration(manifest, models))
        .put(
            "saved_queries",
            all(manifest, ResourceType.SAVED_QUERY, SemanticManifestWriter::savedQuery))
        .map();
  }

  private static List<Object> all(
      Manifest manifest, ResourceType type, Function<SemanticLayerNode, Object> form) {
    return manifest.semanticLayer(type).stream().map(form).toList();
  }

  private static Map<String, Object> configuration(Manifest manifest, List<ModelNode> models) {
    return new Tree()
        .put("time_spine_table_configurations", oldTimeSpine(manifest, models))
        .put("metadata", null)
        .put(
            "dsi_package_version", // the oldest MetricFlow that dbt-core 1.12 accepts
            new Tree()
                .put("major_version", "0")
                .put("minor_version", "211")
                .put("patch_version", "0")
                .map())
        .put(
            "time_spines",
            models.stream()
                .flatMap(
                    model ->
                        model.promises().timeSpine().map(spine -> spine(model, spine)).stream())
                .toList())
        .map();
  }

  private static List<Object> oldTimeSpine(Manifest manifest, List<ModelNode> models) {
    if (manifest.semanticLayer(ResourceType.SEMANTIC_MODEL).isEmpty()) {
      return List.of();
    }
    Optional<ModelNode> old =
        models.stream().filter(model -> model.name().equals(TimeSpine.OLD_MODEL)).findFirst();
    return old.filter(model -> model.promises().timeSpine().isEmpty()).stream()
        .<Object>map(
            model ->
                new Tree()
                    .put("location", model.relation().render())
                    .put("column_name", "date_day")
                    .put("grain", "day")
                    .map())
        .toList();
  }

  private static Object spine(ModelNode model, TimeSpine spine) {
    String column = spine.standardGranularityColumn();
    ColumnInfo described = Objects.requireNonNull(model.info().columns().get(column), column);
    return new Tree()
        .put(
            "node_relation",
            new Tree()
                .put("alias", model.relation().identifier())
                .put("schema_name", model.relation().schema())
                .put("database", null)
                .put("relation_name", model.relation().render())
                .map())
        .put(
            "primary_column",
            new Tree()
                .put("name", column)
                .put("time_granularity", described.semantics().get("granularity"))
                .map())
        .put(
            "custom_granularities",
            Tree.list(
                spine.customGranularities(),
                one ->
                    new Tree().put("name", one.name()).put("column_name", one.columnName()).map()))
        .map();
  }

  private static Object semanticModel(SemanticLayerNode node) {
    return new Tree()
        .put("name", node.name())
        .put("defaults", node.body().get("defaults"))
        .put("description", node.body().get("description"))
        .put("node_relation", relation(node))
        .put("primary_entity", node.body().get("primary_entity"))
        .put("entities", elements(node, "entities", SemanticManifestWriter::entity))
        .put("measures", elements(node, "measures", SemanticManifestWriter::measure))
        .put("dimensions", elements(node, "dimensions", SemanticManifestWriter::dimension))
        .put("label", node.body().get("label"))
        .put("metadata", null)
        .put("config", meta(node.info().config().values()))
        .map();
  }

  /** MetricFlow names an ephemeral model by its schema and alias. */
  private static Object relation(SemanticLayerNode node) {
    Map<String, Object> given = SemanticParts.map(node.body().get("node_relation"));
    Object name = given.get("relation_name");
    return new Tree()
        .putAll(given)
        .put(
            "relation_name",
            name != null ? name : given.get("schema_name") + "." + given.get("alias"))
        .map();
  }

  private static List<Object> elements(
      SemanticLayerNode node, String key, Function<Map<String, Object>, Object> form) {
    List<Object> elements = new ArrayList<>();
    SemanticParts.maps(node.body().get(key)).forEach(element -> elements.add(form.apply(element)));
    return elements;
  }

  private static Object entity(Map<String, Object> entity) {
    return SemanticParts.only(
            entity, "name", "description", "type", "role", "expr", "metadata", "label")
        .put("config", meta(SemanticParts.map(entity.get("config"))))
        .map();
  }

  private static Object measure(Map<String, Object> measure) {
    return SemanticParts.only(measure, "name", "agg", "description", "create_metric", "expr")
        .putAll(
            SemanticParts.only(
                    measure,
                    "agg_params",
                    "metadata",
                    "non_additive_dimension",
                    "agg_time_dimension",
                    "label")
                .map())
        .put(
            "non_additive_dimension",
            SemanticParts.nonAdditive(measure.get("non_additive_dimension")))
        .put("config", meta(SemanticParts.map(measure.get("config"))))
        .map();
  }

  private static Object dimension(Map<String, Object> dimension) {
    return SemanticParts.only(
            dimension, "name", "description", "type", "is_partition", "type_params")
        .putAll(SemanticParts.only(dimension, "expr", "metadata", "label").map())
        .put("config", meta(SemanticParts.map(dimension.get("config"))))
        .map();
  }

  private static Object savedQuery(SemanticLayerNode node) {
    Map<String, Object> body = node.body();
    return new Tree()
        .put("name", node.name())
        .put(
            "query_params",
            SemanticParts.only(
                    SemanticParts.map(body.get("query_params")),
                    "metrics",
                    "group_by",
                    "order_by",
                    "limit",
                    "where")
                .map())
        .put("description", body.get("description"))
        .put("metadata", null)
        .put("label", body.get("label"))
        .put("exports", elements(node, "exports", SemanticManifestWriter::export))
        .put("tags", body.get("tags"))
        .map();
  }

  private static Object export(Map<String, Object> export) {
    return new Tree()
        .put("name", export.get("name"))
        .put(
            "config",
            SemanticParts.only(
                    SemanticParts.map(export.get("config")), "export_as", "schema_name", "alias")
                .map())
        .map();
  }

  private static Object meta(Map<String, Object> config) {
    return new Tree().put("meta", config.getOrDefault("meta", Map.of())).map();
  }
}
