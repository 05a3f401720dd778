package io.epoxy.launcher.deps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The folder of installed packages, made anew beside the old one and put into its place at the end:
 * when something fails, the old one is what it was.
 */
final class Installation implements AutoCloseable {
  private final Path target;
  private final Path made;

  private Installation(Path target, Path made) {
    this.target = target;
    this.made = made;
  }

  static Installation beside(Path target) {
    try {
      Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
      // Not a temporary folder: such a one is closed to others.
      String name = "." + target.getFileName() + "-" + Long.toHexString(System.nanoTime());
      return new Installation(target, Files.createDirectory(parent.resolve(name)));
    } catch (IOException e) {
      throw DependencyError.external("Cannot make a folder beside " + target + ": " + e, e);
    }
  }

  void add(PinnedPackage one) {
    one.install(made.resolve(one.metadata().project()));
  }

  /** The new packages are there from now on. */
  void finish() {
    Path old = made.resolveSibling(made.getFileName() + ".old");
    try {
      boolean replaces = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
      if (replaces) {
        Files.move(target, old);
      }
      Files.move(made, target);
      if (replaces) {
        FileTrees.delete(old);
      }
    } catch (IOException e) {
      throw DependencyError.external("Cannot replace " + target + ": " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      FileTrees.delete(made);
    } catch (IOException e) {
      throw DependencyError.external("Cannot delete " + made + ": " + e, e);
    }
  }
}
