package io.epoxy.bundle.archive;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** What never goes into a bundle, wherever it lies: secrets, results of runs, litter of tools. */
final class Exclusions {
  private static final Set<String> NAMES =
      ImmutableSet.of(
          "profiles.yml", ".env", ".git", ".epoxy", "__pycache__", ".venv", ".ds_store");

  /** dbt's own output folders; elsewhere they are ordinary names (models/logs/). */
  private static final Set<String> OUTPUTS = ImmutableSet.of("target", "logs");

  private final Path project;
  private final Path target;

  Exclusions(Path project, String targetPath) {
    this.project = project;
    this.target = project.resolve(targetPath).normalize();
  }

  /** Whether a path of the project, or a folder that it lies in, stays out. */
  boolean coverPathTo(Path path) {
    for (Path at = path; at != null && !at.equals(project); at = at.getParent()) {
      if (cover(at)) {
        return true;
      }
    }
    return false;
  }

  /** Whether this file or folder stays out. */
  boolean cover(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return NAMES.contains(name)
        || name.startsWith(".env.")
        || name.endsWith(".pyc")
        || path.equals(target)
        || OUTPUTS.contains(name) && Files.exists(path.resolveSibling("dbt_project.yml"))
        || Files.exists(path.resolve("pyvenv.cfg"));
  }
}
