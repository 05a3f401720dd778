package io.epoxy.bundle.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import io.epoxy.bundle.json.JsonStream;
import io.epoxy.bundle.json.PlainJson;
import io.epoxy.model.graph.NodeCode;
import io.epoxy.model.graph.UniqueId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest.json that we wrote, to be written again with another head and other code or
 * descriptions of some nodes. Everything else stays as its bytes are: a project of thousands of
 * nodes takes no longer than copying it.
 */
public final class ManifestEdit {
  private static final String NODES = ",\"nodes\":{";
  private static final int BLOCK = 1 << 20;

  private final Path file;
  private final MappedByteBuffer bytes;
  private final int nodes;
  private final Map<String, EditedNode> edited = new LinkedHashMap<>();
  private Optional<EdgeEdit> edges = Optional.empty();

  /** What stands in a part of the file from now on. */
  interface Part {
    int start();

    int end();

    Object value();
  }

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
  public static final class EditedNode implements Part {
    private final int start;
    private final int end;
    private final Map<String, Object> tree;

    private EditedNode(int start, int end, Map<String, Object> tree) {
      this.start = start;
      this.end = end;
      this.tree = tree;
    }

    /** A text of its top; empty when it has none. */
    public Optional<String> text(String key) {
      return tree.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** As the file shows it, with what was edited so far. */
    public Map<String, Object> tree() {
      return Collections.unmodifiableMap(tree);
    }

    /** Puts another node in its place. */
    public void replace(Map<String, Object> other) {
      Map<String, Object> copy = new LinkedHashMap<>(other);
      tree.clear();
      tree.putAll(copy);
    }

    @Override
    public int start() {
      return start;
    }

    @Override
    public int end() {
      return end;
    }

    @Override
    public Object value() {
      return tree;
    }

    /** Puts another template in its place. */
    public void replace(NodeCode code) {
      tree.put("raw_code", code.rawCode());
      tree.put("checksum", NodeTrees.checksum(code.checksum()));
    }

    /**
     * Describes it, or one of its columns, anew.
     *
     * @return whether it was described by the earlier text
     */
    public boolean describe(Optional<String> column, String before, String after) {
      Object described = column.isEmpty() ? tree : column(column.get());
      return described instanceof Map<?, ?> && replace(described, before, after);
    }

    private Object column(String name) {
      return tree.get("columns") instanceof Map<?, ?> columns ? columns.get(name) : null;
    }

    @SuppressWarnings("unchecked") // the maps of a JSON text have text keys
    private static boolean replace(Object described, String before, String after) {
      return before.equals(((Map<String, Object>) described).replace("description", after));
    }
  }

  /** An enabled node, by its id; the same one each time. It is written as it is then. */
  public Optional<EditedNode> find(UniqueId uniqueId) throws IOException {
    String id = uniqueId.value();
    EditedNode known = edited.get(id);
    if (known == null) {
      known = read(id);
    }
    if (known != null) {
      edited.put(id, known);
    }
    return Optional.ofNullable(known);
  }

  /** An enabled node as the file shows it, to look at. */
  public Optional<Map<String, Object>> tree(UniqueId id) throws IOException {
    EditedNode known = edited.get(id.value());
    return Optional.ofNullable(known == null ? read(id.value()) : known).map(EditedNode::tree);
  }

  /** What depends on what; empty when the file does not tell. */
  public Optional<EdgeEdit> edges() {
    if (edges.isEmpty()) {
      edges = EdgeEdit.of(file, bytes, nodes);
    }
    return edges;
  }

  private EditedNode read(String id) throws IOException {
    String key = PlainJson.text(id) + ":";
    int found = new ByteSearch(key + "{").find(bytes, nodes);
    if (found < 0) {
      return null;
    }
    int start = found + key.getBytes(StandardCharsets.UTF_8).length;
    try (JsonStream in = JsonStream.openAt(file, start)) {
      Map<String, Object> tree = new LinkedHashMap<>();
      in.forEachKey(name -> tree.put(name, in.value()));
      return id.equals(tree.get("unique_id"))
          ? new EditedNode(start, start + (int) in.position(), tree)
          : null;
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
          for (Part part : inOrder()) {
            copy(copied, part.start(), out);
            out.write(json(part.value()));
            copied = part.end();
          }
          copy(copied, bytes.limit(), out);
        });
  }

  private List<Part> inOrder() {
    List<Part> parts = new ArrayList<>(edited.values());
    edges.ifPresent(found -> parts.addAll(found.edited()));
    parts.sort(Comparator.comparingInt(Part::start));
    return parts;
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

  private static byte[] json(Object tree) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = PlainJson.generator(out)) {
      PlainJson.write(json, tree);
    }
    return out.toByteArray();
  }
}
