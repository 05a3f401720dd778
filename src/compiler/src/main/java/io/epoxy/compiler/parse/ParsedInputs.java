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
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a whole parse was made from.
 *
 * @param files a digest of each by its name
 * @param warnings what there was to tell, but for macros
 * @param linked the stamp of the manifest in {@link LinkedMemory}; empty when it is not kept
 * @param until when there will be something else to tell, in milliseconds since the epoch
 * @param facts what nodes asked for, and perhaps some that are no more
 * @param properties what property files asked for
 * @param configs what project files said
 * @param note what came of the parse, in the words of whoever asked for it
 */
public record ParsedInputs(
    Map<String, Object> files,
    List<Object> warnings,
    String linked,
    long until,
    List<Fact> facts,
    List<Fact> properties,
    ConfigLevels configs,
    Map<String, Object> note) {
  public ParsedInputs {
    facts = List.copyOf(facts);
    properties = List.copyOf(properties);
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

  /** What a memory knows, unless property files would be given other answers. */
  static Optional<ParsedInputs> find(ParseCache memory, Fact.Source now) {
    return memory
        .find(key(memory), ParsedInputs.class, now)
        .filter(before -> changed(before.properties, now).isEmpty());
  }

  /** What nodes would be told another answer to. */
  Set<Readers.Asked> changed(Fact.Source now) {
    return changed(facts, now);
  }

  private static Set<Readers.Asked> changed(List<Fact> facts, Fact.Source now) {
    Set<Readers.Asked> changed = new LinkedHashSet<>();
    for (Fact fact : facts) {
      if (now.value(fact.kind(), fact.owner(), fact.name()) != fact.value()) {
        changed.add(Readers.Asked.of(fact));
      }
    }
    return changed;
  }

  /** What there was asked for, with the answers of now. */
  static List<Fact> facts(Collection<Readers.Asked> asked, Fact.Source now) {
    List<Fact> facts = new ArrayList<>();
    for (Readers.Asked one : asked) {
      long value = now.value(one.kind(), one.owner(), one.name());
      facts.add(new Fact(one.kind(), one.owner(), one.name(), value));
    }
    return facts;
  }

  /** What both asked for, with the answers of now. */
  static List<Fact> facts(List<Fact> some, Collection<Readers.Asked> more, Fact.Source now) {
    Set<Readers.Asked> all = new LinkedHashSet<>(more);
    some.forEach(fact -> all.add(Readers.Asked.of(fact)));
    return facts(all, now);
  }

  /** Becomes what a memory knows. */
  void keep(ParseCache memory) {
    memory.put(key(memory), List.of(), this);
    memory.save();
  }

  private static CacheKey key(ParseCache memory) {
    return memory.key("inputs");
  }
}
