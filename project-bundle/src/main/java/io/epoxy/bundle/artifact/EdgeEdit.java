package io.epoxy.bundle.artifact;

import io.epoxy.bundle.json.JsonStream;
import io.epoxy.bundle.json.PlainJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The parent_map and child_map of a manifest that is edited. */
public final class EdgeEdit {
  private final Path file;
  private final Section parents;
  private final Section children;

  private EdgeEdit(Path file, ByteBuffer bytes, int parents, int children) {
    this.file = file;
    this.parents = new Section(bytes.duplicate().limit(children), parents);
    this.children = new Section(bytes, children);
  }

  /** The ids beside one id, in their order. */
  record Ids(int start, int end, SortedSet<String> value) implements ManifestEdit.Part {}

  /** Empty when the maps cannot be told from values that look like them. */
  static Optional<EdgeEdit> of(Path file, ByteBuffer bytes, int from) {
    int parents = only(",\"parent_map\":", bytes, from);
    int children = only(",\"child_map\":", bytes, from);
    return parents < 0 || children < parents
        ? Optional.empty()
        : Optional.of(new EdgeEdit(file, bytes, parents, children));
  }

  /** Where the value of a key begins that stands there once. */
  private static int only(String key, ByteBuffer bytes, int from) {
    ByteSearch search = new ByteSearch(key + "{");
    int first = search.find(bytes, from);
    return first >= 0 && search.find(bytes, first + 1) < 0 ? first + key.length() : -1;
  }

  /** Whether there is an enabled resource of this id. */
  public boolean contains(String id) {
    return parents.place(id) >= 0;
  }

  /** What a resource depends on. */
  public Set<String> parents(String id) throws IOException {
    return parents.ids(id).map(Ids::value).map(Set::copyOf).orElse(Set.of());
  }

  /** What depends on a resource. */
  public Set<String> children(String id) throws IOException {
    return children.ids(id).map(Ids::value).map(Set::copyOf).orElse(Set.of());
  }

  /** Lets a resource that is there depend on others than before. */
  public void replaceParents(String id, Set<String> now) throws IOException {
    SortedSet<String> own = parents.ids(id).orElseThrow().value();
    for (String left : own) {
      children.ids(left).ifPresent(ids -> ids.value().remove(id));
    }
    own.clear();
    own.addAll(now);
    for (String parent : now) {
      children.ids(parent).ifPresent(ids -> ids.value().add(id));
    }
  }

  /** Whether any of some resources is another, or depends on it through whatever others. */
  public boolean dependsOn(Collection<String> some, String other) throws IOException {
    Map<String, Object> above = new HashMap<>();
    try (JsonStream in = JsonStream.openAt(file, parents.start)) {
      in.forEachKey(id -> above.put(id, in.value()));
    }
    parents.read.forEach((id, ids) -> above.put(id, new ArrayList<>(ids.value())));
    Deque<String> open = new ArrayDeque<>(some);
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String id = open.pop();
      if (id.equals(other)) {
        return true;
      }
      if (seen.add(id) && above.get(id) instanceof List<?> next) {
        next.forEach(parent -> open.push(parent.toString()));
      }
    }
    return false;
  }

  /** The lists that may be others than in the file. */
  List<Ids> edited() {
    List<Ids> all = new ArrayList<>(parents.read.values());
    all.addAll(children.read.values());
    return all;
  }

  /** One of the maps. */
  private final class Section {
    private final ByteBuffer bytes;
    private final int start;
    private final Map<String, Ids> read = new HashMap<>();

    private Section(ByteBuffer bytes, int start) {
      this.bytes = bytes;
      this.start = start;
    }

    /** Where the list of an id begins; -1 when it has none. */
    private int place(String id) {
      String key = PlainJson.text(id) + ":";
      int found = new ByteSearch(key + "[").find(bytes, start);
      return found < 0 ? -1 : found + key.getBytes(StandardCharsets.UTF_8).length;
    }

    private Optional<Ids> ids(String id) throws IOException {
      Ids known = read.get(id);
      int place = known == null ? place(id) : known.start();
      if (known != null || place < 0) {
        return Optional.ofNullable(known);
      }
      try (JsonStream in = JsonStream.openAt(file, place)) {
        SortedSet<String> value = new TreeSet<>();
        ((List<?>) in.value()).forEach(one -> value.add(one.toString()));
        Ids ids = new Ids(place, place + (int) in.position(), value);
        read.put(id, ids);
        return Optional.of(ids);
      }
    }
  }
}
