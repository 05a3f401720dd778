package io.epoxy.bundle.artifact;

import io.epoxy.bundle.json.JsonStream;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one kind of artifact, of dbt's making or ours, and checks its schema version (dbt-core 1.12
 * {@code artifacts/schemas/base.py}).
 */
final class ArtifactReader {
  private static final Pattern SCHEMA = Pattern.compile(".*/v([0-9]{1,4})\\.json");

  private final String typeName;
  private final String schema;
  private final Set<Integer> versions;

  /**
   * A reader.
   *
   * @param typeName dbt's name of the document, for messages
   * @param schema its own schema
   * @param versions those that can be read; of the schema's own name
   */
  ArtifactReader(String typeName, String schema, Set<Integer> versions) {
    this.typeName = typeName;
    this.schema = schema;
    this.versions = Set.copyOf(versions);
  }

  /** What is done with the parts of a document, which come in the order of the file. */
  interface Parts {
    /** A key of the top level; whoever wants its value reads it from {@code in}. */
    void part(String key, JsonStream in) throws IOException;

    /** The document's head, once its version is known to be one of ours. */
    default void head(Map<?, ?> metadata) {}
  }

  /**
   * Reads a file.
   *
   * @throws EpoxyException when it is no JSON or has another version
   */
  void read(Path file, Parts parts) {
    AtomicBoolean hasVersion = new AtomicBoolean();
    try (JsonStream in = JsonStream.open(file)) {
      in.forEachKey(
          key -> {
            if (key.equals("metadata")) {
              Object metadata = in.value();
              hasVersion.set(check(file, metadata));
              if (metadata instanceof Map<?, ?> map) {
                parts.head(map);
              }
            } else {
              parts.part(key, in);
            }
          });
    } catch (IOException e) {
      throw new EpoxyException(
          ErrorCode.IO,
          "Could not read " + typeName + " at \"" + file + "\" as JSON: " + e.getMessage(),
          null,
          e);
    }
    if (!hasVersion.get()) {
      throw new EpoxyException(
          ErrorCode.SELECTION,
          "Artifact is missing schema version: " + file + " is none of dbt's.");
    }
  }

  /** Whether there is a version; one that cannot be read is refused. */
  private boolean check(Path file, Object metadata) {
    Object found = metadata instanceof Map<?, ?> map ? map.get("dbt_schema_version") : null;
    if (found == null) {
      return false;
    }
    Matcher version = SCHEMA.matcher(found.toString());
    if (!version.matches() || !versions.contains(Integer.valueOf(version.group(1)))) {
      throw new EpoxyException(
          ErrorCode.SELECTION,
          "Expected a schema version of \""
              + schema
              + "\" in "
              + file
              + ", but found \""
              + found
              + "\". Are you running with a different version of dbt?");
    }
    return true;
  }
}
