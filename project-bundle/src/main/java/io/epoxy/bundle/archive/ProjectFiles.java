package io.epoxy.bundle.archive;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.epoxy.model.error.EpoxyException;
import io.epoxy.model.error.ErrorCode;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the files of a bundle. */
final class ProjectFiles {
  /** What dbt reads from a project's root, besides profiles.yml. */
  private static final List<String> ROOT_FILES =
      ImmutableList.of(
          "dbt_project.yml",
          "packages.yml",
          "dependencies.yml",
          "package-lock.yml",
          "selectors.yml",
          "vars.yml",
          "catalogs.yml",
          ".dbtignore");

  private final Path project;
  private final Path realProject;
  private final Exclusions exclusions;
  private final Exclusions realExclusions;
  private final SortedMap<String, Path> found = new TreeMap<>();

  private ProjectFiles(BundleContents contents) throws IOException {
    this.project = contents.project().toAbsolutePath().normalize();
    this.realProject = project.toRealPath();
    this.exclusions = new Exclusions(project, contents.targetPath());
    this.realExclusions = new Exclusions(realProject, contents.targetPath());
  }

  /** By name in the zip, in the order of names. */
  static SortedMap<String, Path> of(BundleContents contents) {
    if (!Files.isRegularFile(contents.project().resolve("dbt_project.yml"))) {
      throw refused("No dbt_project.yml found at expected path " + contents.project());
    }
    try {
      ProjectFiles files = new ProjectFiles(contents);
      for (String name : ROOT_FILES) {
        if (Files.exists(files.project.resolve(name))) {
          files.add(files.project.resolve(name));
        }
      }
      for (String folder : contents.folders()) {
        files.addFolder(folder);
      }
      return ImmutableSortedMap.copyOfSorted(files.found);
    } catch (IOException e) {
      throw new EpoxyException(ErrorCode.IO, "cannot read the project: " + e, null, e);
    }
  }

  private void addFolder(String folder) throws IOException {
    Path start = project.resolve(folder).normalize();
    if (!start.startsWith(project)) {
      throw refused(
          "folder '"
              + folder
              + "' of dbt_project.yml lies outside the project; a bundle holds the project's own files"
              + " only. Move the folder into the project");
    }
    if (!Files.exists(start)) {
      return;
    }
    for (Path at = start; !at.equals(project); at = at.getParent()) {
      checkLink(at);
    }
    if (!exclusions.coverPathTo(start) && !leadsToExcluded(start)) {
      Files.walkFileTree(
          start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Visitor());
    }
  }

  private void add(Path file) throws IOException {
    checkLink(file);
    if (leadsToExcluded(file)) {
      return;
    }
    String name = nameOf(file);
    EntryNames.fault(name)
        .ifPresent(
            fault -> {
              throw refused("'" + name + "' cannot go into a bundle: " + fault + ". Rename it");
            });
    found.put(name, file);
  }

  /** A link is followed only when it stays inside the project. */
  private void checkLink(Path path) throws IOException {
    if (!Files.isSymbolicLink(path)) {
      return;
    }
    if (!Files.exists(path)) {
      throw refused("symbolic link '" + nameOf(path) + "' leads to nothing. Remove or mend it");
    }
    if (!path.toRealPath().startsWith(realProject)) {
      throw refused(
          "symbolic link '"
              + nameOf(path)
              + "' leads out of the project, to "
              + path.toRealPath()
              + ". Copy what it leads to into the project");
    }
  }

  private boolean leadsToExcluded(Path path) throws IOException {
    return Files.isSymbolicLink(path) && realExclusions.coverPathTo(path.toRealPath());
  }

  private String nameOf(Path path) {
    StringBuilder name = new StringBuilder();
    for (Path part : project.relativize(path)) {
      name.append(name.length() == 0 ? "" : "/").append(part);
    }
    return name.toString();
  }

  private static EpoxyException refused(String why) {
    return new EpoxyException(ErrorCode.BUNDLE, why);
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (folder.equals(project)) {
        return FileVisitResult.CONTINUE;
      }
      if (exclusions.cover(folder)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      checkLink(folder);
      return leadsToExcluded(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!exclusions.cover(file)) {
        if (attributes.isOther()) {
          throw refused("'" + nameOf(file) + "' is not a regular file");
        }
        add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof FileSystemLoopException) {
        throw refused("symbolic link '" + nameOf(file) + "' leads to a folder that it lies in");
      }
      throw e;
    }
  }
}
