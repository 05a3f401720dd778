package io.epoxy.bundle.run;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a command finds and leaves its files on this machine. All absolute.
 *
 * @param profiles the folder of profiles.yml as given by {@code --profiles-dir} or
 *     DBT_PROFILES_DIR; empty looks in the project, then in {@code ~/.dbt}
 * @param target {@code --target-path} or DBT_TARGET_PATH; empty takes dbt_project.yml's
 */
public record Folders(Path project, Optional<Path> profiles, Optional<Path> target) {
  public Folders {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(profiles, "profiles");
    Objects.requireNonNull(target, "target");
  }
}
