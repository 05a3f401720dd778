package io.epoxy.bundle.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import io.epoxy.bundle.json.JsonStream;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.NodeInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A manifest.json that we wrote, to be written again with another head and other code of some
 * nodes. Everything else stays as its bytes are: a project of thousands of nodes takes no longer
 * than copying it.
 */
public final class ManifestEdit {
  private static final String NODES = ",\"nodes\":{";
  private static final int BLOCK = 1 << 20;

  private final Path file;
  private final MappedByteBuffer bytes;
  private final int nodes;
  private final Map<Integer, Part> parts = new TreeMap<>();

  /** What stands in a part of the file from now on. */
  private record Part(int end, byte[] content) {}

  private ManifestEdit(Path file, MappedByteBuffer bytes, int nodes) {
    this.file = file;
    this.bytes = bytes;
    this.nodes = nodes;
  }

  /** Opens a file; empty when it is not the one that was written. */
  public static Optional<ManifestEdit> open(Path file, WrittenFile written) {
    try {
      Optional<MappedByteBuffer> bytes = written.open(file);
      return bytes
          .map(found -> new ManifestEdit(file, found, new ByteSearch(NODES).find(found, 0)))
          .filter(edit -> edit.nodes >= 0);
    } catch (IOException e) {
      return Optional.empty(); // an artifact that cannot be read is written anew
    }
  }

  /** A node of the file. */
  public final class EditedNode {
    private final int start;
    private final int end;
    private final Map<String, Object> tree;

    private EditedNode(int start, int end, Map<String, Object> tree) {
      this.start = start;
      this.end = end;
      this.tree = tree;
    }

    /** Its template. */
    public String rawCode() {
      return String.valueOf(tree.get("raw_code"));
    }

    /** Puts another text in its place. */
    public void replace(NodeCode code) throws IOException {
      tree.put("raw_code", code.rawCode());
      tree.put("checksum", NodeTrees.checksum(code.checksum()));
      parts.put(start, new Part(end, json(tree)));
    }
  }

  /** An enabled node, by its id and its file. */
  public Optional<EditedNode> find(NodeInfo info) throws IOException {
    String id = info.uniqueId().value();
    String key = PlainJson.text(id) + ":";
    int found = new ByteSearch(key + "{").find(bytes, nodes);
    if (found < 0) {
      return Optional.empty();
    }
    int start = found + key.getBytes(StandardCharsets.UTF_8).length;
    try (JsonStream in = JsonStream.openAt(file, start)) {
      Map<String, Object> tree = new LinkedHashMap<>();
      in.forEachKey(name -> tree.put(name, in.value()));
      boolean same =
          id.equals(tree.get("unique_id"))
              && info.originalFilePath().equals(tree.get("original_file_path"));
      return same
          ? Optional.of(new EditedNode(start, start + (int) in.position(), tree))
          : Optional.empty();
    }
  }

  /** Writes the file anew. */
  public WrittenFile write(RunMetadata metadata, String projectName, String adapterType) {
    return WrittenFile.write(
        file,
        out -> {
          out.write("{\"metadata\":".getBytes(StandardCharsets.US_ASCII));
          out.write(json(ManifestWriter.metadata(metadata, projectName, adapterType)));
          int copied = nodes;
          for (Map.Entry<Integer, Part> part : parts.entrySet()) {
            copy(copied, part.getKey(), out);
            out.write(part.getValue().content());
            copied = part.getValue().end();
          }
          copy(copied, bytes.limit(), out);
        });
  }

  private void copy(int from, int to, OutputStream out) throws IOException {
    byte[] block = new byte[BLOCK];
    ByteBuffer in = bytes.duplicate().position(from).limit(to);
    while (in.hasRemaining()) {
      int length = Math.min(block.length, in.remaining());
      in.get(block, 0, length);
      out.write(block, 0, length);
    }
  }

  private static byte[] json(Map<String, Object> tree) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = PlainJson.generator(out)) {
      PlainJson.write(json, tree);
    }
    return out.toByteArray();
  }
}
