package io.epoxy.launcher.deps;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Wanted packages, each once (dbt-core 1.12 {@code deps/resolver.py}). Keeps the order. */
final class PackageListing {
  private final Map<String, WantedPackage> packages = new LinkedHashMap<>();

  /**
   * Adds a demand to what is asked for already.
   *
   * @return both together
   */
  WantedPackage add(WantedPackage wanted) {
    String key =
        wanted.names().stream().filter(packages::containsKey).findFirst().orElse(wanted.name());
    WantedPackage known = packages.get(key);
    if (known != null && !known.kind().equals(wanted.kind())) {
      throw DependencyError.of(
          "Cannot incorporate "
              + wanted.name()
              + " ("
              + wanted.kind()
              + ") in "
              + known.name()
              + " ("
              + known.kind()
              + "): mismatched types");
    }
    WantedPackage both = known == null ? wanted : known.and(wanted);
    packages.put(key, both);
    return both;
  }

  void addAll(Collection<WantedPackage> more) {
    more.forEach(this::add);
  }

  Collection<WantedPackage> all() {
    return packages.values();
  }
}
