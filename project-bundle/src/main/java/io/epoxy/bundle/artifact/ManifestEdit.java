package io.epoxy.bundle.artifact;

import io.epoxy.bundle.json.JsonStream;
import io.epoxy.model.graph.UniqueId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest.json that we wrote, to be written again with another head and some other nodes and
 * sources. Everything else stays as its bytes are: a project of thousands of nodes takes no longer
 * than copying it. An edit that answers false leaves nothing to be written.
 */
public final class ManifestEdit {
  private static final String NODES = ",\"nodes\":{";
  private static final int BLOCK = 1 << 20;

  private final Path file;
  private final MappedByteBuffer bytes;
  private final int nodes;
  private final List<FilePart> edited = new ArrayList<>();
  private Optional<EdgeEdit> edges = Optional.empty();

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

  /** Where an enabled node or source stands. */
  private record Resource(KeyPlace place, int end) {}

  private Optional<Resource> find(UniqueId id) throws IOException {
    Optional<KeyPlace> place = KeyPlace.find(id.value(), '{', bytes, nodes);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    String[] own = {""};
    try (JsonStream in = JsonStream.openAt(file, place.get().value())) {
      in.forEachKey(
          name -> {
            if (name.equals("unique_id")) {
              own[0] = String.valueOf(in.value());
            }
          });
      int end = place.get().value() + (int) in.position();
      return id.value().equals(own[0])
          ? Optional.of(new Resource(place.get(), end))
          : Optional.empty();
    }
  }

  /** Puts another resource in the place of one. */
  public boolean replace(UniqueId id, Map<String, Object> tree) throws IOException {
    Optional<Resource> found = find(id);
    found.ifPresent(
        resource -> edited.add(FilePart.value(resource.place().value(), resource.end(), tree)));
    return found.isPresent();
  }

  /** Puts a new resource behind another one. New ones behind the same stand as they were given. */
  public boolean add(UniqueId id, Map<String, Object> tree, UniqueId preceding) throws IOException {
    Optional<Resource> found = find(preceding);
    found.ifPresent(resource -> edited.add(FilePart.key(resource.end(), id.value(), tree)));
    return found.isPresent();
  }

  /** Takes a resource out that is not the first of its kind. */
  public boolean remove(UniqueId id) throws IOException {
    Optional<Resource> found = find(id).filter(resource -> resource.place().isBehindAnother(bytes));
    found.ifPresent(resource -> edited.add(resource.place().without(resource.end())));
    return found.isPresent();
  }

  /** What depends on what; empty when the file does not tell. */
  public Optional<EdgeEdit> edges() {
    if (edges.isEmpty()) {
      edges = EdgeEdit.of(file, bytes, nodes);
    }
    return edges;
  }

  /** Writes the file anew. */
  public WrittenFile write(RunMetadata metadata, String projectName, String adapterType) {
    return WrittenFile.write(
        file,
        out -> {
          out.write("{\"metadata\":".getBytes(StandardCharsets.US_ASCII));
          out.write(FilePart.json(ManifestWriter.metadata(metadata, projectName, adapterType)));
          int copied = nodes;
          for (FilePart part : inOrder()) {
            copy(copied, part.start(), out);
            out.write(part.bytes());
            copied = part.end();
          }
          copy(copied, bytes.limit(), out);
        });
  }

  private List<FilePart> inOrder() {
    List<FilePart> parts = new ArrayList<>(edited);
    edges.ifPresent(found -> parts.addAll(found.edited()));
    parts.sort(FilePart.ORDER);
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
}
