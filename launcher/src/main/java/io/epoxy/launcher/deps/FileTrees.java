package io.epoxy.launcher.deps;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders. Links are taken as links, never followed. */
final class FileTrees {
  private FileTrees() {}

  static void copy(Path from, Path to) throws IOException {
    for (Path path : walk(from)) {
      Path target = to.resolve(from.relativize(path).toString());
      Files.copy(path, target, LinkOption.NOFOLLOW_LINKS);
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> paths = walk(folder);
    for (Path path : paths.stream().sorted(Comparator.reverseOrder()).toList()) {
      Files.delete(path);
    }
  }

  /** A move, or a copy where the two lie on different file systems. */
  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to);
    } catch (FileSystemException acrossDisks) {
      copy(from, to);
      delete(from);
    }
  }

  private static List<Path> walk(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.toList();
    }
  }
}
