package io.epoxy.compiler.cache;

import com.google.common.collect.Lists;
import com.google.common.collect.Maps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What earlier runs made, by what it was made from. An entry's key holds everything that was known
 * beforehand, its facts what turned out while it was made; it is used again when both are the same.
 * A file that is damaged or was written for something else counts for nothing. Thread-safe.
 */
public final class ParseCache {
  /** A segment of fewer entries is not split to write it on several cores. */
  private static final int ENTRIES = 2_000;

  /** With more segments than this everything is written anew. */
  private static final int MAX_SEGMENTS = 16;

  /** As many may follow each other in a file of which a run reads little. */
  private static final int MAX_PARTS = 64;

  private final Optional<Path> file;
  private final byte[] identity;
  private final Shapes shapes;
  private final Consumer<String> debug;
  private volatile boolean loaded;
  private CacheFile stored;
  private final Map<CacheKey, Segment.Place> places = new HashMap<>();
  private final Map<CacheKey, Entry> used = new ConcurrentHashMap<>();
  private final Map<CacheKey, Entry> added = new ConcurrentHashMap<>();
  private final Map<List<Fact>, Boolean> checked =
      Collections.synchronizedMap(new IdentityHashMap<>());

  private volatile boolean damaged;
  private volatile boolean complete = true;

  /** A value and what has to be true for it. */
  record Entry(List<Fact> facts, Record value) {}

  private ParseCache(Optional<Path> file, byte[] identity, Shapes shapes, Consumer<String> debug) {
    this.file = file;
    this.identity = identity;
    this.shapes = shapes;
    this.debug = debug;
    this.stored = CacheFile.empty();
  }

  /** A cache that knows nothing and keeps nothing. */
  public static ParseCache off() {
    return new ParseCache(Optional.empty(), new byte[0], Shapes.of(), text -> {});
  }

  /**
   * Opens a file, or starts a new one. It is read when something is first asked for.
   *
   * @param identity what all entries depend on, as {@link io.epoxy.model.config.Data}
   * @param debug told why a file cannot be used
   * @param types the records that will be kept
   */
  public static ParseCache open(
      Path file, List<?> identity, Consumer<String> debug, Class<?>... types) {
    List<Class<?>> roots = new ArrayList<>(List.of(Entry.class));
    roots.addAll(List.of(types));
    Shapes shapes = Shapes.of(roots.toArray(Class<?>[]::new));
    ByteSink bytes = new ByteSink();
    bytes.putText(CodeStamp.current());
    bytes.putText(shapes.describe());
    ValueWriter.inPlace(shapes).write(bytes, identity);
    return new ParseCache(Optional.of(file), bytes.toArray(), shapes, debug);
  }

  /** Reads the file when something is first asked for. */
  private void load() {
    if (loaded) {
      return;
    }
    synchronized (places) {
      if (!loaded && file.isPresent() && Files.exists(file.get())) {
        load(file.get());
      }
      loaded = true;
    }
  }

  private void load(Path from) {
    try {
      CacheFile read = CacheFile.read(from, identity);
      for (ByteBuffer segment : read.segments()) {
        Segment.index(segment, shapes, places);
      }
      stored = read;
    } catch (IOException | RuntimeException e) {
      places.clear();
      unusable(e);
    }
  }

  private void unusable(Exception why) {
    debug.accept("The parse cache is not used, everything is parsed: " + why.getMessage());
  }

  /** Whether anything is ever kept. */
  public boolean isOn() {
    return file.isPresent();
  }

  /**
   * The key of some content.
   *
   * @param kind keeps the keys of different kinds of entries apart
   * @throws IllegalArgumentException for a value that has no form in a cache
   */
  public CacheKey key(String kind, Object... parts) {
    ByteSink bytes = new ByteSink();
    bytes.putText(kind);
    ValueWriter writer = ValueWriter.inPlace(shapes);
    for (Object part : parts) {
      writer.write(bytes, part);
    }
    return bytes.key();
  }

  /** A digest of a fact's answer, good for this cache's file only. */
  public long digest(String answer) {
    load();
    return stored.digest().of(answer);
  }

