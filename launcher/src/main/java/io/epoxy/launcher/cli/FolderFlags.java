package io.epoxy.launcher.cli;

import io.epoxy.bundle.run.Flag;
import io.epoxy.bundle.run.Folders;
import io.epoxy.model.config.ProjectFlags;
import io.epoxy.model.error.EpoxyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The flags that name folders, made absolute. */
final class FolderFlags {
  private static final String PROJECT_FILE = "dbt_project.yml";
  private static final String PROFILES_FILE = "profiles.yml";
  private static final String LOGS = "logs";

  /** Commands that work without a profile, and may make one. */
  private static final Set<CommandSyntax> WITHOUT_PROFILE =
      EnumSet.of(CommandSyntax.DEBUG_SETUP, CommandSyntax.DEPS, CommandSyntax.INIT);

  private final Flags flags;
  private final Path workingFolder;
  private final Path home;

  FolderFlags(Flags flags, Surroundings surroundings) {
    this.flags = flags;
    this.workingFolder = surroundings.workingFolder();
    this.home = Path.of(surroundings.env().getOrDefault("HOME", "."));
  }

  /**
   * Where the command works.
   *
   * @throws EpoxyException with code USAGE when a folder or file must exist and does not
   */
  Folders folders(CommandSyntax command) {
    existing(Flag.PARTIAL_PARSE_FILE_PATH);
    Optional<Path> given = existing(Flag.PROJECT_DIR);
    Path project = given.orElseGet(this::findProject);
    Optional<Path> profiles =
        WITHOUT_PROFILE.contains(command) ? path(Flag.PROFILES_DIR) : existing(Flag.PROFILES_DIR);
    return new Folders(
        project,
        profiles.orElseGet(() -> findProfiles(project)),
        flags.path(Flag.TARGET_PATH).map(path -> project.resolve(path).normalize()),
        path(Flag.STATE),
        path(Flag.DEFER_STATE));
  }

  /** {@code --log-path}, else what the project says, else its folder {@code logs}. */
  Path logFolder(Folders folders, ProjectFlags project) {
    return path(Flag.LOG_PATH)
        .orElseGet(() -> logRoot(folders).resolve(project.logPath().orElse(LOGS)).normalize());
  }

  private Path logRoot(Folders folders) {
    return Files.exists(folders.project().resolve(PROJECT_FILE))
        ? folders.project()
        : workingFolder;
  }

  private Optional<Path> path(Flag flag) {
    return flags.path(flag).map(path -> workingFolder.resolve(path).normalize());
  }

  private Optional<Path> existing(Flag flag) {
    Optional<Path> path = path(flag);
    if (path.isPresent() && !Files.exists(path.get())) {
      throw Flags.missingPath(flag, flags.path(flag).orElseThrow());
    }
    return path;
  }

  /**
   * The working folder when it has profiles.yml, else {@code ~/.dbt} (dbt-core 1.12 {@code
   * cli/resolvers.py}); before that one comes the project, so that a project with its own
   * profiles.yml runs from anywhere.
   */
  private Path findProfiles(Path project) {
    return Stream.of(workingFolder, project)
        .filter(folder -> Files.exists(folder.resolve(PROFILES_FILE)))
        .findFirst()
        .orElseGet(() -> home.resolve(".dbt"));
  }

  /** dbt-core 1.12 {@code cli/resolvers.py}: the nearest parent with a project, else here. */
  private Path findProject() {
    Path folder = workingFolder;
    while (folder != null) {
      if (Files.exists(folder.resolve(PROJECT_FILE))) {
        return folder;
      }
      folder = folder.getParent();
    }
    return workingFolder;
  }
}
