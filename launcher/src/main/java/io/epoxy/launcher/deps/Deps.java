package io.epoxy.launcher.deps;

import io.epoxy.bundle.archive.AtomicFile;
import io.epoxy.bundle.run.PackageReader;
import io.epoxy.bundle.run.PackageReader.Entry;
import io.epoxy.bundle.run.PackageReader.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command (dbt-core 1.12 {@code task/deps.py}). */
public final class Deps {
  private static final String LOCK = "package-lock.yml";
  private static final String HASH = "sha1_hash";

  private final DepsSettings settings;
  private final PackageReader reader;
  private final DepsLog log;

  public Deps(DepsSettings settings, PackageReader reader) {
    this.settings = settings;
    this.reader = reader;
    this.log = settings.log();
  }

  /**
   * Resolves, locks and installs.
   *
   * @throws io.epoxy.model.error.EpoxyException when it cannot; installed packages are then as
   *     before
   */
  public void run() {
    Path root = settings.root();
    settings.addPackage().ifPresent(added -> new AddedPackage(added, reader, log).write(root));
    Request request = reader.read(root);
    try (Downloads downloads = Downloads.open(settings.env())) {
      PackageResolver resolver = new PackageResolver(settings.sources(downloads.folder(), reader));
      Path lock = root.resolve(LOCK);
      String hash = PackageEntries.hash(request.entries());
      boolean isCurrent = hash.equals(reader.readYaml(lock).get(HASH));
      if (settings.upgrade() || !isCurrent) {
        writeLock(resolver, request, lock, hash);
      }
      if (!settings.lockOnly()) {
        install(resolver, root.resolve(request.installPath()).normalize());
      }
    } finally {
      log.summarizeDeprecations();
    }
  }

  private void writeLock(PackageResolver resolver, Request request, Path lock, String hash) {
    if (request.entries().isEmpty()) {
      tellOfNone();
      return;
    }
    List<PinnedPackage> resolved =
        resolver.resolve(PackageEntries.read(request.entries()), request.project());
    List<Object> entries = new ArrayList<>();
    for (PinnedPackage one : resolved) {
      Map<String, Object> entry = new LinkedHashMap<>(one.lockEntry());
      entry.put("name", one.metadata().project());
      entries.add(entry);
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("packages", entries);
    content.put(HASH, hash);
    write(lock, reader.writeYaml(content));
    log.info(
        "DepsLockUpdating",
        "Updating lock file in file path: " + lock,
        Map.of("lock_filepath", lock.toString()));
  }

  private void install(PackageResolver resolver, Path target) {
    refuseRoot(target);
    List<Entry> entries = reader.readLock(settings.root());
    try (Installation installation = Installation.beside(target)) {
      if (entries.isEmpty()) {
        tellOfNone();
      }
      List<String> upgradable = new ArrayList<>();
      for (PinnedPackage one : resolver.pinLocked(PackageEntries.read(entries))) {
        log.info(
            "DepsStartPackageInstall",
            "Installing " + one.name(),
            Map.of("package_name", one.name()));
        installation.add(one);
        tellOfInstalled(one, upgradable);
      }
      installation.finish();
      if (!upgradable.isEmpty()) {
        tellOfUpgrades(upgradable);
      }
    }
  }

  private void refuseRoot(Path target) {
    if (settings.root().startsWith(target)) {
      throw DependencyError.of(
          "packages-install-path '" + target + "' would replace the project itself.");
    }
  }

  private void tellOfInstalled(PinnedPackage one, List<String> upgradable) {
    log.info(
        "DepsInstallInfo",
        "Installed from " + one.niceVersion(),
        Map.of("version_name", one.niceVersion()));
    one.latestVersion()
        .ifPresent(
            latest -> {
              if (one.version().filter(latest::equals).isPresent()) {
                log.info("DepsUpToDate", "Up to date!", Map.of());
              } else {
                upgradable.add(one.name());
                log.info(
                    "DepsUpdateAvailable",
                    "Updated version available: " + latest,
                    Map.of("version_latest", latest));
              }
            });
    one.subdirectory()
        .ifPresent(
            folder ->
                log.info(
                    "DepsListSubdirectory",
                    "and subdirectory " + folder,
                    Map.of("subdirectory", folder)));
  }

  private void tellOfUpgrades(List<String> names) {
    log.info("Formatting", "", Map.of("msg", ""));
    log.info(
        "DepsNotifyUpdatesAvailable",
        "Updates available for packages: ['"
            + String.join("', '", names)
            + "']                 \nUpdate your versions in packages.yml, then run dbt deps",
        Map.of("packages", names));
  }

  private void tellOfNone() {
    log.info("DepsNoPackagesFound", "Warning: No packages were found in packages.yml", Map.of());
  }

  static void write(Path file, String text) {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The folder of downloads: DBT_DOWNLOADS_DIR, which stays, or one that goes at the end. */
  private record Downloads(Path folder, boolean temporary) implements AutoCloseable {
    static Downloads open(Map<String, String> env) {
      String given = env.getOrDefault("DBT_DOWNLOADS_DIR", "");
      try {
        return given.isEmpty()
            ? new Downloads(Files.createTempDirectory("dbt-downloads-"), true)
            : new Downloads(Files.createDirectories(Path.of(given)), false);
      } catch (IOException e) {
        throw DependencyError.external("Cannot make a folder for downloads: " + e, e);
      }
    }

    @Override
    public void close() {
      try {
        if (temporary) {
          FileTrees.delete(folder);
        }
      } catch (IOException e) {
        throw DependencyError.external("Cannot delete " + folder + ": " + e, e);
      }
    }
  }
}
