package io.epoxy.launcher.deps;

import io.epoxy.bundle.run.PackageReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The places where packages come from. */
final class PackageSources {
  private final Path root;
  private final PackageReader reader;
  private final GitRepositories git;
  private final HubRegistry hub;
  private final Archives archives;
  private final DepsLog log;
  private final Map<WantedPackage, PinnedPackage> known = new HashMap<>();

  PackageSources(
      Path root,
      PackageReader reader,
      GitRepositories git,
      HubRegistry hub,
      Archives archives,
      DepsLog log) {
    this.root = root;
    this.reader = reader;
    this.git = git;
    this.hub = hub;
    this.archives = archives;
    this.log = log;
  }

  /** The version that a demand means; nothing is fetched twice. */
  PinnedPackage pin(WantedPackage wanted) {
    PinnedPackage pinned = known.get(wanted);
    if (pinned == null) {
      pinned = make(wanted);
      known.put(wanted, pinned);
    }
    return pinned;
  }

  private PinnedPackage make(WantedPackage wanted) {
    if (wanted instanceof WantedPackage.Local local) {
      return new LocalPackage(local, root, reader);
    }
    if (wanted instanceof WantedPackage.Git repository) {
      return new GitPackage(repository, git, reader, log);
    }
    if (wanted instanceof WantedPackage.Hub registered) {
      return HubPackage.of(registered, hub, archives);
    }
    return new TarballPackage((WantedPackage.Tarball) wanted, archives, reader, log);
  }
}
