package io.epoxy.launcher.deps;

import io.epoxy.bundle.run.PackageReader;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A folder of this machine: it is linked, and copied where links cannot be made. */
final class LocalPackage implements PinnedPackage {
  private final WantedPackage.Local wanted;
  private final Path folder;
  private final PackageReader reader;

  LocalPackage(WantedPackage.Local wanted, Path root, PackageReader reader) {
    this.wanted = wanted;
    this.folder = root.resolve(wanted.path()).normalize();
    this.reader = reader;
  }

  @Override
  public String name() {
    return wanted.path();
  }

  @Override
  public String niceVersion() {
    return "<local @ " + wanted.path() + ">";
  }

  @Override
  public Map<String, Object> lockEntry() {
    return Map.of("local", wanted.path());
  }

  @Override
  public Metadata metadata() {
    PackageReader.Request request = reader.read(folder);
    return new Metadata(request.project(), PackageEntries.read(request.entries()));
  }

  @Override
  public void install(Path destination) {
    try {
      try {
        Files.createSymbolicLink(destination, folder);
      } catch (UnsupportedOperationException | FileSystemException noLinks) {
        FileTrees.copy(folder, destination);
      }
    } catch (IOException e) {
      throw DependencyError.external("Cannot install " + wanted.path() + ": " + e, e);
    }
  }
}
