package io.epoxy.bundle.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.hash.Hashing;
import io.epoxy.bundle.json.IsoTime;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import io.epoxy.model.graph.GraphMember;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.graph.SemanticLayerNode;
import io.epoxy.model.graph.UniqueId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * manifest.json, version 12 of dbt's published schema, with every key that dbt 1.12 writes. Some
 * resources at a time: a project's manifest never stands in memory as JSON.
 */
public final class ManifestWriter {
  private static final String SCHEMA = "https://schemas.getdbt.com/dbt/manifest/v12.json";

  private final Manifest manifest;
  private final JsonGenerator out;

  private final SectionWriter sections;

  private ManifestWriter(Manifest manifest, JsonGenerator out, SectionWriter sections) {
    this.manifest = manifest;
    this.out = out;
    this.sections = sections;
  }

  /** Writes the file, which is replaced whole. */
  public static WrittenFile write(
      Manifest manifest, RunMetadata metadata, NodeOutputs outputs, Path file) {
    return WrittenFile.write(file, out -> writeTo(out, manifest, metadata, outputs));
  }

  /** As a stream of UTF-8; it is flushed and left open. */
  public static void write(
      Manifest manifest, RunMetadata metadata, NodeOutputs outputs, OutputStream out) {
    try {
      writeTo(out, manifest, metadata, outputs);
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "cannot write the manifest: " + e, null, e);
    }
  }

  private static void writeTo(
      OutputStream out, Manifest manifest, RunMetadata metadata, NodeOutputs outputs)
      throws IOException {
    try (JsonGenerator json = PlainJson.generator(out)) {
      new ManifestWriter(manifest, json, new SectionWriter(out, json)).write(metadata, outputs);
    }
  }

  private void write(RunMetadata metadata, NodeOutputs outputs) throws IOException {
    ShownResources trees = new ShownResources(outputs);
    EdgeMaps edges = EdgeMaps.of(manifest);
    out.writeStartObject();
    field("metadata", metadata(metadata, manifest.projectName(), manifest.adapterType()));
    sections.write("nodes", manifest.nodes(), trees::tree);
    sections.write("sources", manifest.sources(), trees::tree);
    sections.write("macros", manifest.macros(), MacroTrees::tree);
    sections.write("docs", manifest.docs(), MacroTrees::tree);
    sections.write("exposures", manifest.exposures(), trees::tree);
    sections.write("metrics", semantic(ResourceType.METRIC), trees::tree);
    sections.write("groups", manifest.groups(), MacroTrees::tree);
    field("selectors", manifest.selectors());
    sections.write("disabled", disabled(), same -> Tree.list(same, trees::tree));
    field("parent_map", edges.parents());
    field("child_map", edges.children());
    field("group_map", edges.groups());
    sections.write("saved_queries", semantic(ResourceType.SAVED_QUERY), trees::tree);
    sections.write("semantic_models", semantic(ResourceType.SEMANTIC_MODEL), trees::tree);
    sections.write("unit_tests", manifest.unitTests(), trees::tree);
    sections.write("functions", manifest.functions(), trees::tree);
    out.writeEndObject();
  }

  static Map<String, Object> metadata(
      RunMetadata metadata, String projectName, String adapterType) {
    return metadata
        .head(SCHEMA)
        .put("project_name", projectName)
        .put("project_id", md5(projectName))
        .put("user_id", null)
        .put("send_anonymous_usage_stats", false)
        .put("adapter_type", adapterType)
        .put(
            "quoting", // dbt-spark and dbt-glue quote nothing
            new Tree()
                .put("database", false)
                .put("schema", false)
                .put("identifier", false)
                .put("column", null)
                .map())
        .put("run_started_at", IsoTime.of(metadata.startedAt().atOffset(ZoneOffset.UTC)))
        .map();
  }

  private Map<UniqueId, SemanticLayerNode> semantic(ResourceType type) {
    Map<UniqueId, SemanticLayerNode> kind = new LinkedHashMap<>();
    manifest.semanticLayer(type).forEach(node -> kind.put(node.uniqueId(), node));
    return kind;
  }

  /** By id: one name may be disabled in several files. */
  private Map<UniqueId, List<GraphMember>> disabled() {
    Map<UniqueId, List<GraphMember>> byId = new LinkedHashMap<>();
    for (GraphMember node : manifest.disabled()) {
      byId.computeIfAbsent(node.uniqueId(), none -> new ArrayList<>()).add(node);
    }
    return byId;
  }

  private void field(String name, Object value) throws IOException {
    out.writeFieldName(name);
    PlainJson.write(out, value);
  }

  @SuppressWarnings("deprecation") // dbt's project_id is an MD5 by definition; it protects nothing
  private static String md5(String text) {
    return Hashing.md5().hashString(text, StandardCharsets.UTF_8).toString();
  }
}
