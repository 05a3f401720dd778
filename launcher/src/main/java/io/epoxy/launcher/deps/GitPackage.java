package io.epoxy.launcher.deps;

import io.epoxy.bundle.run.PackageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A repository at one revision. */
final class GitPackage implements PinnedPackage {
  private static final Set<String> MOVING = Set.of("HEAD", "main", "master");

  private final WantedPackage.Git wanted;
  private final String revision;
  private final GitRepositories git;
  private final PackageReader reader;
  private final DepsLog log;
  private Optional<Metadata> metadata = Optional.empty();
  private Optional<String> commit = Optional.empty();

  GitPackage(WantedPackage.Git wanted, GitRepositories git, PackageReader reader, DepsLog log) {
    Set<String> revisions = new LinkedHashSet<>(wanted.revisions());
    if (revisions.size() > 1) {
      throw DependencyError.of(
          "git dependencies should contain exactly one version. "
              + log.scrub(wanted.name())
              + " contains: {'"
              + String.join("', '", revisions)
              + "'}");
    }
    this.wanted = wanted;
    this.revision = revisions.stream().findFirst().orElse("HEAD");
    this.git = git;
    this.reader = reader;
    this.log = log;
  }

  @Override
  public String name() {
    return wanted.name();
  }

  /** The commit once it is known: that is what dbt locks. */
  private String pinned() {
    return commit.orElse(revision);
  }

  @Override
  public String niceVersion() {
    return pinned().equals("HEAD") ? "HEAD (default revision)" : "revision " + pinned();
  }

  @Override
  public Optional<String> version() {
    return Optional.of(pinned());
  }

  @Override
  public Optional<String> subdirectory() {
    return wanted.subdirectory();
  }

  @Override
  public Map<String, Object> lockEntry() {
    String written = SecretUrl.scrubbed(wanted.written(), log);
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put(wanted.hosted().isPresent() ? "private" : "git", written);
    entry.put("revision", pinned());
    wanted.subdirectory().ifPresent(folder -> entry.put("subdirectory", folder));
    wanted
        .hosted()
        .flatMap(WantedPackage.Hosted::provider)
        .ifPresent(provider -> entry.put("provider", provider));
    return entry;
  }

  @Override
  public Metadata metadata() {
    if (metadata.isEmpty()) {
      GitRepositories.Checkout checkout = git.checkout(wanted.url(), revision);
      if (MOVING.contains(revision) && wanted.warnUnpinned()) {
        warnOfMoving();
      }
      commit = Optional.of(checkout.commit());
      PackageReader.Request request = reader.read(folder(checkout));
      metadata =
          Optional.of(new Metadata(request.project(), PackageEntries.read(request.entries())));
    }
    return metadata.get();
  }

  private void warnOfMoving() {
    String how =
        revision.equals("HEAD")
            ? "not pinned, using HEAD (default branch)"
            : "pinned to the \"" + revision + "\" branch";
    log.warn(
        "DepsUnpinned",
        "The git package \""
            + wanted.url()
            + "\" \n\tis "
            + how
            + ".\n\tThis can introduce breaking changes into your project without warning!\n\nSee"
            + " https://docs.getdbt.com/docs/package-management#section-specifying-package-versions",
        Map.of("revision", revision, "git", wanted.url()));
  }

  private Path folder(GitRepositories.Checkout checkout) {
    Path root = checkout.folder();
    Path folder = wanted.subdirectory().map(below -> root.resolve(below).normalize()).orElse(root);
    try {
      if (!folder.startsWith(root)
          || Files.exists(folder) && !folder.toRealPath().startsWith(root.toRealPath())) {
        throw DependencyError.of(
            "The subdirectory '"
                + wanted.subdirectory().orElse("")
                + "' leads out of "
                + log.scrub(wanted.url()));
      }
    } catch (IOException e) {
      throw DependencyError.external("Cannot read " + folder + ": " + e, e);
    }
    return folder;
  }

  /** A copy of the working copy, so that another package may come from the same repository. */
  @Override
  public void install(Path destination) {
    try {
      FileTrees.copy(folder(git.checkout(wanted.url(), revision)), destination);
    } catch (IOException e) {
      throw DependencyError.external("Cannot install " + log.scrub(name()) + ": " + e, e);
    }
  }
}
