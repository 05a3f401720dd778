package io.epoxy.launcher.deps;

import io.epoxy.bundle.run.PackageReader.Entry;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.version.VersionRange;
import io.epoxy.model.version.VersionSpecifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A package of the registry at one version (dbt-core 1.12 {@code deps/registry.py}). */
final class HubPackage implements PinnedPackage {
  private final String name;
  private final String version;
  private final String latest;
  private final HubRegistry registry;
  private final Archives archives;

  private HubPackage(
      String name, String version, String latest, HubRegistry registry, Archives archives) {
    this.name = name;
    this.version = version;
    this.latest = latest;
    this.registry = registry;
    this.archives = archives;
  }

  /**
   * The newest version that all bounds allow.
   *
   * @throws io.epoxy.model.error.EpoxyException when there is no such package, or no such version
   */
  static HubPackage of(WantedPackage.Hub wanted, HubRegistry registry, Archives archives) {
    if (!registry.has(wanted.name())) {
      throw DependencyError.of("Package " + wanted.name() + " was not found in the package index");
    }
    VersionRange range =
        VersionRange.of(wanted.versions()).orElseThrow(() -> contradiction(wanted));
    boolean prerelease =
        wanted.prerelease()
            || wanted.versions().stream().anyMatch(bound -> bound.prerelease().isPresent());
    List<VersionSpecifier> installable = new ArrayList<>();
    Map<String, String> written = new LinkedHashMap<>();
    for (String text : registry.compatibleVersions(wanted.name())) {
      VersionSpecifier one =
          VersionSpecifier.parse(text)
              .orElseThrow(
                  () -> DependencyError.of("\"" + text + "\" is not a valid semantic version."));
      if (prerelease || one.prerelease().isEmpty()) {
        installable.add(one);
        written.put(one.toString(), text);
      }
    }
    installable.sort(VersionSpecifier::compareBound);
    List<String> shown = installable.stream().map(one -> written.get(one.toString())).toList();
    // Of versions that differ in their build only, the first.
    Optional<VersionSpecifier> chosen =
        installable.stream()
            .filter(range::contains)
            .reduce((best, one) -> best.compareBound(one) < 0 ? one : best);
    if (chosen.isEmpty()) {
      throw DependencyError.of(
          "Could not find a matching compatible version for package "
              + wanted.name()
              + "\n  Requested range: "
              + range
              + "\n  Compatible versions: ["
              + String.join(", ", shown.stream().map(text -> "'" + text + "'").toList())
              + "]\n"
              + registry.hint());
    }
    return new HubPackage(
        wanted.name(),
        written.get(chosen.get().toString()),
        shown.get(shown.size() - 1),
        registry,
        archives);
  }

  private static EpoxyException contradiction(WantedPackage.Hub wanted) {
    return DependencyError.of(
        "Version error for package "
            + wanted.name()
            + ": Could not find a satisfactory version from options: ["
            + String.join(", ", wanted.versions().stream().map(bound -> "'" + bound + "'").toList())
            + "]");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String niceVersion() {
    return "version " + version;
  }

  @Override
  public Optional<String> version() {
    return Optional.of(version);
  }

  @Override
  public Optional<String> latestVersion() {
    return Optional.of(latest);
  }

  @Override
  public Map<String, Object> lockEntry() {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("package", name);
    entry.put("version", version);
    return entry;
  }

  private Map<?, ?> about() {
    return registry.versions(name).get(version) instanceof Map<?, ?> fields ? fields : Map.of();
  }

  @Override
  public Metadata metadata() {
    List<Entry> entries = new ArrayList<>();
    if (about().get("packages") instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> fields) {
          Map<String, Object> values = new LinkedHashMap<>();
          fields.forEach((key, value) -> values.put(String.valueOf(key), value));
          entries.add(new Entry(values, values));
        }
      }
    }
    return new Metadata(String.valueOf(about().get("name")), PackageEntries.read(entries));
  }

  @Override
  public void install(Path destination) {
    Object downloads = about().get("downloads");
    Object url = downloads instanceof Map<?, ?> fields ? fields.get("tarball") : null;
    if (!(url instanceof String text)) {
      throw DependencyError.of("The registry names no download of " + name + " " + version);
    }
    try {
      FileTrees.move(archives.fetch(text), destination);
    } catch (IOException e) {
      throw DependencyError.external("Cannot install " + name + ": " + e, e);
    }
  }
}
