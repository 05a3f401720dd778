package io.epoxy.engine;

import java.util.Locale;
import java.util.Optional;

/** What remembers tables between local runs; the profile key is {@code local_catalog}. */
public enum LocalCatalogKind {
  /** Spark's in-memory catalog, restored from and journalled to a file under .epoxy. */
  JOURNAL,
  /** Hive's metastore on an embedded Derby database under .epoxy. */
  HIVE;

  /** The kind of a {@code local_catalog} value, in any case; empty when there is none of it. */
  public static Optional<LocalCatalogKind> find(String profileValue) {
    for (LocalCatalogKind kind : values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(profileValue.toLowerCase(Locale.ROOT))) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
