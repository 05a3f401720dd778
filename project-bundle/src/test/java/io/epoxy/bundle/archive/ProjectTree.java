package io.epoxy.bundle.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small project on disk. */
final class ProjectTree {
  private final Path root;

  ProjectTree(Path root) {
    this.root = root;
    with("dbt_project.yml", "name: shop\n");
  }

  ProjectTree with(String name, String text) {
    Path file = root.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  ProjectTree link(String name, Path to) {
    Path link = root.resolve(name);
    try {
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  BundleContents contents() {
    return contents("models", "macros", "dbt_packages");
  }

  BundleContents contents(String... folders) {
    return new BundleContents(root, List.of(folders), "target");
  }
}
