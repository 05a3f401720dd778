package io.epoxy.launcher.cli;

import com.google.common.collect.ImmutableList;
import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.FlagValues;
import io.epoxy.model.config.Project;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code clean}: deletes the clean-targets, but never sources, and nothing outside of the project
 * unless told to (dbt-core 1.12 {@code task/clean.py}).
 */
final class CleanCommand {
  private final Project project;
  private final FlagValues flags;
  private final Told told;

  CleanCommand(Project project, FlagValues flags, Told told) {
    this.project = project;
    this.flags = flags;
    this.told = told;
  }

  void run() {
    Path root = real(project.root());
    Set<Path> targets = paths(targets());
    Set<Path> sources = paths(sources());
    refuse(
        targets.stream()
            .flatMap(target -> sources.stream().filter(source -> source.startsWith(target)))
            .collect(Collectors.toCollection(LinkedHashSet::new)),
        "dbt will not clean the following source paths: ");
    if (flags.isOn(Flag.CLEAN_PROJECT_FILES_ONLY)) {
      refuse(
          targets.stream()
              .filter(target -> !target.startsWith(root) || target.equals(root))
              .collect(Collectors.toCollection(LinkedHashSet::new)),
          "dbt will not clean the following directories outside the project: ");
    }
    for (Path target : targets) {
      told.info("CheckCleanPath", "Checking " + target + "/*", Map.of("path", target.toString()));
      delete(target);
      told.info("ConfirmCleanPath", "Cleaned " + target + "/*", Map.of("path", target.toString()));
    }
    told.info("FinishedCleanPaths", "Finished cleaning all paths.", Map.of());
  }

  private List<String> targets() {
    if (project.other().get("clean-targets") instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return List.of(project.targetPath());
  }

  private List<String> sources() {
    return ImmutableList.<String>builder()
        .addAll(project.paths().models())
        .addAll(project.paths().seeds())
        .addAll(project.paths().snapshots())
        .addAll(project.paths().analyses())
        .addAll(project.paths().macros())
        .addAll(project.paths().functions())
        .addAll(project.paths().tests())
        .build();
  }

  private Set<Path> paths(List<String> written) {
    return written.stream()
        .map(path -> real(project.root().resolve(path)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** As Python's resolve(): links are followed as far as there is something. */
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      return Files.exists(absolute) ? absolute.toRealPath() : absolute;
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "Cannot read " + absolute + ": " + e, null, e);
    }
  }

  private static void refuse(Set<Path> paths, String sentence) {
    if (!paths.isEmpty()) {
      throw new EpoxyException(
          ErrorCode.PROJECT,
          sentence
              + paths.stream()
                  .map(path -> "'" + path + "'")
                  .collect(Collectors.joining(", ", "[", "]")));
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "Cannot delete " + folder + ": " + e, null, e);
    }
  }
}
