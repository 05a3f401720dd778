package io.epoxy.compiler.select.method;

import com.google.common.base.Splitter;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Files and folders that a glob names, as Python's {@code pathlib.Path.glob} finds them: wildcards
 * within one step, {@code **} for any number of folders.
 */
final class FileGlob {
  private FileGlob() {}

  /**
   * The paths relative to {@code root}, with forward slashes.
   *
   * @param glob relative
   */
  static Set<String> expand(Path root, String glob) {
    Set<String> level = new LinkedHashSet<>(List.of(""));
    for (String step : steps(glob)) {
      Set<String> next = new LinkedHashSet<>();
      for (String folder : level) {
        next.addAll(step(root, folder, step));
      }
      level = next;
    }
    return level;
  }

  /** Those that lead somewhere: not the empty ones and {@code .}. */
  static List<String> steps(String glob) {
    return Splitter.on('/')
        .splitToStream(glob)
        .filter(step -> !step.isEmpty() && !step.equals("."))
        .toList();
  }

  private static List<String> step(Path root, String folder, String step) {
    if (step.equals("**")) {
      return foldersBelow(root, folder);
    }
    if (Wildcard.isIn(step)) {
      return entries(root, folder, Wildcard.of(step));
    }
    String path = join(folder, step);
    try {
      return Files.exists(root.resolve(path)) ? List.of(path) : List.of();
    } catch (InvalidPathException notOne) {
      return List.of(); // a file of that name cannot be
    }
  }

  private static List<String> entries(Path root, String folder, Predicate<String> wanted) {
    Path place = root.resolve(folder);
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(place)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(wanted)
          .map(name -> join(folder, name))
          .toList();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The folder itself and all below; links are not followed, so none can lead in a circle. */
  private static List<String> foldersBelow(Path root, String folder) {
    List<String> found = new ArrayList<>();
    Path place = root.resolve(folder);
    if (!Files.isDirectory(place)) {
      return found;
    }
    try {
      Files.walkFileTree(
          place,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              found.add(root.relativize(dir).toString().replace('\\', '/'));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
              return FileVisitResult.CONTINUE; // as Python does: what cannot be read is not found
            }
          });
    } catch (IOException e) {
      throw unreadable(e);
    }
    return found;
  }

  private static String join(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  private static EpoxyException unreadable(IOException e) {
    return new EpoxyException(
        ErrorCode.IO, "Could not look for the files of a path: selector: " + e, null, e);
  }
}
