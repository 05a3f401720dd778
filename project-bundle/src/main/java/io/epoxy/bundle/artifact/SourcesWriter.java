package io.epoxy.bundle.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import io.epoxy.bundle.archive.AtomicFile;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.model.result.FreshnessResult;
import io.epoxy.model.result.SourceAge;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * sources.json, version 3 of dbt's published schema. Sources whose age nobody could tell are not in
 * it (dbt-core 1.12 {@code FreshnessExecutionResultArtifact.from_result}).
 */
public final class SourcesWriter {
  private static final String SCHEMA = "https://schemas.getdbt.com/dbt/sources/v3.json";

  private SourcesWriter() {}

  /**
   * Writes the file, which is replaced whole.
   *
   * @param results in order of finishing
   */
  public static void write(
      List<FreshnessResult> results, double elapsedSeconds, RunMetadata metadata, Path file) {
    Map<String, Object> tree =
        new Tree()
            .put("metadata", metadata.head(SCHEMA).map())
            .put("results", Tree.list(results, SourcesWriter::tree))
            .put("elapsed_time", elapsedSeconds)
            .map();
    AtomicFile.write(
        file,
        out -> {
          try (JsonGenerator json = PlainJson.generator(out)) {
            PlainJson.write(json, tree);
          }
        });
  }

  private static Map<String, Object> tree(FreshnessResult of) {
    SourceAge age = of.age();
    return new Tree()
        .put("unique_id", of.result().uniqueId().value())
        .put("max_loaded_at", age.loadedAt().atOffset(ZoneOffset.UTC))
        .put("snapshotted_at", age.askedAt().atOffset(ZoneOffset.UTC))
        .put("max_loaded_at_time_ago_in_s", age.seconds())
        .put("status", of.result().status().dbtName())
        .put("criteria", of.criteria())
        .put("adapter_response", of.result().adapterResponse())
        .put("timing", Tree.list(of.result().timings(), RunResultsWriter::timing))
        .put("thread_id", of.result().threadId())
        .put("execution_time", of.result().executionSeconds())
        .map();
  }
}
