package io.epoxy.bundle.artifact;

import io.epoxy.model.graph.Manifest;
import java.io.OutputStream;
import java.nio.file.Path;

/** manifest.json, version 12 of dbt's published schema. */
public final class ManifestWriter {
  private ManifestWriter() {}

  /** Writes the file, which is replaced whole. */
  public static void write(
      Manifest manifest, RunMetadata metadata, NodeOutputs outputs, Path file) {
    throw new UnsupportedOperationException("" + manifest + metadata + outputs + file);
  }

  /** As a stream; it is left open. */
  public static void write(
      Manifest manifest, RunMetadata metadata, NodeOutputs outputs, OutputStream out) {
    throw new UnsupportedOperationException("" + manifest + metadata + outputs + out);
  }
}
