package io.epoxy.bundle.run;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a command finds and leaves its files on this machine. All absolute.
 *
 * @param profiles the folder where profiles.yml is looked for
 * @param target {@code --target-path} or DBT_TARGET_PATH; empty takes dbt_project.yml's
 * @param state {@code --state}: the artifacts of an earlier run
 * @param deferState {@code --defer-state}: those to defer to, when they are others
 */
public record Folders(
    Path project,
    Path profiles,
    Optional<Path> target,
    Optional<Path> state,
    Optional<Path> deferState) {
  public Folders {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(profiles, "profiles");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(deferState, "deferState");
  }

  public Folders withTarget(Path folder) {
    return new Folders(project, profiles, Optional.of(folder), state, deferState);
  }

  /** A project with its profiles.yml and nothing else given. */
  public static Folders of(Path project) {
    return new Folders(project, project, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
