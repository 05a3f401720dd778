package io.epoxy.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** Where the repository lies, and copies of its projects to break. */
public final class Workspace {
  private static final Set<String> LEFT_OUT = Set.of("target", ".epoxy", "logs");

  private Workspace() {}

  /** The repository's root; surefire passes it. */
  public static Path repository() {
    String root = System.getProperty("epoxy.root");
    if (root == null) {
      throw new IllegalStateException("set -Depoxy.root to the repository's folder");
    }
    return Path.of(root).toAbsolutePath().normalize();
  }

  /** Copies a project of tests-data without what earlier runs left in it. */
  public static Path copyOf(String project, Path to) {
    copy(repository().resolve("tests-data").resolve(project), to, LEFT_OUT);
    return to;
  }

  /** Makes the folder, without what was in it. */
  public static Path emptyFolder(Path folder) {
    try {
      if (Files.exists(folder)) {
        Files.walkFileTree(folder, new Remover());
      }
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a folder with everything in it. */
  public static void copyAll(Path from, Path to) {
    copy(from, to, Set.of());
  }

  private static void copy(Path from, Path to, Set<String> leftOut) {
    try {
      Files.walkFileTree(from, new Copier(from, to, leftOut));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Copier extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;
    private final Set<String> leftOut;

    Copier(Path from, Path to, Set<String> leftOut) {
      this.from = from;
      this.to = to;
      this.leftOut = leftOut;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (leftOut.contains(folder.getFileName().toString())) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      Files.createDirectories(to.resolve(from.relativize(folder).toString()));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.copy(
          file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
      return FileVisitResult.CONTINUE;
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