  /** The value of a key when all its facts still hold. */
  public <T extends Record> Optional<T> find(CacheKey key, Class<T> type, Fact.Source now) {
    load();
    Segment.Place place = places.get(key);
    if (place == null) {
      return Optional.empty();
    }
    try {
      Entry entry = (Entry) place.read();
      if (!type.isInstance(entry.value()) || !holds(entry.facts(), now)) {
        return Optional.empty();
      }
      used.put(key, entry);
      return Optional.of(type.cast(entry.value()));
    } catch (RuntimeException e) {
      if (!damaged) {
        damaged = true;
        unusable(e);
      }
      return Optional.empty();
    }
  }

  /** Entries that asked for the same things share one list of facts. */
  private boolean holds(List<Fact> facts, Fact.Source now) {
    Boolean known = checked.get(facts);
    if (known == null) {
      known =
          facts.stream()
              .allMatch(fact -> now.value(fact.kind(), fact.owner(), fact.name()) == fact.value());
      checked.put(facts, known);
    }
    return known;
  }

  /** What an entry that was used or made was made from besides its key. */
  public List<Fact> facts(CacheKey key) {
    Entry entry = added.containsKey(key) ? added.get(key) : used.get(key);
    return entry == null ? List.of() : entry.facts();
  }

  /** Keeps a value for later runs. */
  public void put(CacheKey key, List<Fact> facts, Record value) {
    if (isOn()) {
      added.put(key, new Entry(facts, value));
    }
  }

  /** Says that something was made that cannot be kept: it may be another one next time. */
  public void setIncomplete() {
    complete = false;
  }

  /** Whether everything that was made is known with all that it was made from. */
  public boolean isComplete() {
    return isOn() && complete;
  }

  /** All facts of the entries that were used or made, in an order of their own. */
  public List<Fact> facts() {
    Set<Fact> all = new HashSet<>();
    used.values().forEach(entry -> all.addAll(entry.facts()));
    added.values().forEach(entry -> all.addAll(entry.facts()));
    return all.stream().sorted(Fact.ORDER).toList();
  }

  /**
   * Writes what is new, if anything. A file that cannot be written is a debug message: the next run
   * parses everything.
   */
  public void save() {
    if (file.isEmpty()) {
      return;
    }
    load();
    debug.accept(
        String.format(Locale.ROOT, "Parse cache: %d used, %d new", used.size(), added.size()));
    if (!added.isEmpty() || damaged) {
      write(segments());
    }
  }

  /**
   * Writes what is new behind everything that is there, used or not.
   *
   * @return false when the file does not hold it: it has too many parts, or cannot hold a value
   */
  public boolean append() {
    load();
    boolean fits = !damaged && !stored.segments().isEmpty() && stored.segments().size() < MAX_PARTS;
    try {
      return fits && write(with(Segment.ofAll(new TreeMap<>(added), shapes)));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean write(List<ByteBuffer> segments) {
    try {
      new CacheFile(stored.digest(), segments).write(file.orElseThrow(), identity);
      return true;
    } catch (IOException | UncheckedIOException e) {
      debug.accept("The parse cache could not be written: " + e.getMessage());
      return false;
    }
  }

  private List<ByteBuffer> with(ByteBuffer segment) {
    List<ByteBuffer> segments = new ArrayList<>(stored.segments());
    segments.add(segment);
    return segments;
  }

  private List<ByteBuffer> segments() {
    int dead = places.size() - used.size();
    boolean few = added.size() + dead <= (used.size() + added.size()) / 4;
    if (few
        && !damaged
        && !stored.segments().isEmpty()
        && stored.segments().size() < MAX_SEGMENTS) {
      return with(Segment.of(new TreeMap<>(added), shapes));
    }
    Map<CacheKey, Entry> all = new TreeMap<>(used);
    all.putAll(added);
    int parts = Math.min(all.size() / ENTRIES + 1, Runtime.getRuntime().availableProcessors());
    List<CacheKey> keys = new ArrayList<>(all.keySet());
    return Lists.partition(keys, keys.size() / parts + 1).parallelStream()
        .map(part -> Segment.of(Maps.toMap(part, all::get), shapes))
        .toList();
  }
}
