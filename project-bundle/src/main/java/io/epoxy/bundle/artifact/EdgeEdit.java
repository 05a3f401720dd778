package io.epoxy.bundle.artifact;

import io.epoxy.bundle.json.JsonStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The parent_map, child_map and group_map of a manifest that is edited. */
public final class EdgeEdit {
  private final Path file;
  private final Section parents;
  private final Section children;
  private final Section groups;

  private EdgeEdit(Path file, ByteBuffer bytes, int parents, int children, int groups) {
    this.file = file;
    this.parents = new Section(bytes.duplicate().limit(children), parents);
    this.children = new Section(bytes.duplicate().limit(groups), children);
    this.groups = new Section(bytes, groups);
  }

  /** Empty when the maps cannot be told from values that look like them. */
  static Optional<EdgeEdit> of(Path file, ByteBuffer bytes, int from) {
    int parents = only(",\"parent_map\":", bytes, from);
    int children = only(",\"child_map\":", bytes, from);
    int groups = only(",\"group_map\":", bytes, from);
    return parents < 0 || children < parents || groups < children
        ? Optional.empty()
        : Optional.of(new EdgeEdit(file, bytes, parents, children, groups));
  }

  /** Where the value of a key begins that stands there once. */
  private static int only(String key, ByteBuffer bytes, int from) {
    ByteSearch search = new ByteSearch(key + "{");
    int first = search.find(bytes, from);
    return first >= 0 && search.find(bytes, first + 1) < 0 ? first + key.length() : -1;
  }

  /** What depends on a resource. */
  public Set<String> children(String id) throws IOException {
    return children.find(id).map(ids -> Set.copyOf(ids.value)).orElse(Set.of());
  }

  /** Lets a resource that is there depend on others than before. */
  public boolean replaceParents(String id, Set<String> now) throws IOException {
    Optional<Ids> own = parents.find(id);
    if (own.isEmpty()) {
      return false;
    }
    for (String left : own.get().value) {
      children.find(left).ifPresent(ids -> ids.value.remove(id));
    }
    own.get().value.clear();
    own.get().value.addAll(now);
    for (String parent : now) {
      children.find(parent).ifPresent(ids -> ids.value.add(id));
    }
    return true;
  }

  /** Puts a new resource, on which nothing depends yet, behind another one. */
  public boolean add(String id, String preceding) throws IOException {
    return parents.add(id, preceding) && children.add(id, preceding);
  }

  /** Takes a resource out, with what it depends on. */
  public boolean remove(String id) throws IOException {
    return replaceParents(id, Set.of()) && parents.remove(id) && children.remove(id);
  }

  /** Puts a resource into a group. */
  public boolean join(String group, String id) throws IOException {
    Optional<Ids> ids = groups.find(group);
    ids.ifPresent(found -> found.value.add(id));
    return ids.isPresent();
  }

  /** Takes a resource out of a group. */
  public boolean leave(String group, String id) throws IOException {
    Optional<Ids> ids = groups.find(group);
    ids.ifPresent(found -> found.value.remove(id));
    return ids.isPresent();
  }

  /** Whether any of some resources is another, or depends on it through whatever others. */
  public boolean dependsOn(Collection<String> some, String other) throws IOException {
    Map<String, Object> above = new HashMap<>();
    try (JsonStream in = JsonStream.openAt(file, parents.start)) {
      in.forEachKey(id -> above.put(id, in.value()));
    }
    parents.read.forEach((id, ids) -> above.put(id, new ArrayList<>(ids.value)));
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
  List<FilePart> edited() {
    List<FilePart> all = new ArrayList<>();
    for (Section section : List.of(parents, children, groups)) {
      section.read.forEach((id, ids) -> all.add(ids.part(id)));
    }
    return all;
  }

  /** The ids beside one id, in their order. */
  private static final class Ids {
    private final Optional<KeyPlace> place;
    private final int end;
    private final SortedSet<String> value = new TreeSet<>();
    private boolean gone;

    private Ids(Optional<KeyPlace> place, int end) {
      this.place = place;
      this.end = end;
    }

    private FilePart part(String id) {
      if (place.isEmpty()) {
        return FilePart.key(end, id, value);
      }
      return gone ? place.get().without(end) : FilePart.value(place.get().value(), end, value);
    }
  }

  /** One of the maps. */
  private final class Section {
    private final ByteBuffer bytes;
    private final int start;
    private final Map<String, Ids> read = new LinkedHashMap<>();

    private Section(ByteBuffer bytes, int start) {
      this.bytes = bytes;
      this.start = start;
    }

    private Optional<Ids> find(String id) throws IOException {
      Ids known = read.get(id);
      Optional<KeyPlace> place =
          known == null ? KeyPlace.find(id, '[', bytes, start) : Optional.empty();
      if (place.isEmpty()) {
        return Optional.ofNullable(known);
      }
      try (JsonStream in = JsonStream.openAt(file, place.get().value())) {
        List<?> value = (List<?>) in.value();
        Ids ids = new Ids(place, place.get().value() + (int) in.position());
        value.forEach(one -> ids.value.add(one.toString()));
        read.put(id, ids);
        return Optional.of(ids);
      }
    }

    private boolean add(String id, String preceding) throws IOException {
      Optional<Ids> before = find(preceding);
      before.ifPresent(found -> read.put(id, new Ids(Optional.empty(), found.end)));
      return before.isPresent();
    }

    private boolean remove(String id) throws IOException {
      Optional<Ids> own =
          find(id).filter(ids -> ids.place.stream().allMatch(at -> at.isBehindAnother(bytes)));
      own.ifPresent(ids -> ids.gone = true);
      return own.isPresent();
    }
  }
}
