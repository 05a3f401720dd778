package io.epoxy.acceptance.run;

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

  /** Copies tests-data/nyc-taxi without what earlier runs left in it. */
  public static Path copyOfNycTaxi(Path to) {
    Path from = repository().resolve("tests-data/nyc-taxi");
    copy(from, to);
    return to;
  }

  static void copy(Path from, Path to) {
    try {
      Files.walkFileTree(from, new Copier(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Copier extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;

    Copier(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (LEFT_OUT.contains(folder.getFileName().toString())) {
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
}
