package io.epoxy.launcher.deps;

import io.epoxy.bundle.run.PackageReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An archive at a URL. */
final class TarballPackage implements PinnedPackage {
  private final WantedPackage.Tarball wanted;
  private final Archives archives;
  private final PackageReader reader;
  private final DepsLog log;
  private Optional<Path> unpacked = Optional.empty();

  TarballPackage(
      WantedPackage.Tarball wanted, Archives archives, PackageReader reader, DepsLog log) {
    this.wanted = wanted;
    this.archives = archives;
    this.reader = reader;
    this.log = log;
  }

  @Override
  public String name() {
    return wanted.project();
  }

  @Override
  public String niceVersion() {
    return "tarball (url: " + wanted.url() + ")";
  }

  @Override
  public Optional<String> version() {
    return Optional.of("tarball");
  }

  @Override
  public Map<String, Object> lockEntry() {
    String written = SecretUrl.scrubbed(wanted.written(), log);
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("tarball", written);
    entry.put("name", wanted.project());
    return entry;
  }

  private Path folder() {
    if (unpacked.isEmpty()) {
      unpacked = Optional.of(archives.fetch(wanted.url()));
    }
    return unpacked.get();
  }

  @Override
  public Metadata metadata() {
    return new Metadata(wanted.project(), PackageEntries.read(reader.read(folder()).entries()));
  }

  @Override
  public void install(Path destination) {
    try {
      FileTrees.copy(folder(), destination);
    } catch (IOException e) {
      throw DependencyError.external("Cannot install " + name() + ": " + e, e);
    }
  }
}
