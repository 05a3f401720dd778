package io.epoxy.acceptance.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.epoxy.acceptance.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The artifacts of a run. */
final class Artifacts {
  private Artifacts() {}

  static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a target folder to where {@code .ci/run} has it checked against dbt's schemas. */
  static void keep(Path target, String name) {
    Path kept = Workspace.repository().resolve("src/acceptance/target/artifacts").resolve(name);
    Workspace.copyAll(target, Workspace.emptyFolder(kept));
  }
}
