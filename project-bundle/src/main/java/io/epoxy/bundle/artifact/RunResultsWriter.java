package io.epoxy.bundle.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import io.epoxy.bundle.archive.AtomicFile;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.model.graph.ResourceType;
import io.epoxy.model.result.BatchResults;
import io.epoxy.model.result.NodeResult;
import io.epoxy.model.result.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** run_results.json, version 6 of dbt's published schema. */
public final class RunResultsWriter {
  private static final String SCHEMA = "https://schemas.getdbt.com/dbt/run-results/v6.json";

  private RunResultsWriter() {}

  /**
   * Writes the file, which is replaced whole.
   *
   * @param results in order of finishing
   * @param args the flags by dbt's lower-case names, {@code which} and {@code invocation_command}
   *     among them; see {@link io.epoxy.model.config.Data}
   */
  public static void write(
      List<NodeResult> results,
      double elapsedSeconds,
      Map<String, Object> args,
      RunMetadata metadata,
      Path file) {
    AtomicFile.write(
        file,
        out -> {
          try (JsonGenerator json = PlainJson.generator(out)) {
            json.writeStartObject();
            field(json, "metadata", metadata.head(SCHEMA).map());
            json.writeArrayFieldStart("results");
            for (NodeResult result : results) {
              PlainJson.write(json, tree(result));
            }
            json.writeEndArray();
            field(json, "elapsed_time", elapsedSeconds);
            field(json, "args", args);
            json.writeEndObject();
          }
        });
  }

  private static Map<String, Object> tree(NodeResult result) {
    boolean bare = hasNoSql(result.uniqueId().resourceType());
    return new Tree()
        .put("status", result.status().dbtName())
        .put("timing", Tree.list(result.timings(), RunResultsWriter::timing))
        .put("thread_id", result.threadId())
        .put("execution_time", result.executionSeconds())
        .put("adapter_response", result.adapterResponse())
        .put("message", result.message())
        .put("failures", result.failures().isPresent() ? result.failures().getAsLong() : null)
        .put("unique_id", result.uniqueId().value())
        .put("compiled", bare ? null : result.compiledCode().isPresent())
        .put("compiled_code", result.compiledCode())
        .put("relation_name", bare ? null : result.relationName())
        .put("batch_results", result.batchResults().map(RunResultsWriter::batches).orElse(null))
        .put("overload_results", null)
        .map();
  }

  private static boolean hasNoSql(ResourceType type) {
    return type == ResourceType.SEED
        || type == ResourceType.EXPOSURE
        || type == ResourceType.SAVED_QUERY;
  }

  private static Map<String, Object> batches(BatchResults batches) {
    return new Tree()
        .put("successful", Tree.list(batches.successful(), RunResultsWriter::span))
        .put("failed", Tree.list(batches.failed(), RunResultsWriter::span))
        .map();
  }

  private static List<Object> span(BatchResults.Span span) {
    return List.of(span.start().atOffset(ZoneOffset.UTC), span.end().atOffset(ZoneOffset.UTC));
  }

  static Map<String, Object> timing(Timing timing) {
    return new Tree()
        .put("name", timing.name())
        .put("started_at", PythonTime.format(timing.startedAt()))
        .put("completed_at", PythonTime.format(timing.completedAt()))
        .map();
  }

  private static void field(JsonGenerator json, String name, Object value) throws IOException {
    json.writeFieldName(name);
    PlainJson.write(json, value);
  }
}
