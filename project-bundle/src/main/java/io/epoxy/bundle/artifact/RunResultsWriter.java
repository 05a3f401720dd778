package io.epoxy.bundle.artifact;

import io.epoxy.model.result.NodeResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** run_results.json, version 6 of dbt's published schema. */
public final class RunResultsWriter {
  private RunResultsWriter() {}

  /**
   * Writes the file, which is replaced whole.
   *
   * @param args the flags by dbt's lower-case names, {@code which} and {@code invocation_command}
   *     among them; see {@link io.epoxy.model.config.Data}
   */
  public static void write(
      List<NodeResult> results,
      double elapsedSeconds,
      Map<String, Object> args,
      RunMetadata metadata,
      Path file) {
    throw new UnsupportedOperationException("" + results + elapsedSeconds + args + metadata + file);
  }
}
