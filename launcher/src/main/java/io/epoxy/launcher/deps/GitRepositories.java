package io.epoxy.launcher.deps;

import io.epoxy.model.error.EpoxyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Repositories, cloned by the git command (dbt-core 1.12 {@code clients/git.py}). URLs and
 * revisions never stand where git would take them for options.
 */
final class GitRepositories {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  /** Transports that run no program of the URL's choice. */
  private static final String PROTOCOLS = "file:git:http:https:ssh";

  private final Path downloads;
  private final DepsLog log;
  private final Map<String, Checkout> known = new HashMap<>();
  private int made;

  GitRepositories(Path downloads, DepsLog log) {
    this.downloads = downloads;
    this.log = log;
  }

  /**
   * A working copy.
   *
   * @param folder its root
   */
  record Checkout(Path folder, String commit) {}

  /**
   * The repository at a revision: a branch, a tag, a commit, or HEAD for the default branch.
   *
   * @throws io.epoxy.model.error.EpoxyException with what git said
   */
  Checkout checkout(String url, String revision) {
    Checkout checkout = known.get(url + "\n" + revision);
    if (checkout == null || !Files.isDirectory(checkout.folder())) {
      checkout = fetch(url, revision);
      known.put(url + "\n" + revision, checkout);
    }
    return checkout;
  }

  private Checkout fetch(String url, String revision) {
    if (url.startsWith("-") || revision.startsWith("-") || revision.isBlank()) {
      throw DependencyError.of(
          "'" + log.scrub(url) + "' at '" + revision + "' is no git repository and revision");
    }
    Path folder = newFolder();
    git(folder, url, revision, "init", "--quiet");
    git(folder, url, revision, "remote", "add", "origin", url);
    if (COMMIT.matcher(revision).matches() || revision.equals("HEAD")) {
      fetchOne(folder, url, revision, revision);
    } else {
      // A tag wins over a branch of the same name, as in dbt.
      try {
        fetchOne(folder, url, revision, "refs/tags/" + revision);
      } catch (EpoxyException noTag) {
        fetchOne(folder, url, revision, revision);
      }
    }
    git(folder, url, revision, "checkout", "--quiet", "--detach", "FETCH_HEAD");
    String commit = git(folder, url, revision, "rev-parse", "HEAD").strip();
    log.debug("GitProgressCheckedOutAt", "Checked out at " + commit.substring(0, 7) + ".");
    return new Checkout(folder, commit);
  }

  private void fetchOne(Path folder, String url, String revision, String reference) {
    git(folder, url, revision, "fetch", "--quiet", "--depth", "1", "--", "origin", reference);
  }

  /** As open to others as any folder, which a temporary one is not. */
  private Path newFolder() {
    try {
      return Files.createDirectory(downloads.resolve("git" + System.nanoTime() + "-" + made++));
    } catch (IOException e) {
      throw DependencyError.external("Cannot make a folder in " + downloads + ": " + e, e);
    }
  }

  private String git(Path folder, String url, String revision, String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("GIT_ALLOW_PROTOCOL", PROTOCOLS);
    try {
      Path errors = Files.createTempFile(downloads, "git", ".err");
      Process process = builder.redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        String told = log.scrub(Files.readString(errors).strip());
        throw DependencyError.external(
            "Error checking out spec='" + revision + "' for repo " + log.scrub(url) + "\n" + told,
            null);
      }
      Files.delete(errors);
      return out;
    } catch (IOException e) {
      throw DependencyError.external(
          "Make sure git is installed on your machine. More information:"
              + " https://docs.getdbt.com/docs/package-management\n"
              + e.getMessage(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DependencyError.external("git was interrupted", e);
    }
  }
}
