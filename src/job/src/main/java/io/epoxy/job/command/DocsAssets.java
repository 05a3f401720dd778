package io.epoxy.job.command;

import io.epoxy.model.config.Project;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders of {@code asset-paths}, as copies in the target folder: descriptions show pictures
 * from there (dbt-core 1.12 {@code task/docs/generate.py}).
 */
record DocsAssets(Project project, Path target) {
  void copy() {
    if (!(project.other().get("asset-paths") instanceof List<?> folders)) {
      return;
    }
    for (Object folder : folders) {
      copy(String.valueOf(folder));
    }
  }

  private void copy(String folder) {
    Path to = target.resolve(folder).normalize();
    if (!to.startsWith(target) || to.equals(target)) {
      throw new EpoxyException(
          ErrorCode.PROJECT,
          "The folder '" + folder + "' of asset-paths is not below the project; move it there.");
    }
    Path from = project.root().resolve(folder).normalize();
    try {
      delete(to);
      if (Files.isDirectory(from)) {
        copy(from, to);
      }
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "Cannot copy " + from + ": " + e, null, e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> old = Files.walk(folder)) {
      for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path path : files.toList()) {
        Path copy = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
