package io.epoxy.compiler.parse;

import io.epoxy.compiler.cache.CacheKey;
import io.epoxy.compiler.cache.Fact;
import io.epoxy.compiler.cache.ParseCache;
import io.epoxy.model.config.Data;
import io.epoxy.model.graph.Manifest;
import io.epoxy.model.graph.ModelNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a whole parse was made from.
 *
 * @param files a digest of each by its name
 * @param warnings what there was to tell, but for macros
 * @param linked the stamp of the manifest in {@link LinkedMemory}; empty when it is not kept
 * @param until when there will be something else to tell, in milliseconds since the epoch
 * @param note what came of the parse, in the words of whoever asked for it
 */
public record ParsedInputs(
    Map<String, Object> files,
    List<Object> warnings,
    String linked,
    long until,
    Map<String, Object> note) {
  public ParsedInputs {
    files = Data.copy(files);
    warnings = List.copyOf(warnings);
    note = Data.copy(note);
  }

  /** What the cache that is the memory of parses must be able to hold. */
  public static List<Class<?>> cachedTypes() {
    List<Class<?>> types = new ArrayList<>(ProjectParser.cachedTypes());
    types.add(ParsedInputs.class);
    return types;
  }

  /** The next time at which a model is deprecated. */
  static long until(Manifest manifest, Instant now) {
    return manifest.nodes().values().stream()
        .filter(ModelNode.class::isInstance)
        .flatMap(node -> ((ModelNode) node).promises().deprecationDate().stream())
        .map(OffsetDateTime::toInstant)
        .filter(date -> !date.isBefore(now))
        .mapToLong(Instant::toEpochMilli)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Whether a warning names a file, perhaps with a line of it. */
  boolean warnsOf(String file) {
    return warnsOfName(file.substring(file.indexOf("://") + "://".length()));
  }

  /** Whether a warning may be of a resource of this name. */
  boolean warnsOfName(String name) {
    return warnings.stream().anyMatch(one -> one.toString().contains(name));
  }

  static Optional<ParsedInputs> find(ParseCache memory, Fact.Source now) {
    return memory.find(key(memory), ParsedInputs.class, now);
  }

  /** Becomes what a memory knows. */
  void keep(ParseCache memory, ParseInput input, List<Fact> facts) {
    List<Fact> known = new ArrayList<>();
    for (Fact fact : facts) {
      long value = input.answers().value(fact.kind(), fact.owner(), fact.name());
      known.add(new Fact(fact.kind(), fact.owner(), fact.name(), value));
    }
    known.addAll(input.properties().facts(input.answers()));
    memory.put(key(memory), known.stream().distinct().toList(), this);
    memory.save();
  }

  private static CacheKey key(ParseCache memory) {
    return memory.key("inputs");
  }
}
