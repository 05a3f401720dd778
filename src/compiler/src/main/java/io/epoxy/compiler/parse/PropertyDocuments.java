package io.epoxy.compiler.parse;

import io.epoxy.compiler.cache.CacheKey;
import io.epoxy.compiler.cache.ParseCache;
import io.epoxy.compiler.load.SourceFile;
import io.epoxy.compiler.yaml.YamlMap;
import io.epoxy.compiler.yaml.YamlReader;
import io.epoxy.model.error.EpoxyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads property files, those that an earlier run read from the cache. Thread-safe. */
final class PropertyDocuments {
  private final ParseCache cache;

  PropertyDocuments(ParseCache cache) {
    this.cache = cache;
  }

  /** A file's top level or why there is none. */
  record Read(Optional<YamlMap> root, Optional<EpoxyException> error, List<String> warnings) {
    YamlMap orElseThrow() {
      if (error.isPresent()) {
        throw error.get();
      }
      return root.orElseThrow();
    }
  }

  Read read(SourceFile file) {
    if (!cache.isOn()) {
      return parse(file);
    }
    CacheKey key = cache.key("yaml", file.originalPath(), file.text());
    Optional<YamlMap> known = cache.find(key, YamlMap.class, (kind, owner, name) -> 0);
    if (known.isPresent()) {
      return new Read(known, Optional.empty(), List.of());
    }
    Read read = parse(file);
    read.root()
        .filter(root -> read.warnings().isEmpty())
        .ifPresent(root -> cache.put(key, List.of(), root));
    return read;
  }

  private static Read parse(SourceFile file) {
    List<String> warnings = new ArrayList<>();
    try {
      // dbt strips files, so a block of text that ends one has no line end of its own.
      String text = file.text().stripTrailing();
      YamlMap root = YamlReader.readMap(file.originalPath(), text, warnings::add);
      return new Read(Optional.of(root), Optional.empty(), warnings);
    } catch (EpoxyException e) {
      return new Read(Optional.empty(), Optional.of(e), warnings);
    }
  }
}
